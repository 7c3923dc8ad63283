import { randomUUID } from 'node:crypto'
import type { LonLat } from '../../../server/geo.ts'
import { aBrowser, type Browser } from '../../proof/browser.ts'
import { aHome, aProcess, type Home } from '../../proof/processes.ts'
import { visitorAddress } from '../../proof/service.ts'
import { signInWith } from '../../proof/staff.ts'
import { aChance, type Chance } from '../../support/chance.ts'
import { type BenchOptions, type Engine, race, roundOf } from '../bench.ts'
import { BENCHED_SERVER, heldBytesOf } from '../server-process.ts'
import { DOCTORS, fillRankScene, type RankScene, somewhere } from './http-scene.ts'

/** In one round, as nothing is set beside: of fewer, the ninety-ninth hundredth would be the longest wait. */
const QUESTIONS = 200
/** Asked first, uncounted: a server answers slowly until its code is compiled. */
const WARM_UP = 30
/** What T-03 allows the ninety-ninth of a hundred of the whole. */
const GOAL_US = 50_000

/**
 * A server of ours asked over HTTP, whole: a home put elsewhere, which the territory decides of, then the page of its
 * request, whose doctors are ranked; and both, one after the other. T-03 asks for it with 5,000 doctors and 100 communes.
 */
export async function raceOverHttp(options: BenchOptions): Promise<boolean> {
  const chance = aChance(options.seed)
  const home = await aHome()
  try {
    const scene = await home.within((deps) => fillRankScene(deps, options.seed, chance))
    const engines = enginesOver(home, scene, chance)
    return await race({ bench: 'rank', engines, ratios: [], rounds: 1 }, options)
  } finally {
    await home.remove()
  }
}

/** One server for the three: the first of them is charged with its start. */
function enginesOver(home: Home, scene: RankScene, chance: Chance): Engine[] {
  const opened = once(() => open(home, scene, chance))
  const rounds: Promise<Wait[]>[] = []
  const engineOf = (engine: string, msOf: (wait: Wait) => number): Engine => ({
    engine,
    n: DOCTORS,
    build: async () => {
      const { asking, warm, ...ready } = await opened()
      let played = 0
      const round = async () => {
        await warm()
        rounds[played] ??= askInTurn(asking, QUESTIONS)
        const waits = (await rounds[played]) ?? []
        played += 1
        return roundOfMs(waits.map(msOf))
      }
      return { ...ready, round }
    },
  })
  const both = engineOf('http, both', ({ positionMs, pageMs }) => positionMs + pageMs)
  return [
    engineOf('http, position', ({ positionMs }) => positionMs),
    engineOf('http, page', ({ pageMs }) => pageMs),
    { ...both, goalUs: GOAL_US },
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

async function open(home: Home, scene: RankScene, chance: Chance) {
  const server = await aProcess(home, BENCHED_SERVER)
  const close = once(() => server.kill())
  try {
    const browser = aBrowser(server, visitorAddress(0), { urls: [], errorPages: [] })
    await signInWith(browser, scene.coordinator)
    const asking: Asking = { browser, path: `/coordination/demandes/${scene.requestId}`, chance }
    const warm = once(() => askInTurn(asking, WARM_UP))
    const isRight = once(() => isAsRanked(asking, scene))
    return { asking, warm, isRight, heldBytes: () => heldBytesOf(server), close }
  } catch (error) {
    await close()
    throw error
  }
}

type Asking = { browser: Browser; path: string; chance: Chance }

async function askInTurn(asking: Asking, questions: number): Promise<Wait[]> {
  const waits: Wait[] = []
  let { version } = await page(asking)
  for (let question = 0; question < questions; question += 1) {
    const asked = performance.now()
    await move(asking, version, somewhere(asking.chance))
    const moved = performance.now()
    const shown = await page(asking)
    version = shown.version
    waits.push({ positionMs: moved - asked, pageMs: shown.at - moved })
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
async function move({ browser, path }: Asking, version: string, [lon, lat]: LonLat): Promise<void> {
  const place = { lon: lon.toFixed(6), lat: lat.toFixed(6) }
  const { status } = await browser.post(`${path}/position`, {
    cle: randomUUID(),
    version,
    ...place,
  })
  if (status !== 303) throw new Error(`moving the home answered ${status}`)
}

/** When the page was there, the version of the request in its forms, and the availabilities that it lists, in its order. */
async function page({ browser, path }: Asking, query = '') {
  const { status, text } = await browser.get(path + query)
  const at = performance.now()
  if (status !== 200) throw new Error(`the page answered ${status}`)
  const [, version = ''] = /name="version" value="(\d+)"/.exec(text) ?? []
  const rows = text.matchAll(/class="rank-row" data-row data-row-id="([^"]+)"/g)
  return { at, version, listed: [...rows].map(([, row = '']) => row) }
}

/** Does the page list whom the ranking of all candidates lists, in its order: the first, or all of them? */
async function isAsRanked(asking: Asking, { home, right }: RankScene): Promise<boolean> {
  await move(asking, (await page(asking)).version, home)
  const { listed: first } = await page(asking)
  const { listed: all } = await page(asking, '?tous=1')
  const isFirst = first.length > 5 && first.join() === right.slice(0, first.length).join()
  return isFirst && all.join() === right.join()
}
