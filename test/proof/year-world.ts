import type { Database } from '../../server/db.ts'
import type { Deps } from '../../server/deps.ts'
import { type GeocodeAnswer, notFound } from '../../server/geocoding/rules.ts'
import type { Job } from '../../server/jobs/rules.ts'
import type {
  OutgoingEmail,
  OutgoingSms,
  Senders,
  SendResult,
} from '../../server/messaging/rules.ts'
import { buildJobs } from '../../server/wiring.ts'
import { aDeps, aGeocoder, anAnswer } from '../support/app.ts'
import { aChance, type Chance } from '../support/chance.ts'
import { aDoctor, aTerritory } from '../support/people.ts'
import type { SeededIds } from '../support/seeded-ids.ts'

export const FIRST_DAY = new Date('2027-01-04T00:00:00Z')
const DAY_MS = 86_400_000
/** A provider gives up so many SMS in a hundred for good: the number is not a mobile any more. */
const SMS_LOST = 0.03
/** Homes that no geocoder finds, and homes of another territory. */
const LOST_HOMES = 0.05
const OUTSIDE_HOMES = 0.03
/** People that a volunteer says they can take, on average. */
const PLACES = 25

export type Mode = 'shortlist' | 'brokered'
/** `willing`: availabilities of the half of the doctors who take whom they are asked for. */
export type Place = { territoryId: string; slug: string; mode: Mode; willing: Set<string> }

/** How many times each message was handed to a provider, and how many each household got of a kind on one day. */
export type Sent = Map<string, number>

export type YearWorld = {
  deps: Deps
  clock: { at: Date }
  chance: Chance
  places: Place[]
  jobs: Job[]
  ids: SeededIds
  sent: Sent
  /** Acts that came too late, by the code of their refusal: an answer like another. */
  refused: Map<string, number>
  /** The most households without news for ninety days, of the days looked at. */
  silentMost: number
  /** Disagreements that a coordinator settled. */
  settled: number
  /** When a coordinator last found nobody for a household. */
  triedAt: Map<string, number>
}

/** Two territories, one of each mode, their doctors, and providers that note what they are handed. */
export async function aYearWorld(
  database: Database,
  { doctors, seed, ids }: { doctors: number; seed: number; ids: SeededIds },
): Promise<YearWorld> {
  const chance = aChance(seed)
  const clock = { at: FIRST_DAY }
  const twilio = { sid: 'AC0', token: 'jeton', sender: 'CPTSLille', url: 'http://127.0.0.1:1' }
  const config = { smtpUrl: 'smtp://127.0.0.1:1', twilio }
  const geocoder = aGeocoder(async () => aHome(chance))
  const deps = aDeps(database, { clock, geocoder, config })
  const places: Place[] = []
  for (const mode of ['shortlist', 'brokered'] as const) {
    const slug = mode === 'shortlist' ? 'grand-lille' : 'lys'
    const territoryId = await aTerritory(deps, { slug, mode, hasCommonList: true })
    places.push({ territoryId, slug, mode, willing: new Set() })
  }
  for (let n = 0; n < doctors; n += 1) await settle(deps, places[n % 2] as Place, { n, chance })
  const sent: Sent = new Map()
  const jobs = buildJobs(deps, notingSenders(sent, seed))
  const seen = { refused: new Map(), silentMost: 0, settled: 0, triedAt: new Map() }
  return { deps, clock, chance, places, jobs, ids, sent, ...seen }
}

/** A doctor somewhere in the territory; one in five has no e-mail, and half of them take whom they are asked for. */
async function settle(deps: Deps, place: Place, { n, chance }: { n: number; chance: Chance }) {
  const { client } = deps.database
  const confirmedAt = new Date(FIRST_DAY.getTime() - chance.below(170) * DAY_MS)
  const places = 1 + chance.below(2 * PLACES)
  const homeVisitPlaces = chance.below(Math.min(places, 3) + 1)
  const facts = { km: 0.2 + 3 * chance.next(), places, homeVisitPlaces }
  const id = await aDoctor(deps, place.territoryId, { ...facts, confirmedAt })
  await client.availability.update({ where: { id }, data: { stepFree: chance.isSo(0.7) } })
  const { doctorId } = await client.availability.findUniqueOrThrow({ where: { id } })
  const email = chance.isSo(0.8) ? `cabinet${n}@example.org` : null
  await client.doctor.update({ where: { id: doctorId }, data: { email } })
  if (chance.isSo(0.5)) place.willing.add(id)
}

function aHome(chance: Chance): GeocodeAnswer {
  const drawn = chance.next()
  if (drawn < LOST_HOMES) return notFound('offline')
  const position: [number, number] = [3.03 + 0.06 * chance.next(), 50.61 + 0.04 * chance.next()]
  if (drawn < LOST_HOMES + OUTSIDE_HOMES)
    return anAnswer({
      inseeCode: '59512',
      postalCode: '59100',
      commune: 'Roubaix',
      position: [3.18, 50.69],
    })
  return anAnswer({ position })
}

/** Whether a number is lost is drawn from the number itself: messages leave several at once, in no fixed order. */
function notingSenders(sent: Sent, seed: number): Senders {
  const note = (id: string): SendResult => {
    sent.set(id, (sent.get(id) ?? 0) + 1)
    return { kind: 'accepted', ref: null, delivered: true }
  }
  const email = {
    provider: 'smtp',
    send: async (_mail: OutgoingEmail, { id }: { id: string }) => note(id),
    close: () => {},
  }
  const lost: SendResult = { kind: 'permanent', reason: { code: '21614', words: 'pas un mobile' } }
  return {
    email,
    secure: email,
    sms: {
      provider: 'twilio',
      send: async ({ to }: OutgoingSms, { id }: { id: string }) =>
        aChance(seed + Number(to)).isSo(SMS_LOST) ? lost : note(id),
    },
  }
}
