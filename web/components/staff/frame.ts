import { type Html, html, type Printable } from '../../html.ts'
import { type Role, roleLabels } from '../../pages/staff/labels.ts'
import { hidden } from '../button.ts'
import { layout, type Site } from '../layout.ts'
import { shortcutsDialog } from './shortcuts.ts'

/** What every staff page shares once somebody is logged in. */
export type StaffSite = Site & {
  readonly account: { readonly name: string; readonly role: Role }
  /** Households to deal with, and things to do: shown beside the navigation. */
  readonly counts: { readonly waiting: number; readonly todos: number }
  /** Territories of the account, when it has several. */
  readonly territories?: readonly Choosable[]
}

/** A territory that the account may work in. */
export type Choosable = { readonly id: string; readonly name: string; readonly isCurrent: boolean }

export type StaffSection =
  | 'demandes'
  | 'medecins'
  | 'adresseurs'
  | 'carte'
  | 'envois'
  | 'indicateurs'
  | 'reglages'

export type StaffPage = {
  /** The same words as the `h1`, or shorter. */
  readonly title: string
  readonly section: StaffSection
  readonly body: Printable
  readonly hasErrors?: boolean
  readonly hasMap?: boolean
  /** The page holds a print button. */
  readonly hasPrint?: boolean
}

/** What identifies a form: `key` makes a second press harmless, `version` refuses to overwrite somebody's change. */
export type FormSeal = { readonly key: string; readonly version?: number }

/** A whole staff page: header with the navigation, the body, the keyboard shortcuts. */
export function staffPage(site: StaffSite, page: StaffPage): Html {
  const { mapJs, printJs, staffJs } = site.assets
  return layout({
    ...site,
    title: page.title,
    body: html`${page.body}${shortcutsDialog()}`,
    variant: 'staff',
    hasErrors: page.hasErrors ?? false,
    scripts: [staffJs, ...(page.hasMap ? [mapJs] : []), ...(page.hasPrint ? [printJs] : [])],
    staffNav: staffNav(site, page.section),
  })
}

/** Navigation and account, for the header of a staff page. */
export function staffNav(site: StaffSite, current: StaffSection): Html {
  return html`${navigation(site, current)}${territoryMenu(site)}${accountMenu(site)}`
}

/** Hidden `cle` and `version` of a form. */
export function seal({ key, version }: FormSeal): Html {
  return html`${hidden('cle', key)}${version !== undefined && hidden('version', String(version))}`
}

const sections: readonly {
  readonly id: StaffSection
  readonly href: string
  readonly label: string
  readonly goKey: string
}[] = [
  { id: 'demandes', href: '/coordination', label: 'Demandes', goKey: 'd' },
  { id: 'medecins', href: '/coordination/medecins', label: 'Médecins', goKey: 'm' },
  { id: 'adresseurs', href: '/coordination/adresseurs', label: 'Adresseurs', goKey: 'a' },
  { id: 'carte', href: '/coordination/carte', label: 'Carte', goKey: 'p' },
  { id: 'envois', href: '/coordination/envois', label: 'Envois', goKey: 'e' },
  { id: 'indicateurs', href: '/coordination/indicateurs', label: 'Indicateurs', goKey: 'i' },
  { id: 'reglages', href: '/coordination/reglages', label: 'Réglages', goKey: 'r' },
]

function navigation({ counts }: StaffSite, current: StaffSection): Html {
  const [requests, ...others] = sections.map((section) => navLink(section, current, counts))
  const todos = html`<a class="nav-link" href="/coordination#a-faire" data-go-key="f">À faire${counter(counts.todos, 'à faire')}</a>`
  return html`<nav class="nav" aria-label="Principale">${requests}${todos}${others}</nav>`
}

function navLink(
  { id, href, label, goKey }: (typeof sections)[number],
  current: StaffSection,
  { waiting }: StaffSite['counts'],
): Html {
  const mark = id === current && html` aria-current="page"`
  return html`<a class="nav-link" href="${href}" data-go-key="${goKey}"${mark}>${label}${id === 'demandes' && counter(waiting, 'en attente')}</a>`
}

function counter(count: number, meaning: string): Html | false {
  return (
    count > 0 &&
    html` <span class="nav-count">${count}<span class="visually-hidden"> ${meaning}</span></span>`
  )
}

/** Another territory of the same account, in one press each; nothing for those who have one. */
export function territoryMenu({ territories = [] }: Pick<StaffSite, 'territories'>): Html | false {
  const others = territories.filter(({ isCurrent }) => !isCurrent)
  if (others.length === 0) return false
  return html`<form class="account" method="post" action="/coordination/territoire">${others.map(({ id, name }) => html`<button class="button button-quiet" type="submit" name="territoire" value="${id}">Aller à ${name}</button>`)}</form>`
}

/** Who is signed in, and the way out. */
export function accountMenu({ account }: Pick<StaffSite, 'account'>): Html {
  return html`<form class="account" method="post" action="/deconnexion"><span class="avatar" aria-hidden="true">${initials(account.name)}</span><span class="account-name">${account.name}<span class="visually-hidden">, ${roleLabels[account.role]}</span></span><button class="button button-quiet" type="submit">Quitter</button></form>`
}

function initials(name: string): string {
  return name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()
}
