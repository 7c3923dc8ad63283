import type { Deps } from '../../server/deps.ts'
import { aBrowser } from './browser.ts'
import { aHome, aProcess, type Running, until } from './processes.ts'
import { type Check, must } from './proof.ts'
import { aCoordinator, anActivation, type Coordinator, signInWith } from './staff.ts'
import { aTurnedClock, type TurnedClock } from './turned-clock.ts'

const MINUTE_MS = 60_000
/** Two turns of the loop, and what they take. */
const NOTICED_WITHIN_MS = 3_000
/** All in minutes of true time from the start: a session is over thirty minutes after it was last used. */
const USED_AT = 20
const ENDS_AT = { idle: 30, used: USED_AT + 30, early: 20, late: 50 }
const SET_BACK_AT = 40
const BACK = 60
/** By then the clock has come past every end once more. */
const LAST = 120
const STEP = 5

type Name = keyof typeof ENDS_AT

/**
 * The clock goes back an hour under a running server, or while it is stopped. Of two sessions, one of them used meanwhile,
 * and two links that open an account, one of them for longer, what was over stays so and what stood lasts no longer than
 * it would have. Whoever signs in afterwards stays in.
 */
export async function proveSessions(way: 'running' | 'stopped'): Promise<Check[]> {
  const home = await aHome()
  const clock = aTurnedClock(home)
  const people = await home.within(prepare)
  const scene = { site: await aProcess(home, clock.env), clock }
  try {
    const isOpen = await opened(scene, people)
    const control = await countOpen(isOpen, NAMES)
    clock.turnTo(USED_AT)
    await isOpen.used()
    clock.turnTo(SET_BACK_AT)
    await until(() => false, NOTICED_WITHIN_MS)
    if (way === 'stopped') await scene.site.stop()
    clock.turnTo(SET_BACK_AT - BACK)
    if (way === 'stopped') scene.site = await aProcess(home, clock.env)
    await until(() => false, NOTICED_WITHIN_MS)
    const { kept, over } = await watch(scene, isOpen)
    const since = await signedIn(scene, people.idle, 3)
    return [
      must(`${way}.open_at_first`, control, NAMES.length),
      must(`${way}.link_kept_until_its_end`, kept, 1),
      must(`${way}.open_after_their_end`, over, 0),
      must(`${way}.signed_in_since`, (await since()) ? 1 : 0, 1),
    ]
  } finally {
    await scene.site.kill()
    await home.remove()
  }
}

const NAMES = Object.keys(ENDS_AT) as Name[]

type Scene = { site: Running; clock: TurnedClock }
type People = { idle: Coordinator; used: Coordinator; early: string; late: string }
type IsOpen = Record<Name, () => Promise<boolean>>

async function prepare(deps: Deps): Promise<People> {
  const named = (name: Name) => ({ email: `${name}@example.org`, territory: 'grand-lille' })
  const linkOf = async (name: 'early' | 'late') => {
    const path = await anActivation(deps, named(name))
    await deps.database.client.account.update({
      where: { email: named(name).email },
      data: { activationExpiresAt: new Date(Date.now() + ENDS_AT[name] * MINUTE_MS) },
    })
    return path
  }
  return {
    idle: await aCoordinator(deps, named('idle')),
    used: await aCoordinator(deps, named('used')),
    early: await linkOf('early'),
    late: await linkOf('late'),
  }
}

async function opened(scene: Scene, { idle, used, early, late }: People): Promise<IsOpen> {
  return {
    idle: await signedIn(scene, idle, 1),
    used: await signedIn(scene, used, 2),
    early: () => answers(scene, early),
    late: () => answers(scene, late),
  }
}

/** Signs in; whether the session stands, which uses it when it does. */
async function signedIn(scene: Scene, coordinator: Coordinator, n: number) {
  const browser = browserOf(scene, n)
  await signInWith(browser, coordinator, scene.clock.now())
  return async () => (await browser.get('/coordination')).status === 200
}

async function answers(scene: Scene, path: string): Promise<boolean> {
  return (await browserOf(scene, 4).get(path)).status === 200
}

/** It goes on with the server that takes the place of the one before. */
function browserOf(scene: Scene, n: number) {
  const site = {
    get url() {
      return scene.site.url
    },
  }
  return aBrowser(site, `127.1.3.${n}`, { urls: [], errorPages: [] })
}

/** Looks again and again at what is over by then in true time, and once at a link that is not. */
async function watch({ clock }: Scene, isOpen: IsOpen) {
  const kept = await countOpen(isOpen, ['late'])
  let over = 0
  for (let minute = SET_BACK_AT; minute <= LAST; minute += STEP) {
    clock.turnTo(minute - BACK)
    over += await countOpen(
      isOpen,
      NAMES.filter((name) => ENDS_AT[name] <= minute),
    )
  }
  return { kept, over }
}

async function countOpen(isOpen: IsOpen, names: readonly Name[]): Promise<number> {
  let open = 0
  for (const name of names) if (await isOpen[name]()) open += 1
  return open
}
