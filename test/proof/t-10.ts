import { LANES } from '../../server/messaging/worker.ts'
import { aHousehold, fictionPhone, submit } from './households.ts'
import { aHome, aProcess, type Home, type Running, runJobs, until } from './processes.ts'
import { must, type Options, type Proven } from './proof.ts'
import { smsFates } from './sms-fates.ts'
import { anSmtpStub, type SmtpFaults } from './smtp-stub.ts'
import { aTwilioStub, type TwilioStub, twilioEnvironment } from './twilio-stub.ts'

const KILLS = 50
const SHORT_KILLS = 2
/** A household sends its form again, the same one, until it is acknowledged. */
const VISITORS = 6
/** Forms acknowledged between two kills, at least: both are then in the middle of many forms and messages. */
const FORMS_BETWEEN = 20
const UP_MS = 10_000
const SHORT_UP_MS = 2_500
/** Providers take their time, so that messages are under way at any moment: an SMS before and after it is taken. */
const MAIL_MS = 100
const SMS_TAKES_MS = 50
const SMS_ANSWER_MS = 100
/** Nothing more leaves for so long: everything that could has left. */
const QUIET_MS = 3_000
const LEFT_WITHIN_MS = 60_000
/**
 * Messages that one kill may leave in doubt: one in each lane, and as many taken in advance, which is all that a worker
 * takes from providers this slow.
 */
const IN_DOUBT = 2 * LANES
/** Past the longest lease. */
const LEASE_OVER_MS = 125_000

/**
 * T-10: the server and its worker are killed (kill -9) again and again while forms come in and messages leave. What was
 * acknowledged is stored once, each message leaves once, and one that was leaving is told uncertain within two minutes;
 * the provider of SMS is then asked, and what it took is known.
 */
export async function proveKilled({ short }: Options): Promise<Proven> {
  const kills = short ? SHORT_KILLS : KILLS
  const smtp = await anSmtpStub('ok', MAIL_MS)
  const sms = await aSlowProvider()
  const home = await aHome()
  const env = { TU_SMTP_URL: smtp.url, ...twilioEnvironment(sms.stub) }
  const crowd: Crowd = {
    running: await started(home, env),
    mail: 0,
    sms: 0,
    next: 0,
    isOver: false,
  }
  try {
    const visitors = Array.from({ length: VISITORS }, () => visit(crowd))
    for (let kill = 0; kill < kills; kill += 1) {
      const wanted = acknowledged(crowd) + FORMS_BETWEEN
      await until(() => acknowledged(crowd) >= wanted, short ? SHORT_UP_MS : UP_MS)
      await (kill % 2 ? until(() => false, 500 * Math.random()) : sms.hold())
      await Promise.all(crowd.running.map((each) => each.kill()))
      sms.release()
      crowd.running = await started(home, env)
    }
    crowd.isOver = true
    await Promise.all(visitors)
    await allLeft(() => smtp.accepted.size + sms.stub.taken.length)
    await Promise.all(crowd.running.map((each) => each.stop()))
    await runJobs(home, env, { at: new Date(Date.now() + LEASE_OVER_MS) })
    const seen = await seenOf({ home, smtp, sms: sms.stub, crowd, kills })
    return { ...seen, figures: { ...seen.figures, kills }, notRun: notRunOf(home, short) }
  } finally {
    crowd.isOver = true
    await Promise.all(crowd.running.map((each) => each.kill()))
    await Promise.all([smtp.close(), sms.stub.close()])
    await home.remove()
  }
}

/** A provider of SMS that may be told to keep its answers to itself. */
async function aSlowProvider() {
  const now = { isHolding: false, unanswered: 0 }
  const stub = await aTwilioStub({
    faultOf: () => 'ok',
    takesMs: SMS_TAKES_MS,
    onTaken: async () => {
      now.unanswered += 1
      await until(() => false, SMS_ANSWER_MS)
      await until(() => !now.isHolding, UP_MS)
      now.unanswered -= 1
    },
  })
  return {
    stub,
    /** Resolves when an SMS is taken whose answer does not leave until `release`. */
    hold: () => {
      now.isHolding = true
      return until(() => now.unanswered > 0, SHORT_UP_MS)
    },
    release: () => {
      now.isHolding = false
    },
  }
}

async function allLeft(count: () => number): Promise<void> {
  const last = { count: count(), at: performance.now() }
  const isQuiet = () => {
    if (count() !== last.count) Object.assign(last, { count: count(), at: performance.now() })
    return performance.now() - last.at > QUIET_MS
  }
  await until(isQuiet, LEFT_WITHIN_MS)
}

function notRunOf({ kind }: Home, short: boolean): string | null {
  const parts = [
    ...(short ? [`${SHORT_KILLS} of ${KILLS} kills`] : []),
    ...(kind === 'embedded' ? ['a worker apart: TEST_DATABASE_URL is not set'] : []),
  ]
  return parts.length > 0 ? parts.join('; ') : null
}

/** A server and a worker apart where the database allows two processes; the server is first. */
async function started(home: Home, env: Record<string, string>): Promise<Running[]> {
  if (home.kind === 'embedded') return [await aProcess(home, env)]
  return Promise.all([aProcess(home, { ...env, TU_WORKER: 'off' }), aProcess(home, env)])
}

/** `mail`, `sms`: the households that were acknowledged, by how they are reached. */
type Crowd = { running: Running[]; mail: number; sms: number; next: number; isOver: boolean }

function acknowledged({ mail, sms }: Crowd): number {
  return mail + sms
}

/** Every other household is reached by SMS. */
async function visit(crowd: Crowd): Promise<void> {
  while (!crowd.isOver) {
    const n = crowd.next
    crowd.next += 1
    const reach = n % 2 ? 'sms' : 'mail'
    const bySms = { canal: 'sms', telephone: fictionPhone(n), courriel: '' }
    const fields = aHousehold(n, reach === 'sms' ? bySms : {})
    while (!(await submit(crowd.running[0] ?? { url: '' }, n, fields)))
      await until(() => false, 100)
    crowd[reach] += 1
  }
}

type Seen = { home: Home; smtp: SmtpFaults; sms: TwilioStub; crowd: Crowd; kills: number }

function seenOf({ home, smtp, sms, crowd, kills }: Seen): Promise<Proven> {
  return home.within(async ({ database: { client } }) => {
    const rows = await client.message.findMany({ where: { channel: 'email' } })
    const said = (status: string) => rows.filter((row) => row.status === status).length
    const unsaid = rows.filter(({ id, status }) => status === 'accepted' && !smtp.accepted.has(id))
    const twice = [...smtp.accepted.values()].filter((times) => times > 1).length
    const fates = await smsFates(client, sms, crowd.sms)
    const checks = [
      must('acknowledged', acknowledged(crowd), 1, '>='),
      must('stored', await client.orientationRequest.count(), acknowledged(crowd)),
      must('mails', rows.length, crowd.mail),
      must('accepted_or_uncertain', said('accepted') + said('uncertain'), crowd.mail),
      must('uncertain', said('uncertain'), IN_DOUBT * kills, '<='),
      must('accepted_never_left', unsaid.length, 0),
      must('sent_twice', twice, 0),
      ...fates.checks,
    ]
    return { checks, figures: { ...fates.figures } }
  })
}
