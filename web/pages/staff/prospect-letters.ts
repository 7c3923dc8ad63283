import { backLink, hidden } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { pageHead, printButton } from '../../components/staff/page-head.ts'
import { type PageOf, pager } from '../../components/staff/pager.ts'
import { type Html, html } from '../../html.ts'
import { phoneText } from '../../words/phone.ts'

export interface LettersView {
  readonly key: string
  readonly territory: {
    readonly name: string
    readonly contactName: string
    readonly contactPhone: string
    readonly contactHours: string
  }
  readonly today: string
  /** Where a doctor joins by themselves, in full. */
  readonly joinUrl: string
  /** Where these letters are among all those to print. */
  readonly page: PageOf
  /** Letters just recorded; null when the page is opened by itself. */
  readonly posted: number | null
  /** Those of this page. */
  readonly letters: readonly {
    readonly id: string
    readonly name: string
    /** Lines of the address, the name first. */
    readonly address: readonly string[]
    readonly objectionUrl: string
    /** The same address, for a phone to read. */
    readonly objectionQr: Html
  }[]
}

/** `GET /coordination/prospects/lettres?page=`: one sheet for each doctor whom no e-mail can reach, a hundred at a time. */
export function prospectLettersPage(site: StaffSite, view: LettersView): Html {
  const { page, letters } = view
  const title = `${count(page.total, 'lettre', 'lettres')} à imprimer`
  return staffPage(site, {
    title,
    section: 'medecins',
    hasPrint: true,
    body: html`<div class="no-print stack">${backLink('/coordination/prospects', 'Médecins à inviter')}
${pageHead({ title, soft: softText(page), actions: printButton(`Imprimer ${thatMany(letters.length)}`) })}${progress(view)}${pages(page)}</div>
${letters.length > 0 ? html`${letters.map((letter) => sheet(view, letter))}${posted(view)}` : nobody()}`,
  })
}

function softText({ last }: PageOf): string {
  if (last === 1) return 'Une feuille par médecin.'
  return 'Une feuille par médecin. Imprimez une page, postez, notez ; puis la suivante.'
}

/** « les 100 lettres », « la lettre ». */
function thatMany(letters: number): string {
  return letters === 1 ? 'la lettre' : `les ${letters} lettres`
}

/** What the last press recorded, and what is left. */
function progress({ posted, page }: LettersView): Html | false {
  if (posted === null) return false
  return notice(
    'good',
    `${count(posted, 'lettre notée', 'lettres notées')} comme parties aujourd’hui. Il en reste ${page.total} à imprimer.`,
  )
}

function pages(page: PageOf): Html | false {
  return pager(page, (to) => `/coordination/prospects/lettres?page=${to}`)
}

function sheet(
  { territory, today, joinUrl }: LettersView,
  letter: LettersView['letters'][number],
): Html {
  return html`<article class="letter print-sheet stack" data-prospect-id="${letter.id}"><p>${territory.name}</p>
<p>${letter.address.map((line) => html`${line}<br>`)}</p><p>Le ${today}</p>
<h2>Votre nom vient de l’annuaire des professionnels de santé</h2>
<p>Docteur,</p>
<p>Nous aidons les habitants sans médecin traitant à en trouver un près de chez eux. Pour savoir qui exerce ici, nous avons relevé dans l’Annuaire Santé votre nom, votre numéro RPPS et votre lieu d’exercice. Ils ne sont donnés à aucun patient et ne sont publiés nulle part.</p>
<p><strong>Vous pouvez participer.</strong> Vous dites combien de personnes vous accueillez, et à quelles conditions ; vous changez d’avis quand vous voulez : ${joinUrl}</p>
<p><strong>Vous pouvez vous opposer.</strong> Votre nom est alors effacé et ne revient pas. Lisez ce code avec votre téléphone, ou recopiez l’adresse : ${letter.objectionUrl}</p>
<p>${letter.objectionQr}</p>
<p>Vous pouvez aussi nous appeler : ${territory.contactName}, <span class="nowrap">${phoneText(territory.contactPhone)}</span>, ${territory.contactHours}.</p></article>`
}

function posted({ key, letters }: LettersView): Html {
  return html`<form class="action-bar request-bar no-print" method="post" action="/coordination/prospects/lettres">${seal({ key })}${letters.map(({ id }) => hidden('medecin', id))}
<p class="soft">Chaque médecin de cette page sera noté comme informé aujourd’hui.</p><div class="actions"><button class="button" type="submit">${letters.length > 1 ? `Ces ${letters.length} lettres sont parties` : 'Cette lettre est partie'}</button></div></form>`
}

function nobody(): Html {
  return empty(
    'Aucune lettre à imprimer',
    html`<a href="/coordination/prospects">Revenir aux médecins à inviter</a>`,
  )
}
