import { randomUUID } from 'node:crypto'
import type { Position } from 'geojson'
import type { Deps } from '../../../server/deps.ts'
import { listCandidates } from '../../../server/doctors/candidates.ts'
import type { LonLat } from '../../../server/geo.ts'
import { rankDoctors } from '../../../server/ranking/rules.ts'
import { aCoordinator, type Coordinator } from '../../proof/staff.ts'
import { aForm, anApp } from '../../support/app.ts'
import type { Chance } from '../../support/chance.ts'
import { aTerritory } from '../../support/people.ts'
import { aCountry } from '../territory/inputs.ts'

export const DOCTORS = 5_000
const COMMUNES = 100
/** About 35 km by 33, around Lille. */
const WEST = 2.8
const SOUTH = 50.45
const WIDTH = 0.5
const HEIGHT = 0.3
const SLUG = 'grand-lille'
const MAX_KM = 5
const TWO_WEEKS_MS = 14 * 24 * 3_600_000

/** One household that waits where 5,000 doctors practise in 100 communes, and who coordinates. */
export type RankScene = {
  requestId: string
  coordinator: Coordinator
  /** The right ranking from `home`: availabilities, in the published order. */
  home: LonLat
  right: readonly string[]
}

/** Fills a database with it, through the product's own services. */
export async function fillRankScene(deps: Deps, seed: number, chance: Chance): Promise<RankScene> {
  const territoryId = await aTerritory(deps, { slug: SLUG }, communesOf(seed))
  await addDoctors(deps, territoryId, chance)
  const form = aForm({ distance_max_km: String(MAX_KM) })
  await anApp(deps).visitor().post('/questionnaire', form).expect(303)
  const { id } = await deps.database.client.orientationRequest.findFirstOrThrow()
  const coordinator = await aCoordinator(deps, { email: 'ines@example.org', territory: SLUG })
  const home: LonLat = [3.06, 50.6]
  return { requestId: id, coordinator, home, right: await rightFrom(home, deps, territoryId) }
}

/** All who can take one person of 78 years, ranked without an index. */
async function rightFrom(home: LonLat, { database, now }: Deps, territoryId: string) {
  const candidates = await listCandidates(database.client, territoryId, now())
  const member = { birthDate: '1948-03-27', canTravel: true, ald: false }
  const household = {
    home,
    homeCommunes: [],
    members: [member],
    wheelchair: false,
    languages: [],
    refusedBy: [],
  }
  const options = { bandKm: 0.5, maxKm: MAX_KM, solicitedFactor: 3, now: now() }
  return rankDoctors(household, candidates, options).ranked.map(({ id }) => id)
}

/** Cells of the country of another bench, moved to ours. */
function communesOf(seed: number): object[] {
  const { geometries } = aCountry(COMMUNES, 0, seed)
  return geometries.map((geometry, rank) => ({
    type: 'Feature',
    properties: { code: `59${String(rank + 100)}`, nom: `Commune ${rank}` },
    geometry: { ...geometry, coordinates: moved(geometry.coordinates) },
  }))
}

type Nested = readonly (number | Nested)[]

function moved(coordinates: Nested): Nested {
  const [x, y] = coordinates as Position
  if (typeof x === 'number' && typeof y === 'number')
    return [WEST + ((x + 4.5) * WIDTH) / 12.5, SOUTH + ((y - 42.3) * HEIGHT) / 8.7]
  return coordinates.map((each) => (typeof each === 'number' ? each : moved(each)))
}

/** A place of the territory, away from its edges. */
export function somewhere(chance: Chance): LonLat {
  return [WEST + WIDTH * (0.1 + 0.8 * chance.next()), SOUTH + HEIGHT * (0.1 + 0.8 * chance.next())]
}

async function addDoctors(
  { database, now }: Deps,
  territoryId: string,
  chance: Chance,
): Promise<void> {
  const confirmedAt = new Date(now().getTime() - TWO_WEEKS_MS)
  const ranks = Array.from({ length: DOCTORS }, (_, rank) => rank)
  const doctors = ranks.map((rank) => ({
    id: randomUUID(),
    territoryId,
    rpps: String(98_000_000_000 + rank),
    lastName: `Exemple${rank}`,
    firstName: 'Nour',
    phone: '+33353014107',
    languages: ['fr'],
    coordinationAgreedAt: confirmedAt,
    patientsAgreedAt: confirmedAt,
    volunteerSince: confirmedAt,
    updatedAt: confirmedAt,
  }))
  const practices = ranks.map((rank) => {
    const [lon, lat] = somewhere(chance)
    const address = { address: `${rank} rue des Essais`, postalCode: '59000', commune: 'Lille' }
    const place = { inseeCode: '59350', lon, lat, located: 'located' }
    return { id: randomUUID(), territoryId, name: `Cabinet ${rank}`, ...address, ...place }
  })
  const availabilities = ranks.map((rank) => ({
    territoryId,
    doctorId: doctors[rank]?.id ?? '',
    practiceId: practices[rank]?.id ?? '',
    places: chance.below(6),
    homeVisitPlaces: 0,
    confirmedAt,
    updatedAt: confirmedAt,
    booking: 'Par téléphone le matin',
  }))
  await database.client.doctor.createMany({ data: doctors })
  await database.client.practice.createMany({ data: practices })
  await database.client.availability.createMany({ data: availabilities })
}
