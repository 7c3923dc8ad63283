import { layout, type Site } from '../../components/layout.ts'
import { accountMenu, type StaffSite, territoryMenu } from '../../components/staff/frame.ts'
import { type Html, html, type Printable } from '../../html.ts'

/** What every page of a referrer shares: who is signed in, and where they work. Nothing of the waiting list. */
export type ReferrerSite = Site &
  Pick<StaffSite, 'account' | 'territories'> & {
    readonly organisation: string
    /** A GP who may take households from the common list of the territory. */
    readonly hasCommonList: boolean
  }

export type ReferrerSection = 'signalements' | 'nouveau' | 'completer' | 'lot'

export type ReferrerPage = {
  readonly title: string
  readonly section: ReferrerSection
  readonly body: Printable
  readonly hasErrors?: boolean
  readonly scripts?: readonly string[]
}

/** A page of those who register people: one column, big targets, their own navigation. */
export function referrerPage(site: ReferrerSite, page: ReferrerPage): Html {
  return layout({
    ...site,
    title: page.title,
    body: html`${page.body}`,
    variant: 'referrer',
    hasErrors: page.hasErrors ?? false,
    scripts: page.scripts ?? [],
    staffNav: html`${navigation(site, page.section)}${territoryMenu(site)}${accountMenu(site)}`,
  })
}

const sections: readonly {
  readonly id: ReferrerSection
  readonly href: string
  readonly label: string
  readonly isCpam?: boolean
}[] = [
  { id: 'nouveau', href: '/signalements/nouveau', label: 'Inscrire' },
  { id: 'signalements', href: '/signalements', label: 'Mes signalements' },
  { id: 'completer', href: '/signalements/completer', label: 'Compléter', isCpam: true },
  { id: 'lot', href: '/signalements/lot', label: 'Envoyer un fichier', isCpam: true },
]

function navigation({ account, hasCommonList }: ReferrerSite, current: ReferrerSection): Html {
  const shown = sections.filter(({ isCpam }) => !isCpam || account.role === 'cpam')
  return html`<nav class="nav" aria-label="Principale">${shown.map(
    ({ id, href, label }) =>
      html`<a class="nav-link" href="${href}"${id === current && html` aria-current="page"`}>${label}</a>`,
  )}${hasCommonList && html`<a class="nav-link" href="/liste-commune">Liste commune</a>`}</nav>`
}
