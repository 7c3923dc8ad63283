import { findRequest } from '../../server/orientation/service.ts'
import { aHousehold, fictionNumber, fictionPhone, submit } from './households.ts'
import { aHome, aProcess, type Home, type Running, runJobs, until } from './processes.ts'
import { type Check, must, type Options, type Proven } from './proof.ts'
import { anSmtpStub, type SmtpFaults } from './smtp-stub.ts'
import { aTwilioStub, type TwilioFault, type TwilioStub, twilioEnvironment } from './twilio-stub.ts'

/** What each answer of the provider must lead to, in the end. */
const EXPECTED: Record<Exclude<TwilioFault, 'ok'>, string> = {
  busy: 'accepted',
  away: 'accepted',
  failing: 'uncertain',
  late: 'accepted',
  broken: 'accepted',
  html: 'uncertain',
  opted_out: 'failed_permanent',
  not_mobile: 'failed_permanent',
}
const FAULTS = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[]
const ROUNDS = 10
/** SMS that go well between two that do not: five failures in a row would have the provider left alone. */
const WELL_BETWEEN = 3
const SENT_WITHIN_MS = 40_000
/** By then the provider has been asked about what nobody knew the fate of. */
const ASKED_AFTER_MS = 150_000
const EVERY = WELL_BETWEEN + 1

/**
 * T-06: each of eight answers of the SMS provider leads to one state; an SMS that was taken without our knowing is found
 * at the provider, and none is ever handed over again on a guess. Households without e-mail are a call to make.
 */
export async function proveTwilioFaults({ short }: Options): Promise<Proven> {
  const rounds = short ? 1 : ROUNDS
  const refusedOnce = new Set<string>()
  const stub = await aTwilioStub({
    faultOf: (to) => {
      const fault = faultOf(to, rounds)
      if (fault !== 'busy' && fault !== 'away') return fault
      if (refusedOnce.has(to)) return 'ok'
      refusedOnce.add(to)
      return fault
    },
  })
  const smtp = await anSmtpStub()
  const home = await aHome()
  const env = { TU_SMTP_URL: smtp.url, ...twilioEnvironment(stub) }
  const server = await aProcess(home, env)
  try {
    await submitAll(server, rounds)
    const isDone = () => answered(stub) >= FAULTS.length * rounds * EVERY
    await until(isDone, SENT_WITHIN_MS * rounds)
    await until(
      () => refusedOnce.size <= stub.taken.filter(({ to }) => refusedOnce.has(to)).length,
      SENT_WITHIN_MS,
    )
    await until(() => smtp.accepted.size >= rounds, SENT_WITHIN_MS)
    await until(() => false, LATE_MS)
    await server.stop()
    await runJobs(home, env, { at: new Date(Date.now() + ASKED_AFTER_MS) })
    const checks = await checksOf({ home, stub, smtp, rounds })
    return { checks, notRun: short ? `1 of ${ROUNDS} rounds` : null }
  } finally {
    await server.kill()
    await Promise.all([stub.close(), smtp.close()])
    await home.remove()
  }
}

/** The silence after which a call is given up, and what it takes to note it. */
const LATE_MS = 11_000

/** Every fourth number meets a fault, each in turn. */
function faultOf(to: string, rounds: number): TwilioFault {
  const n = Number(to.slice(-4))
  if (n % EVERY !== 0 || n >= FAULTS.length * rounds * EVERY) return 'ok'
  return FAULTS[(n / EVERY) % FAULTS.length] ?? 'ok'
}

/** Of those who want no SMS, and of those only, the e-mail is known. */
async function submitAll(server: Running, rounds: number): Promise<void> {
  for (let n = 0; n < FAULTS.length * rounds * EVERY; n += 1) {
    const fault = faultOf(fictionNumber(n), rounds)
    const courriel = fault === 'opted_out' ? `foyer${n}@example.org` : ''
    const fields = { canal: 'sms', telephone: fictionPhone(n), courriel }
    await submit(server, n, aHousehold(n, fields))
  }
}

function answered({ calls }: TwilioStub): number {
  return new Set(calls.map(({ to }) => to)).size
}

type Seen = { home: Home; stub: TwilioStub; smtp: SmtpFaults; rounds: number }

function checksOf({ home, stub, smtp, rounds }: Seen): Promise<Check[]> {
  return home.within(async ({ database: { client }, keys }) => {
    const rows = await client.message.findMany({ where: { channel: 'sms' } })
    const right = new Map<TwilioFault, number>()
    for (const { status, requestId, territoryId } of rows) {
      const request = await findRequest(client, keys, { id: requestId ?? '', territoryId })
      const fault = faultOf(request?.contact.phone ?? '', rounds)
      if (status === (fault === 'ok' ? 'accepted' : EXPECTED[fault]))
        right.set(fault, (right.get(fault) ?? 0) + 1)
    }
    const perMessage = new Set(stub.taken.map(({ message }) => message)).size
    return [
      must('ok.accepted', right.get('ok') ?? 0, FAULTS.length * rounds * WELL_BETWEEN),
      ...FAULTS.map((fault) => must(`${fault}.${EXPECTED[fault]}`, right.get(fault) ?? 0, rounds)),
      must('taken_twice', stub.taken.length - perMessage, 0),
      must('opted_out_by_mail', smtp.accepted.size, rounds),
      must(
        'opted_out_kept',
        await client.orientationRequest.count({ where: { smsStoppedAt: { not: null } } }),
        rounds,
      ),
      must(
        'not_mobile_to_phone',
        await client.todo.count({ where: { kind: 'call_household' } }),
        rounds,
      ),
    ]
  })
}
