import { errorSummary } from '../../components/error-summary.ts'
import { type IconName, icon } from '../../components/icons.ts'
import type { Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import type { CommuneChoice } from '../../components/visited-communes.ts'
import { type Html, html } from '../../html.ts'
import { fullDay } from '../../words/dates.ts'
import { wordsFor } from '../../words/words.ts'
import { type AcceptanceView, acceptanceSection } from './acceptance.ts'
import { askedErrors, askedSection } from './asked.ts'
import type { AskedView } from './asked-view.ts'
import { changeForm } from './change-form.ts'
import { mobileCode } from './code.ts'
import type {
  ChangeForm,
  DoctorFacts,
  HouseholdsView,
  Leaving,
  PageSeal,
  ReachView,
  Stale,
} from './doctor-view.ts'
import { doctorPage, pageSeal } from './frame.ts'
import { awaitedNotice, householdsSection } from './households.ts'
import { knownCards } from './known.ts'
import { notedNotice } from './noted.ts'
import { promisedSection } from './promised.ts'

export type AvailabilityView = {
  /** `/medecin/TOKEN`. */
  readonly path: string
  readonly doctor: DoctorFacts
  readonly leaving: Leaving | null
  readonly seal: PageSeal
  readonly form: ChangeForm
  readonly communes: readonly CommuneChoice[]
  readonly reach: ReachView
  readonly asked: AskedView
  readonly sent: HouseholdsView
  /** Their answers beside the territory's; null when there is nothing to read. */
  readonly acceptance: AcceptanceView | null
  /** Address of the common list; null where the territory has none. */
  readonly commonList: string | null
  readonly stale: Stale | null
}

/** Who waits for an answer, then « Est-ce toujours juste ? »: one press says so. Opening it changes nothing. */
export function availabilityPage(site: Site, view: AvailabilityView): Html {
  const { doctor, form, path, asked } = view
  const errors = { ...askedErrors(asked), ...form.errors }
  return doctorPage(site, {
    title: isAsked(view) ? 'Demandes qui attendent votre réponse' : 'Vos disponibilités',
    name: doctor.name,
    hasErrors: Object.keys(errors).length > 0,
    body: html`${errorSummary(wordsFor('fr'), errors)}${staleNotice(view.stale)}${notedNotice(site, asked.noted)}
${askedSection({ path, asked, isFirst: true })}
${awaitedNotice(view.sent)}
${asIs(view)}
${acceptanceSection({ path, view: view.acceptance, mayChange: true })}
${changeForm(site, view)}
${mobileCode(view.path, view.sent)}
${promisedSection(asked.promised)}
${householdsSection(view.path, view.sent)}
${more(view)}`,
  })
}

function isAsked({ asked }: AvailabilityView): boolean {
  return asked.waiting.length > 0
}

/** What is known, and the one press that says it still is: the next step when nobody waits for an answer. */
function asIs(view: AvailabilityView): Html {
  const { path, doctor, seal } = view
  const isSecond = isAsked(view)
  return html`<form method="post" action="${path}"${isSecond && html` class="doctor-more"`}>${pageSeal(seal)}
<div class="stack stack-l"><div class="stack stack-s">${question(view)}<p>${lastConfirmed(doctor)}</p></div>
${knownCards(doctor)}
<div class="stack stack-s"><p><a class="button button-secondary button-wide" href="#modifier">${icon('pencil')} Modifier</a></p>
<p><button class="button button-quiet button-wide" name="action" value="complet">Je suis complet pour le moment</button></p></div></div>
${sameBar(view)}
</form>`
}

/** In reach of the thumb when it is the next step; at the end of its form when somebody waits for an answer first. */
function sameBar(view: AvailabilityView): Html {
  const isSecond = isAsked(view)
  return html`<div class="${isSecond ? 'doctor-more' : 'action-bar doctor-bar'}"><div class="doctor-bar-inner"><button class="button button-wide${isSecond && ' button-secondary'}" name="action" value="inchange">${icon('check')} Rien n’a changé</button><p class="soft small">${holds(view.doctor)}</p></div></div>`
}

function question(view: AvailabilityView): Html {
  if (isAsked(view)) return html`<h2>Vos disponibilités : est-ce toujours juste ?</h2>`
  return html`<p class="soft">Bonjour docteur ${view.doctor.lastName},</p><h1>Est-ce toujours juste ?</h1>`
}

function holds({ holdsUntil }: DoctorFacts): string {
  return holdsUntil ? `Valable jusqu’au ${fullDay(holdsUntil)}` : 'Pour continuer, changez la date'
}

function lastConfirmed({ practices }: DoctorFacts): string {
  const days = practices.flatMap(({ confirmedOn }) => confirmedOn ?? []).sort()
  const [oldest] = days
  if (!oldest || days.length < practices.length) return 'Vous ne l’avez pas encore confirmé.'
  return `Dernière confirmation : ${fullDay(oldest)}.`
}

function more({ path, doctor, leaving, sent: { page }, seal, commonList }: AvailabilityView): Html {
  const isPaused = doctor.practices.some(({ pausedUntil }) => pausedUntil !== null)
  const count = page.total
  return html`<section class="stack stack-s doctor-more" aria-labelledby="autres"><h2 id="autres">Vous pouvez aussi</h2>
<ul class="follow-manage">
${commonList && item(commonList, 'Voir la liste commune', 'arrow-right')}
${count > 0 && item('#foyers', count === 1 ? 'Voir le foyer adressé' : `Voir les ${count} foyers adressés`, 'arrow-right')}
${item(`${path}/pause`, isPaused ? 'Changer la pause' : 'Faire une pause', 'pause')}
${item(`${path}/depart`, leaving ? `Mon départ, le ${fullDay(leaving.leavesOn)}` : 'Annoncer mon départ', 'arrow-right')}
${item(`${path}/quitter`, 'Quitter la liste', 'cross')}
</ul>${isPaused && resume(path, seal)}</section>`
}

function resume(path: string, seal: PageSeal): Html {
  return html`<form method="post" action="${path}/pause">${pageSeal(seal)}<button class="button button-quiet button-wide" name="duree" value="0">Finir la pause maintenant</button></form>`
}

function item(href: string, label: string, sign: IconName): Html {
  return html`<li><a href="${href}">${label} ${icon(sign)}</a></li>\n`
}

function staleNotice(stale: Stale | null): Html | false {
  if (!stale) return false
  if (stale.isTaken)
    return html`<div role="alert">${notice('warn', 'Vos places ont changé pendant que cette page était ouverte : un foyer vient, ou ne vient plus. Voici ce qu’il en reste : relisez, puis répondez.')}</div>`
  const who = stale.by ?? 'Quelqu’un'
  return html`<div role="alert">${notice('warn', `${who} a changé votre fiche ${stale.when}. Voici ce qui est écrit maintenant : relisez, puis répondez.`)}</div>`
}
