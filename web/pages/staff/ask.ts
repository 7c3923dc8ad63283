import { backLink, hidden } from '../../components/button.ts'
import { checkbox, choices } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { facts } from '../../components/facts.ts'
import { fieldError, textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import { notice } from '../../components/notice.ts'
import { chosenKmText, count } from '../../components/staff/figures.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html } from '../../html.ts'
import { kmText } from '../../words/dates.ts'
import { phoneText } from '../../words/phone.ts'
import { wordsFor } from '../../words/words.ts'
import { requestHref, type StaleView } from './request-view.ts'

export interface AskView {
  readonly requestId: string
  readonly name: string
  readonly seal: FormSeal
  /** Distance applied to the list they were chosen from. */
  readonly km: number
  /** In the order to ask them, unless other numbers are typed. */
  readonly doctors: readonly AskedDoctor[]
  /** The distance that a chosen doctor exceeds, and whose limit it is; null when none does. */
  readonly beyond: { readonly km: number; readonly whose: 'household' | 'territory' } | null
  /** What each doctor reads of the household, and no more. */
  readonly summary: readonly (readonly [label: string, value: string])[]
  /** Working days that a doctor has to answer. */
  readonly workingDays: number
  /** The next one is asked without anybody's press. */
  readonly movesOn: boolean
  readonly form: { readonly values: Values; readonly errors: Errors }
  readonly stale: StaleView | null
}

export interface AskedDoctor {
  readonly rowId: string
  readonly name: string
  readonly practice: string
  readonly phone: string | null
  readonly km: number
  readonly order: number
  /** Their availability is older than six months. */
  readonly isStale: boolean
  /** « par mail, aujourd’hui ». */
  readonly reach: string
}

/** `GET /coordination/demandes/:id/sollicitation?medecin=&km=`. Nobody is asked before the button is pressed. */
export function askPage(site: StaffSite, view: AskView): Html {
  const { errors } = view.form
  const back = `${requestHref(view.requestId)}?km=${view.km}`
  return staffPage(site, {
    title: `Solliciter pour ${view.name}`,
    section: 'demandes',
    hasErrors: Object.keys(errors).length > 0,
    body: html`${backLink(back, view.name)}
${errorSummary(wordsFor('fr'), errors)}${staleNotice(view.stale)}
${pageHead({ title: 'Vérifier avant de solliciter', soft: 'Personne n’est sollicité tant que vous n’appuyez pas sur le bouton du bas.' })}
<form class="send-grid" method="post" action="${requestHref(view.requestId)}/sollicitation">${seal(view.seal)}${hidden('km', String(view.km))}
<div class="stack">${exception(view)}${order(view)}</div>
<div class="stack">${medium(view)}${summaryCard(view)}</div>
<div class="action-bar request-bar"><p><strong>${view.name}</strong> <span class="soft">${count(view.doctors.length, 'médecin')}</span></p>
<div class="actions"><a class="button button-quiet" href="${back}">Revenir au choix</a><button class="button" type="submit">Solliciter</button></div></div></form>`,
  })
}

/** Who is asked, and in which order; one is fine. */
function order(view: AskView): Html {
  const { doctors, movesOn, workingDays, form } = view
  const stale = doctors.filter(({ isStale }) => isStale)
  const first = `Le premier a ${count(workingDays, 'jour ouvré', 'jours ouvrés')} pour répondre, et la place est tenue pendant ce temps.`
  const then = movesOn
    ? 'S’il dit non ou ne répond pas, le suivant est sollicité aussitôt.'
    : 'S’il dit non ou ne répond pas, la demande vous revient.'
  const isOne = doctors.length === 1
  return card(
    'ordre-titre',
    isOne ? 'Médecin à solliciter' : `${doctors.length} médecins, l’un après l’autre`,
    html`<p class="soft">${first} ${!isOne && then}</p>${fieldError(wordsFor('fr'), 'ordre', form.errors.ordre)}
<ul class="pick-list">${doctors.map((doctor) => row(doctor, isOne))}</ul>
<div>${checkbox('souhaite', isOne ? 'C’est le médecin que le foyer souhaite' : 'Le premier est le médecin que le foyer souhaite', form.values.souhaite === 'oui')}</div>
${stale.length > 0 && notice('warn', html`<strong>À reconfirmer : ${stale.map(({ name }) => name).join(', ')}</strong>. Leurs disponibilités ont plus de six mois : un appel va plus vite.`)}`,
  )
}

function row(
  { rowId, name, practice, phone, km, order, reach }: AskedDoctor,
  isOne: boolean,
): Html {
  const id = order === 1 ? 'ordre' : `ordre-${order}`
  const number = isOne
    ? hidden('ordre', '1')
    : html`<span><label class="visually-hidden" for="${id}">Ordre de ${name}</label><input class="field-input field-2" id="${id}" name="ordre" value="${order}" inputmode="numeric" autocomplete="off" maxlength="2"></span>`
  return html`<li data-doctor-row="${rowId}">${hidden('medecin', rowId)}<span><strong>${name}</strong><br><span class="soft small">${practice}, ${kmText(km)}<br>${phone && html`<span class="nowrap">${phoneText(phone)}</span> · `}${reach}</span></span>${number}</li>`
}

function medium({ form: { values } }: AskView): Html {
  return card(
    'moyen-titre',
    'Comment',
    choices(wordsFor('fr'), {
      name: 'moyen',
      legend: 'Les solliciter',
      options: [
        { value: 'lien', label: 'Par message', note: 'un lien, une réponse en un bouton' },
        { value: 'telephone', label: 'Par téléphone', note: 'vous appelez et notez la réponse' },
      ],
      value: values.moyen || 'lien',
      shape: 'inline',
    }),
  )
}

function summaryCard({ summary }: AskView): Html {
  return card(
    'apercu',
    'Ce que le médecin lira',
    html`<p class="soft">Ni nom, ni adresse, ni date de naissance : le message dit seulement qu’une question l’attend, et voici ce que montre sa page.</p>${facts(summary)}`,
  )
}

/** Beyond the limit the reason is asked and kept (B18). */
function exception({ beyond, form: { values, errors } }: AskView): Html | false {
  if (!beyond) return false
  const limit =
    beyond.whose === 'household'
      ? `Le foyer va jusqu’à ${chosenKmText(beyond.km)}.`
      : `La distance raisonnable ici est de ${chosenKmText(beyond.km)}.`
  return html`<section class="card stack" aria-labelledby="exception"><h2 id="exception">Plus loin que ${chosenKmText(beyond.km)}</h2>
${textField(wordsFor('fr'), {
  name: 'motif_distance',
  label: 'Pourquoi aller plus loin',
  hint: `${limit} Gardé dans l’historique. Par exemple : d’accord au téléphone le 24, une voisine conduit.`,
  value: values.motif_distance ?? '',
  error: errors.motif_distance,
})}</section>`
}
