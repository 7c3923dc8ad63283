import { aHousehold, submit } from './households.ts'
import { aHome, aProcess, type Home, type Running, until } from './processes.ts'
import { type Check, must, type Options } from './proof.ts'
import { anSmtpStub, type SmtpFaults } from './smtp-stub.ts'

/** What the first server does when it does not take a mail, for sure. */
const FAULTS = ['refused', 'down', 'tempfail'] as const
const MAILS = 20
/** Fewer than the failures in a row after which a server is left alone. */
const SHORT_MAILS = 3
const LEFT_WITHIN_MS = 60_000
/** A server left alone is tried every thirty seconds. */
const USED_AGAIN_WITHIN_MS = 35_000
/** Two turns of the loop. */
const NOTICED_WITHIN_MS = 2_500
const HEARD_WITHIN_MS = 500

type Scene = {
  server: Running
  first: SmtpFaults
  second: SmtpFaults
  mails: number
  /** Households so far, each with one mail to get. */
  households: number
}

/**
 * Two mail servers: what the first one does not take leaves by the second, once; what the first one may have taken, its
 * answer being lost, never does; the first one is used again when it answers again.
 */
export async function proveSecondServer({ short }: Options): Promise<Check[]> {
  const [first, second] = [await anSmtpStub(), await anSmtpStub()]
  const home = await aHome()
  const env = { TU_SMTP_URL: first.url, TU_SMTP_FALLBACK_URL: second.url }
  const server = await aProcess(home, env)
  const scene = { server, first, second, mails: short ? SHORT_MAILS : MAILS, households: 0 }
  const checks: Check[] = []
  try {
    for (const fault of FAULTS) checks.push(...(await leftBySecond(scene, fault)))
    checks.push(...(await cutAfterBody(scene)))
    await server.stop()
    return [...checks, ...(await storedAs(home, scene))]
  } finally {
    await server.kill()
    await Promise.all([first.close(), second.close()])
    await home.remove()
  }
}

async function leftBySecond(scene: Scene, fault: (typeof FAULTS)[number]): Promise<Check[]> {
  const { first, second, mails } = scene
  await first.set(fault)
  const before = second.accepted.size
  await submitMore(scene, mails)
  await allTaken(scene)
  const left = second.accepted.size - before
  return [
    must(`${fault}.left_by_second`, left, mails),
    must(`${fault}.first_used_again_ms`, await usedAgain(scene), USED_AGAIN_WITHIN_MS, '<='),
  ]
}

/** The first ones are cut; once the first server is left alone, the others leave by the second. */
async function cutAfterBody(scene: Scene): Promise<Check[]> {
  const { first, second } = scene
  await first.set('cut')
  await submitMore(scene, scene.mails)
  await allTaken(scene)
  const usedAgainMs = await usedAgain(scene)
  const byBoth = [...first.cut.keys()].filter((id) => second.accepted.has(id)).length
  return [
    must('cut.cut', first.cut.size, 1, '>='),
    must('cut.tried_by_second', byBoth, 0),
    must('cut.first_used_again_ms', usedAgainMs, USED_AGAIN_WITHIN_MS, '<='),
  ]
}

/** Milliseconds until the first server takes a mail again, of households that keep coming. */
async function usedAgain(scene: Scene): Promise<number> {
  const { first } = scene
  await first.set('ok')
  const before = first.accepted.size
  const isUsed = async () => {
    await submitMore(scene, 1)
    return (await until(() => first.accepted.size > before, NOTICED_WITHIN_MS)) !== null
  }
  const took = await until(isUsed, USED_AGAIN_WITHIN_MS)
  await allTaken(scene)
  return took ?? Number.MAX_SAFE_INTEGER
}

async function submitMore(scene: Scene, count: number): Promise<void> {
  for (let more = 0; more < count; more += 1) {
    await submit(scene.server, scene.households, aHousehold(scene.households))
    scene.households += 1
  }
}

/** A server that changes then hangs up: the answers it gave are heard first. */
async function allTaken(scene: Scene): Promise<void> {
  await until(() => timesTaken(scene).size >= scene.households, LEFT_WITHIN_MS)
  await until(() => false, HEARD_WITHIN_MS)
}

/** How many times each mail was taken, by either server, answered or not. */
function timesTaken({ first, second }: Scene): Map<string, number> {
  const times = new Map<string, number>()
  for (const [id, n] of [...first.accepted, ...first.cut, ...second.accepted])
    times.set(id, (times.get(id) ?? 0) + n)
  return times
}

async function storedAs(home: Home, scene: Scene): Promise<Check[]> {
  const { accepted, uncertain } = await home.within(async ({ database: { client } }) => ({
    accepted: await client.message.count({ where: { status: 'accepted' } }),
    uncertain: await client.message.count({ where: { status: 'uncertain' } }),
  }))
  const cut = scene.first.cut.size
  const twice = [...timesTaken(scene).values()].filter((times) => times > 1).length
  return [
    must('two_servers.stored_accepted', accepted, scene.households - cut),
    must('two_servers.stored_uncertain', uncertain, cut),
    must('two_servers.sent_twice', twice, 0),
  ]
}
