import type { DoctorAcceptanceView } from '../../web/components/staff/doctor-acceptance.ts'
import type { Todo } from '../../web/components/staff/todos.ts'
import type { AcceptanceView } from '../../web/pages/doctor/acceptance.ts'
import { needLabels } from '../../web/pages/staff/labels.ts'
import { countText } from '../../web/pages/staff/referral-reports.ts'
import { refusalLabels, whoseLabels } from '../../web/pages/staff/refusals.ts'
import { fullDay } from '../../web/words/dates.ts'
import { addDays, parisDay } from '../calendar/rules.ts'
import { doctorName } from '../doctors/rules.ts'
import type { CsvColumn } from '../http/csv.ts'
import type { Need } from '../ranking/need.ts'
import type { Alert } from './acceptance.ts'
import { DOCTOR_FIRST_DAYS, isForCoordinator, percentOf, type Rate } from './acceptance-rules.ts'
import { BANDS, type Line, type RefusalTable } from './rules.ts'

type Row = Line & { whose: string; reason: string }

/** Lines of `refus.csv`, as the page tells them. */
export function refusalRows({ groups }: RefusalTable): Row[] {
  return groups.flatMap((group) => {
    const whose = whoseLabels[group.whose]
    const lines = group.reasons.map((line) => ({
      ...line,
      whose,
      reason: refusalLabels[line.reason],
    }))
    return [{ total: group.total, bands: group.bands, whose, reason: 'ensemble' }, ...lines]
  })
}

export const refusalColumns: readonly CsvColumn<Row>[] = [
  { name: 'de_qui', cell: ({ whose }) => whose },
  { name: 'raison', cell: ({ reason }) => reason },
  { name: 'foyers', cell: ({ total }) => total },
  ...BANDS.map(
    (band): CsvColumn<Row> => ({
      name: `besoin_${band.toLowerCase()}`,
      cell: ({ bands }) => {
        const shown = bands[band]
        return typeof shown === 'number' ? shown : countText(shown)
      },
    }),
  ),
]

/** What a doctor reads of their own answers; null when there is nothing to read. `key`: of the form that says so. */
export function acceptanceView(
  alerts: readonly Alert[],
  key: string,
  now: Date,
): AcceptanceView | null {
  if (alerts.length === 0) return null
  const unread = alerts.filter(({ shownAt }) => shownAt === null)
  const [next] = unread
  return {
    lines: alerts.map(({ band, doctor, territory }) => ({
      band,
      yes: doctor.yes,
      answered: doctor.answered,
      territoryPercent: percentOf(territory),
    })),
    unread: unread.map(({ id }) => id),
    toldOn: next ? addDays(parisDay(next.openedAt), DOCTOR_FIRST_DAYS) : null,
    isTold: alerts.some((alert) => isForCoordinator(alert, now)),
    key,
  }
}

/** What the sheet of a doctor says of their answers. */
export function doctorAcceptance(
  alerts: readonly Alert[],
  key: () => string,
): DoctorAcceptanceView[] {
  return alerts.map((alert) => ({
    id: alert.id,
    band: alert.band,
    figures: figuresText(alert),
    read: readText(alert),
    talked: alert.talkedAt
      ? `${alert.talkedBy} en a parlé le ${fullDay(parisDay(alert.talkedAt))}.`
      : null,
    key: key(),
  }))
}

/** The things to do about it, in the order given. */
export function acceptanceTodos(alerts: readonly Alert[], key: () => string): Todo[] {
  return alerts.map((alert) => ({
    kind: 'low_acceptance',
    title: `Parlez avec le ${doctorName(alert)} de ses réponses : foyers « ${needText(alert.band)} »`,
    detail: `${figuresText(alert)} ${readText(alert)}`,
    href: `/coordination/medecins/${alert.doctorId}#reponses`,
    action: 'Voir sa fiche',
    finish: `/coordination/reponses/${alert.id}/parle`,
    finishLabel: 'J’en ai parlé',
    finishKey: key(),
  }))
}

function needText(band: Need): string {
  return needLabels[band].toLowerCase()
}

function figuresText({ doctor, territory }: Pick<Alert, 'doctor' | 'territory'>): string {
  return `${rateText(doctor)} en douze mois ; ${percentOf(territory)} % dans le territoire.`
}

function rateText({ yes, answered }: Rate): string {
  return `${yes} ${yes < 2 ? 'accueilli' : 'accueillis'} sur ${answered}`
}

function readText({ shownAt, openedAt }: Alert): string {
  return shownAt
    ? `Le médecin les a lus le ${fullDay(parisDay(shownAt))}.`
    : `Ces chiffres sont sur sa page depuis le ${fullDay(parisDay(openedAt))} : il ne les a peut-être pas lus.`
}
