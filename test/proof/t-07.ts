import { aHousehold, fictionPhone, submit } from './households.ts'
import { aHome, aProcess, type Home, type Running, until } from './processes.ts'
import { must, type Options, type Proven } from './proof.ts'
import { proveSecondServer } from './second-server.ts'
import { anSmtpStub, type SmtpFaults } from './smtp-stub.ts'
import { aTwilioStub, type TwilioFault, type TwilioStub, twilioEnvironment } from './twilio-stub.ts'

const HOUSEHOLDS = 40
const SHORT_HOUSEHOLDS = 10
const MINUTE_MS = 60_000
/** Five open the circuit; those under way at that moment end as they may. */
const CALLS_TO_OPEN = 8
const PROBE_EVERY_MS = 30_000
/** Two turns of the loop. */
const NOTICED_WITHIN_MS = 2_500

/**
 * T-07: an SMS that fails for good is an e-mail within a minute, or a call to make. A provider that is away is left
 * alone after five failures, is tried once each thirty seconds, and gets everything when it answers. A second mail
 * server carries what the first one does not take.
 */
export async function proveFallBack({ short }: Options): Promise<Proven> {
  const households = short ? SHORT_HOUSEHOLDS : HOUSEHOLDS
  const provider = { fault: 'not_mobile' as TwilioFault }
  const stub = await aTwilioStub({ faultOf: () => provider.fault })
  const smtp = await anSmtpStub()
  const home = await aHome()
  const server = await aProcess(home, { TU_SMTP_URL: smtp.url, ...twilioEnvironment(stub) })
  const scene = { server, stub, provider, households }
  try {
    const mailMs = await refusedForGood(scene, smtp)
    const opened = await leftAlone(scene)
    const [{ probes, probeAfterMs }, bySecond] = await Promise.all([
      probed(scene, opened),
      proveSecondServer({ short }),
    ])
    const backMs = short ? null : await backAgain(scene)
    await server.stop()
    const stored = await storedOf(home)
    const untried = households * 2 - opened.toOpen - (stub.calls.length - opened.calls)
    return {
      checks: [
        must('mail_after_ms', mailMs, MINUTE_MS, '<='),
        must('mails', smtp.accepted.size, households / 2),
        must('calls_to_make', stored.todos, households / 2),
        must('calls_until_open', opened.toOpen, CALLS_TO_OPEN, '<='),
        must('probe_after_ms', probeAfterMs, PROBE_EVERY_MS, '>='),
        must('probes_at_once', probes, 1),
        backMs === null
          ? must('untried_uncounted', stored.untried, untried)
          : must('all_left_after_return_ms', backMs, MINUTE_MS, '<='),
        ...bySecond,
      ],
      notRun: short ? `the return; ${SHORT_HOUSEHOLDS} of ${HOUSEHOLDS} households` : null,
    }
  } finally {
    await server.kill()
    await Promise.all([stub.close(), smtp.close()])
    await home.remove()
  }
}

type Scene = {
  server: Running
  stub: TwilioStub
  provider: { fault: TwilioFault }
  households: number
}

/** Milliseconds from the first form to the last e-mail that takes the place of an SMS. */
async function refusedForGood(scene: Scene, smtp: SmtpFaults): Promise<number> {
  const { server, stub, households } = scene
  const started = performance.now()
  await submitBySms(server, { from: 0, count: households })
  await until(() => smtp.accepted.size >= households / 2, MINUTE_MS)
  const took = Math.round(performance.now() - started)
  await until(() => stub.calls.length >= households, MINUTE_MS)
  return took
}

type Opened = { calls: number; toOpen: number; at: number }

/** Calls made in all, and to a provider that is away before it is left alone; when the last one was made. */
async function leftAlone({ server, stub, provider, households }: Scene): Promise<Opened> {
  provider.fault = 'away'
  const before = stub.calls.length
  await submitBySms(server, { from: households, count: households * 2 })
  await until(() => stub.calls.length >= before + 5, MINUTE_MS)
  await until(() => false, NOTICED_WITHIN_MS)
  const calls = stub.calls.length
  return { calls, toOpen: calls - before, at: stub.calls.at(-1)?.at ?? 0 }
}

/** Calls of the next half minute, and when the first of them was made. */
async function probed({ stub }: Scene, { calls, at }: Opened) {
  await until(() => stub.calls.length > calls, PROBE_EVERY_MS + 2 * NOTICED_WITHIN_MS)
  const probeAfterMs = Math.round((stub.calls.at(-1)?.at ?? 0) - at)
  await until(() => false, NOTICED_WITHIN_MS)
  return { probes: stub.calls.length - calls, probeAfterMs }
}

/** Milliseconds until everything has left once the provider answers again. */
async function backAgain({ stub, provider, households }: Scene): Promise<number> {
  provider.fault = 'ok'
  const hasAll = () => stub.taken.length >= households * 2
  return (await until(hasAll, 2 * MINUTE_MS)) ?? Number.MAX_SAFE_INTEGER
}

/** One household in two has an e-mail address. */
async function submitBySms(server: Running, { from, count }: { from: number; count: number }) {
  for (let n = from; n < from + count; n += 1) {
    const courriel = n % 2 ? `foyer${n}@example.org` : ''
    await submit(server, n, aHousehold(n, { canal: 'sms', telephone: fictionPhone(n), courriel }))
  }
}

function storedOf(home: Home) {
  return home.within(async ({ database: { client } }) => ({
    todos: await client.todo.count({ where: { kind: 'call_household' } }),
    untried: await client.message.count({ where: { status: 'queued', attempts: 0 } }),
  }))
}
