import { addMonths, parisDay, startOfDay } from '../calendar/rules.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { alertMove, COUNTED_MONTHS, type Rates, ratesByBand } from './acceptance-rules.ts'
import {
  type Alert,
  closeAlert,
  doctorsThere,
  listOpenAlerts,
  type NewAlert,
  openAlert,
  recountAlert,
} from './alerts-store.ts'
import { BANDS } from './rules.ts'
import { listAnswers, openNeeds } from './store.ts'

type Recounted = { opened: number; closed: number }

/**
 * Counts again, over the last twelve months, how often each doctor takes each need band, and opens or closes their alerts;
 * one of a doctor who left is closed. The same day again comes to the same thing. Nothing of it is read by the ranking.
 */
export async function recountAcceptance(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  now: Date,
): Promise<Recounted> {
  const total = { opened: 0, closed: 0 }
  for (const [territoryId, doctors] of await doctorsThere(database.client)) {
    const { opened, closed } = await database.transaction((tx) =>
      recountTerritory(tx, keys, { territoryId, doctors }, now),
    )
    total.opened += opened
    total.closed += closed
  }
  return total
}

type Territory = { territoryId: string; doctors: ReadonlySet<string> }

async function recountTerritory(
  tx: Db,
  keys: Keys,
  { territoryId, doctors }: Territory,
  now: Date,
): Promise<Recounted> {
  const rates = await ratesOf(tx, keys, territoryId, now)
  const alerts = await listOpenAlerts(tx, { territoryId })
  const counts = { opened: 0, closed: 0 }
  for (const counted of comparisons({ territoryId, doctors, rates, alerts })) {
    const { doctorId, band } = counted
    const alert = alerts.find((one) => one.doctorId === doctorId && one.band === band)
    const move = alertMove(alert !== undefined, counted)
    if (move === 'open' && (await openAlert(tx, counted, now))) counts.opened += 1
    if (!alert) continue
    if (move === 'close') counts.closed += 1
    await (move === 'close'
      ? closeAlert(tx, alert.id, now)
      : recountAlert(tx, alert.id, counted, now))
  }
  return counts
}

async function ratesOf(tx: Db, keys: Keys, territoryId: string, now: Date): Promise<Rates> {
  const from = startOfDay(addMonths(parisDay(now), -COUNTED_MONTHS))
  const answers = await listAnswers(tx, { territoryId, from, to: now })
  const requestIds = answers.map(({ requestId }) => requestId)
  const needOn = await openNeeds(tx, keys, { territoryId, requestIds })
  return ratesByBand(answers, ({ requestId, at }) => needOn(requestId, at))
}

type Comparing = Territory & { rates: Rates; alerts: readonly Alert[] }

/** Each doctor who answered, or who has an alert, in each band; one who left has no answer any more. */
function comparisons({ territoryId, doctors, rates, alerts }: Comparing): NewAlert[] {
  const ids = new Set([...rates.doctors.keys(), ...alerts.map(({ doctorId }) => doctorId)])
  return [...ids].flatMap((doctorId) => {
    const own = doctors.has(doctorId) ? rates.doctors.get(doctorId) : undefined
    return BANDS.map((band) => ({
      territoryId,
      doctorId,
      band,
      doctor: own?.get(band) ?? NO_ANSWER,
      territory: rates.territory.get(band) ?? NO_ANSWER,
    }))
  })
}

const NO_ANSWER = { yes: 0, answered: 0 }
