import { randomUUID } from 'node:crypto'
import type { Position } from 'geojson'
import { type Database, openEmbedded } from '../../../server/db.ts'
import type { Deps } from '../../../server/deps.ts'
import { listCandidates } from '../../../server/doctors/candidates.ts'
import type { LonLat } from '../../../server/geo.ts'
import { rankDoctors } from '../../../server/ranking/rules.ts'
import { importTerritory, newTerritorySettings } from '../../../server/territory/import.ts'
import { aDeps, aForm, anApp, type Visitor } from '../../support/app.ts'
import { aChance, type Chance } from '../../support/chance.ts'
import { signIn } from '../../support/people.ts'
import { databaseOnServer } from '../../support/server-database.ts'
import { type Engine, roundOf } from '../bench.ts'
import { aCountry } from '../territory/inputs.ts'

export const HTTP_DOCTORS = 5_000
const COMMUNES = 100
/** About 35 km by 33, around Lille. */
const WEST = 2.8
const SOUTH = 50.45
const WIDTH = 0.5
const HEIGHT = 0.3
const QUESTIONS = 15
const SLUG = 'grand-lille'

/**
 * Over HTTP, whole: a home put elsewhere, which the territory decides of, then the page of its request, whose doctors are
 * ranked; and both, one after the other. T-03 asks for it with 5,000 doctors and 100 communes.
 */
export function httpEngines(seed: number): Engine[] {
  const scene = once(() => aRankScene(aChance(seed), seed))
  const rounds: Promise<Wait[]>[] = []
  const engineOf = (engine: string, msOf: (wait: Wait) => number): Engine => ({
    engine,
    n: HTTP_DOCTORS,
    build: async () => {
      const { asking, isRight, close } = await scene()
      let played = 0
      const round = async () => {
        rounds[played] ??= askInTurn(asking)
        const waits = (await rounds[played]) ?? []
        played += 1
        return roundOfMs(waits.map(msOf))
      }
      return { isRight, round, close }
    },
  })
  return [
    engineOf('http, position', ({ positionMs }) => positionMs),
    engineOf('http, page', ({ pageMs }) => pageMs),
    engineOf('http, both', ({ positionMs, pageMs }) => positionMs + pageMs),
  ]
}

/** What one question took: its two parts are timed at once. */
type Wait = { positionMs: number; pageMs: number }

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

async function aRankScene(chance: Chance, seed: number) {
  const url = process.env.TEST_DATABASE_URL
  const database = url ? await databaseOnServer(url) : await openEmbedded()
  const deps = aDeps(database)
  const territoryId = await theTerritory(deps, seed)
  await addDoctors(database, territoryId, chance)
  const { visitor } = anApp(deps)
  await visitor().post('/questionnaire', aForm({ distance_max_km: '5' }))
  const coordinator = visitor()
  await signIn(deps, coordinator, 'coordinator', SLUG)
  const { id } = await database.client.orientationRequest.findFirstOrThrow()
  const asking: Asking = { deps, coordinator, id, chance }
  const isRight = await isAsRanked(asking, territoryId)
  return { asking, isRight, close: once(() => database.close()) }
}

type Asking = { deps: Deps; coordinator: Visitor; id: string; chance: Chance }

async function askInTurn(asking: Asking): Promise<Wait[]> {
  const waits: Wait[] = []
  for (let question = 0; question < QUESTIONS; question += 1) {
    const asked = performance.now()
    await move(asking, somewhere(asking.chance))
    const moved = performance.now()
    await page(asking)
    waits.push({ positionMs: moved - asked, pageMs: performance.now() - moved })
  }
  return waits
}

function roundOfMs(waits: readonly number[]) {
  const elapsedMs = waits.reduce((sum, wait) => sum + wait, 0)
  return roundOf(
    waits.map((wait) => wait * 1000),
    elapsedMs,
  )
}

/** Puts the home elsewhere: the territory decides again. */
async function move({ deps, coordinator, id }: Asking, [lon, lat]: LonLat): Promise<void> {
  const { client } = deps.database
  const { version } = await client.orientationRequest.findUniqueOrThrow({ where: { id } })
  const typed = {
    cle: randomUUID(),
    version: String(version),
    lon: lon.toFixed(6),
    lat: lat.toFixed(6),
  }
  await coordinator.post(`/coordination/demandes/${id}/position`, typed).expect(303)
}

/** The availabilities that the page lists, in its order. */
async function page({ coordinator, id }: Asking, query = ''): Promise<string[]> {
  const { text } = await coordinator.get(`/coordination/demandes/${id}${query}`).expect(200)
  const rows = text.matchAll(/class="rank-row" data-row data-row-id="([^"]+)"/g)
  return [...rows].map(([, row = '']) => row)
}

/** Does the page list whom the ranking of all candidates lists, in its order: the first, or all of them? */
async function isAsRanked(asking: Asking, territoryId: string): Promise<boolean> {
  const home: LonLat = [3.06, 50.6]
  await move(asking, home)
  const now = asking.deps.now()
  const candidates = await listCandidates(asking.deps.database.client, territoryId, now)
  const member = { birthDate: '1948-03-27', canTravel: true, ald: false }
  const household = {
    home,
    homeCommunes: [],
    members: [member],
    wheelchair: false,
    languages: [],
    refusedBy: [],
  }
  const options = { bandKm: 0.5, maxKm: 5, solicitedFactor: 3, now }
  const right = rankDoctors(household, candidates, options).ranked.map(({ id }) => id)
  const [first, all] = [await page(asking), await page(asking, '?tous=1')]
  const isFirst = first.length > 5 && first.join() === right.slice(0, first.length).join()
  return isFirst && all.join() === right.join()
}

async function theTerritory(deps: Deps, seed: number): Promise<string> {
  const { geometries } = aCountry(COMMUNES, 0, seed)
  const features = geometries.map((geometry, rank) => ({
    type: 'Feature',
    properties: { code: `59${String(rank + 100)}`, nom: `Commune ${rank}` },
    geometry: { ...geometry, coordinates: moved(geometry.coordinates) },
  }))
  const imported = await importTerritory(
    deps,
    {
      slug: SLUG,
      geojson: { type: 'FeatureCollection', features },
      as: 'base',
      settings: newTerritorySettings({
        slug: SLUG,
        name: 'CPTS d’essai',
        contactName: 'Inès Belgrain',
        contactPhone: '+33353010024',
        contactEmail: 'coordination@example.org',
        outsideName: 'CPTS voisine (exemple)',
        outsidePhone: '+33353010025',
        mode: 'shortlist',
        isExample: true,
      }),
      actor: { kind: 'system', id: null },
    },
    deps.now(),
  )
  if (!imported.ok) throw new Error('the territory is refused')
  return imported.territoryId
}

type Nested = readonly (number | Nested)[]

/** From the country of the other bench to ours. */
function moved(coordinates: Nested): Nested {
  const [x, y] = coordinates as Position
  if (typeof x === 'number' && typeof y === 'number')
    return [WEST + ((x + 4.5) * WIDTH) / 12.5, SOUTH + ((y - 42.3) * HEIGHT) / 8.7]
  return coordinates.map((each) => (typeof each === 'number' ? each : moved(each)))
}

function somewhere(chance: Chance): LonLat {
  return [WEST + WIDTH * (0.1 + 0.8 * chance.next()), SOUTH + HEIGHT * (0.1 + 0.8 * chance.next())]
}

async function addDoctors(database: Database, territoryId: string, chance: Chance): Promise<void> {
  const now = new Date('2026-11-10T09:00:00Z')
  const ranks = Array.from({ length: HTTP_DOCTORS }, (_, rank) => rank)
  const doctors = ranks.map((rank) => ({
    id: randomUUID(),
    territoryId,
    rpps: String(98_000_000_000 + rank),
    lastName: `Exemple${rank}`,
    firstName: 'Nour',
    phone: '+33353014107',
    languages: ['fr'],
    coordinationAgreedAt: now,
    patientsAgreedAt: now,
    volunteerSince: now,
    updatedAt: now,
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
    confirmedAt: now,
    updatedAt: now,
    booking: 'Par téléphone le matin',
  }))
  await database.client.doctor.createMany({ data: doctors })
  await database.client.practice.createMany({ data: practices })
  await database.client.availability.createMany({ data: availabilities })
}
