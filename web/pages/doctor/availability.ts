import { errorSummary } from '../../components/error-summary.ts'
import { type IconName, icon } from '../../components/icons.ts'
import type { Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import type { CommuneChoice } from '../../components/visited-communes.ts'
import { type Html, html } from '../../html.ts'
import { fullDay } from '../../words/dates.ts'
import { wordsFor } from '../../words/words.ts'
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
import { householdsSection } from './households.ts'
import { knownCards } from './known.ts'

export type AvailabilityView = {
  /** `/medecin/TOKEN`. */
  readonly path: string
  readonly doctor: DoctorFacts
  readonly leaving: Leaving | null
  readonly seal: PageSeal
  readonly form: ChangeForm
  readonly communes: readonly CommuneChoice[]
  readonly reach: ReachView
  readonly sent: HouseholdsView
  readonly stale: Stale | null
}

/** « Est-ce toujours juste ? »: one press says so. Opening it changes nothing. */
export function availabilityPage(site: Site, view: AvailabilityView): Html {
  const { doctor, form } = view
  return doctorPage(site, {
    title: 'Vos disponibilités',
    name: doctor.name,
    hasErrors: Object.keys(form.errors).length > 0,
    body: html`${errorSummary(wordsFor('fr'), form.errors)}${staleNotice(view.stale)}
${asIs(view)}
${changeForm(site, view)}
${mobileCode(view.path, view.sent)}
${householdsSection(view.path, view.sent)}
${more(view)}`,
  })
}

/** What is known, and the one press that says it still is. */
function asIs({ path, doctor, seal }: AvailabilityView): Html {
  return html`<form method="post" action="${path}">${pageSeal(seal)}
<div class="stack stack-l"><div class="stack stack-s"><p class="soft">Bonjour docteur ${doctor.lastName},</p><h1>Est-ce toujours juste ?</h1><p>${lastConfirmed(doctor)}</p></div>
${knownCards(doctor)}
<div class="stack stack-s"><p><a class="button button-secondary button-wide" href="#modifier">${icon('pencil')} Modifier</a></p>
<p><button class="button button-quiet button-wide" name="action" value="complet">Je suis complet pour le moment</button></p></div></div>
<div class="action-bar doctor-bar"><div class="doctor-bar-inner"><button class="button button-wide" name="action" value="inchange">${icon('check')} Rien n’a changé</button><p class="soft small">${holds(doctor)}</p></div></div>
</form>`
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

function more({ path, doctor, leaving, sent: { page }, seal }: AvailabilityView): Html {
  const isPaused = doctor.practices.some(({ pausedUntil }) => pausedUntil !== null)
  const count = page.total
  return html`<section class="stack stack-s doctor-more" aria-labelledby="autres"><h2 id="autres">Vous pouvez aussi</h2>
<ul class="follow-manage">
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
  const who = stale.by ?? 'Quelqu’un'
  return html`<div role="alert">${notice('warn', `${who} a changé votre fiche ${stale.when}. Voici ce qui est écrit maintenant : relisez, puis répondez.`)}</div>`
}
