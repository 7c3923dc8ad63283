import { randomUUID } from 'node:crypto'
import type { Deps } from '../../server/deps.ts'
import { aHousehold, submit } from './households.ts'
import { aHome, aProcess, type Home, type Running, until } from './processes.ts'
import { type Check, must, type Options, type Proven } from './proof.ts'
import { anSmtpStub, type SmtpFaults } from './smtp-stub.ts'

const MESSAGES = 5_000
const SHORT_MESSAGES = 400
const WITHIN_MS = 20 * 60_000
/** The mail that says to the one household that its request is registered. */
const ACKNOWLEDGED = 1

/** T-12: two workers, then four, over one outbox: each message is sent exactly once. */
export async function proveSentByOne({ short }: Options): Promise<Proven> {
  const messages = short ? SHORT_MESSAGES : MESSAGES
  const home = await aHome()
  if (home.kind === 'embedded') {
    await home.remove()
    return { checks: [], notRun: 'on a PostgreSQL server: TEST_DATABASE_URL is not set' }
  }
  const smtp = await anSmtpStub()
  const workers: Running[] = []
  const start = async (count: number) => {
    const env = { TU_SMTP_URL: smtp.url }
    const started = Array.from({ length: count }, () => aProcess(home, env))
    workers.push(...(await Promise.all(started)))
  }
  try {
    await start(2)
    for (const worker of workers.slice(0, 1)) await submit(worker, 1, aHousehold(1))
    const two = await drain({ home, smtp, messages })
    await start(2)
    const four = await drain({ home, smtp, messages })
    await Promise.all(workers.map((worker) => worker.stop()))
    const stored = await home.within(({ database: { client } }) =>
      client.message.count({ where: { status: 'accepted', attempts: 1 } }),
    )
    return {
      checks: [
        ...checksOf('two', two, messages),
        ...checksOf('four', four, messages),
        must('stored_accepted_at_first_try', stored, 2 * messages + ACKNOWLEDGED),
      ],
      figures: { two_a_second: two.aSecond, four_a_second: four.aSecond },
      notRun: short ? `${SHORT_MESSAGES} of ${MESSAGES} messages` : null,
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()))
    await smtp.close()
    await home.remove()
  }
}

type Drained = { sent: number; twice: number; aSecond: number }

/** Fills the outbox at once and waits until everything has left. */
async function drain({
  home,
  smtp,
  messages,
}: {
  home: Home
  smtp: SmtpFaults
  messages: number
}): Promise<Drained> {
  const ids = new Set(await home.within((deps) => fill(deps, messages)))
  const arrived = () => [...smtp.accepted.keys()].filter((id) => ids.has(id)).length
  const ms = await until(() => arrived() >= messages, WITHIN_MS)
  const twice = [...smtp.accepted].filter(([id, times]) => ids.has(id) && times > 1).length
  return { sent: arrived(), twice, aSecond: ms ? Math.round((messages / ms) * 1000) : 0 }
}

/** Messages about one household, all of them due now. */
async function fill(deps: Deps, messages: number): Promise<string[]> {
  const { client } = deps.database
  const { id: requestId, territoryId } = await client.orientationRequest.findFirstOrThrow({
    select: { id: true, territoryId: true },
  })
  const now = deps.now()
  const ids = Array.from({ length: messages }, () => randomUUID())
  await client.message.createMany({
    data: ids.map((id) => ({
      id,
      territoryId,
      requestId,
      uniqueKey: id,
      channel: 'email' as const,
      template: 'link_again',
      deliverAfter: now,
      createdAt: now,
    })),
  })
  return ids
}

function checksOf(workers: string, { sent, twice }: Drained, messages: number): Check[] {
  return [must(`${workers}.sent`, sent, messages), must(`${workers}.sent_twice`, twice, 0)]
}
