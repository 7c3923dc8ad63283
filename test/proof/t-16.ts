import fc from 'fast-check'
import { aHousehold, fictionPhone, submit } from './households.ts'
import { aHome, aProcess, type Home, type Running, until } from './processes.ts'
import { type Check, must, type Options, type Proven } from './proof.ts'
import { aTwilioStub, callBack, type TakenSms, twilioEnvironment } from './twilio-stub.ts'

const PERMUTATIONS = 1_000
const SHORT_PERMUTATIONS = 100
const FORGED = 20
const UNKNOWN = 20
const WITHIN_MS = 10 * 60_000
/** Fixed, so that a failure can be played again. */
const SEED = 20261125

type Told = { status: string; errorCode?: number }

/** What a provider may say of one SMS, in its order; the last of each list is the truth. */
const STORIES: readonly Told[][] = [
  [{ status: 'queued' }, { status: 'sent' }, { status: 'delivered' }],
  [{ status: 'queued' }, { status: 'sent' }, { status: 'undelivered', errorCode: 30006 }],
  [{ status: 'queued' }, { status: 'sending' }, { status: 'sent' }],
]
const ENDS = ['delivered', 'failed_permanent', 'accepted']

/**
 * T-16: callbacks of the SMS provider, twice, out of order, several at once, before our own note, forged or about nobody:
 * every SMS ends in the state that the provider told, and never goes back.
 */
export async function proveCallbacks({ short }: Options): Promise<Proven> {
  const permutations = short ? SHORT_PERMUTATIONS : PERMUTATIONS
  let early = 0
  const stub = await aTwilioStub({
    faultOf: () => 'ok',
    onTaken: async (sms) => {
      if (!isEarly(sms)) return
      const told = { sid: sms.sid, status: 'delivered' }
      if ((await callBack(sms.callback, told)) === 204) early += 1
    },
  })
  const home = await aHome()
  const server = await aProcess(home, twilioEnvironment(stub))
  try {
    await submitAll(server, permutations)
    await until(() => stub.taken.length >= permutations, WITHIN_MS)
    await until(() => false, 1_000)
    const answers = await tellAll(stub.taken.filter((sms) => !isEarly(sms)))
    const strangers = await strangerChecks(server, stub.taken[0])
    await server.stop()
    const earlyOnes = stub.taken.filter(isEarly).length
    return {
      checks: [
        must('sms', stub.taken.length, permutations),
        must('wrong_end', await wrongEnds(home, stub.taken), 0),
        must('callbacks_not_204', answers.filter((status) => status !== 204).length, 0),
        must('before_our_note', early, earlyOnes),
        ...strangers,
      ],
      figures: { callbacks: answers.length + earlyOnes },
      notRun: short ? `${SHORT_PERMUTATIONS} of ${PERMUTATIONS} permutations` : null,
    }
  } finally {
    await server.kill()
    await stub.close()
    await home.remove()
  }
}

async function submitAll(server: Running, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const reach = { canal: 'sms', telephone: fictionPhone(n), courriel: '' }
    await submit(server, n, aHousehold(n, reach))
  }
}

/** Callbacks that are not the provider's, and those about no SMS of ours. */
async function strangerChecks(server: Running, sms: TakenSms | undefined): Promise<Check[]> {
  const told = { sid: sms?.sid ?? '', status: 'failed' }
  const forged = await times(FORGED, (n) => callBack(sms?.callback ?? '', told, `faux${n}`))
  const address = `${server.url}/rappels/twilio`
  const unknown = await times(UNKNOWN, (n) =>
    callBack(address, { sid: `SMinconnu${n}`, status: 'sent' }),
  )
  await until(() => lastCount(server.said()) >= UNKNOWN, 5_000)
  return [
    must('forged_403', forged.filter((status) => status === 403).length, FORGED),
    must('unknown_204', unknown.filter((status) => status === 204).length, UNKNOWN),
    must('unknown_counted', lastCount(server.said()), UNKNOWN),
  ]
}

/** One SMS in ten is told of before its provider has answered us. */
function isEarly({ sid }: TakenSms): boolean {
  return rankOf(sid) % 10 === 9
}

function rankOf(sid: string): number {
  return Number(sid.slice(2))
}

/** Each SMS by a story of its own, every line of it once or twice, shuffled, two at a time. */
async function tellAll(taken: readonly TakenSms[]): Promise<number[]> {
  const statuses: number[] = []
  await Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      for (const sms of taken.filter((_, i) => i % 4 === lane))
        statuses.push(...(await tellOne(sms)))
    }),
  )
  return statuses
}

async function tellOne({ sid, callback }: TakenSms): Promise<number[]> {
  const rank = rankOf(sid)
  const story = STORIES[rank % STORIES.length] ?? []
  const twice = [...story, ...story]
  const shuffled = fc.shuffledSubarray(twice, { minLength: twice.length })
  const [told = []] = fc.sample(shuffled, { numRuns: 1, seed: SEED + rank })
  const statuses: number[] = []
  for (let i = 0; i < told.length; i += 2)
    statuses.push(
      ...(await Promise.all(
        told.slice(i, i + 2).map((each) => callBack(callback, { sid, ...each })),
      )),
    )
  return statuses
}

function times(count: number, call: (n: number) => Promise<number>): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => call(n)))
}

/** The count in the journal's last line about an unknown number. */
function lastCount(lines: readonly string[]): number {
  const counts = lines.flatMap((line) => /"unknown":(\d+)/.exec(line)?.[1] ?? [])
  return Number(counts.at(-1) ?? 0)
}

function wrongEnds(home: Home, taken: readonly TakenSms[]): Promise<number> {
  return home.within(async ({ database: { client } }) => {
    const rows = await client.message.findMany({
      where: { channel: 'sms' },
      select: { id: true, status: true },
    })
    const statusOf = new Map(rows.map(({ id, status }) => [id, status]))
    const isWrong = (sms: TakenSms) =>
      statusOf.get(sms.message) !==
      (isEarly(sms) ? 'delivered' : ENDS[rankOf(sms.sid) % STORIES.length])
    return taken.filter(isWrong).length
  })
}
