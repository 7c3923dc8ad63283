import { aHousehold, submit } from './households.ts'
import { aHome, aProcess, type Home, type Running, runJobs, until } from './processes.ts'
import { must, type Options, type Proven } from './proof.ts'
import { anSmtpStub, type SmtpFaults } from './smtp-stub.ts'

const KILLS = 50
const SHORT_KILLS = 2
/** A household sends its form again, the same one, until it is acknowledged. */
const VISITORS = 6
/** Forms acknowledged between two kills, at least: both are then in the middle of many forms and mails. */
const FORMS_BETWEEN = 20
const UP_MS = 10_000
const SHORT_UP_MS = 2_500
/** The mail server takes its time, so that mails are under way at any moment. */
const MAIL_MS = 100
/** Past the longest lease. */
const LEASE_OVER_MS = 125_000

/**
 * T-10: the server and its worker are killed (kill -9) again and again while forms come in and mails leave. What was
 * acknowledged is stored once, each mail leaves once, and one that was leaving is told uncertain within two minutes.
 */
export async function proveKilled({ short }: Options): Promise<Proven> {
  const kills = short ? SHORT_KILLS : KILLS
  const smtp = await anSmtpStub('ok', MAIL_MS)
  const home = await aHome()
  const env = { TU_SMTP_URL: smtp.url }
  const crowd = { running: await started(home, env), acknowledged: 0, next: 0, isOver: false }
  try {
    const visitors = Array.from({ length: VISITORS }, () => visit(crowd))
    for (let kill = 0; kill < kills; kill += 1) {
      const wanted = crowd.acknowledged + FORMS_BETWEEN
      await until(() => crowd.acknowledged >= wanted, short ? SHORT_UP_MS : UP_MS)
      await until(() => false, 500 * Math.random())
      await Promise.all(crowd.running.map((each) => each.kill()))
      crowd.running = await started(home, env)
    }
    crowd.isOver = true
    await Promise.all(visitors)
    await until(() => smtp.accepted.size >= crowd.acknowledged - kills * UNDER_WAY, 30_000)
    await until(() => false, 1_000)
    await Promise.all(crowd.running.map((each) => each.stop()))
    await runJobs(home, env, { at: new Date(Date.now() + LEASE_OVER_MS) })
    const seen = await seenOf({ home, smtp, acknowledged: crowd.acknowledged })
    return { ...seen, figures: { ...seen.figures, kills }, notRun: notRunOf(home, short) }
  } finally {
    crowd.isOver = true
    await Promise.all(crowd.running.map((each) => each.kill()))
    await smtp.close()
    await home.remove()
  }
}

/** Mails that a worker may be sending when it is killed. */
const UNDER_WAY = 4

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

type Crowd = { running: Running[]; acknowledged: number; next: number; isOver: boolean }

async function visit(crowd: Crowd): Promise<void> {
  while (!crowd.isOver) {
    const n = crowd.next
    crowd.next += 1
    const fields = aHousehold(n)
    while (!(await submit(crowd.running[0] ?? { url: '' }, n, fields)))
      await until(() => false, 100)
    crowd.acknowledged += 1
  }
}

type Seen = { home: Home; smtp: SmtpFaults; acknowledged: number }

function seenOf({ home, smtp, acknowledged }: Seen): Promise<Proven> {
  return home.within(async ({ database: { client } }) => {
    const rows = await client.message.findMany({ select: { id: true, status: true } })
    const said = (status: string) => rows.filter((row) => row.status === status).length
    const unsaid = rows.filter(({ id, status }) => status === 'accepted' && !smtp.accepted.has(id))
    const twice = [...smtp.accepted.values()].filter((times) => times > 1).length
    const checks = [
      must('acknowledged', acknowledged, 1, '>='),
      must('stored', await client.orientationRequest.count(), acknowledged),
      must('messages', rows.length, acknowledged),
      must('accepted_or_uncertain', said('accepted') + said('uncertain'), acknowledged),
      must('accepted_never_left', unsaid.length, 0),
      must('sent_twice', twice, 0),
    ]
    return { checks, figures: { uncertain: said('uncertain') } }
  })
}
