import { aHousehold, submit } from './households.ts'
import { aHome, aProcess, type Home, until } from './processes.ts'
import type { Check, Options, Proven } from './proof.ts'
import { anSmtpStub, type SmtpFaults, type SmtpMode } from './smtp-stub.ts'

const MODES = ['down', 'tempfail', 'greylist', 'hang', 'cut'] as const satisfies SmtpMode[]
const SHORT_MODES = ['hang', 'cut'] as const satisfies SmtpMode[]
const MESSAGES = 200
const SHORT_MESSAGES = 12
/** Long enough for a silent server to be given up several times over. */
const FAULT_MS = 12_000
const SHORT_FAULT_MS = 7_000
const RETURN_MS = 60_000
/** The server's answer is written down within this. */
const SETTLED_MS = 1_000
/** Calls that one process makes at once: those under way when the circuit opens end as they may. */
const AT_ONCE = 4
const FAILURES_TO_OPEN = 5

/**
 * T-05: whatever the mail server does, questionnaires are acknowledged, no mail is lost nor sent twice, and all of them
 * have left a minute after it is back. A mail cut after its body is uncertain, and stays so.
 */
export async function proveSmtpFaults({ short }: Options): Promise<Proven> {
  const modes: readonly SmtpMode[] = short ? SHORT_MODES : MODES
  const messages = short ? SHORT_MESSAGES : MESSAGES
  const faultMs = short ? SHORT_FAULT_MS : FAULT_MS
  const prove = (mode: SmtpMode) => proveMode(mode, { messages, faultMs })
  const checks: Check[] = []
  if (short) checks.push(...(await Promise.all(modes.map(prove))).flat())
  else for (const mode of modes) checks.push(...(await prove(mode)))
  const left = MODES.filter((mode) => !modes.includes(mode)).join(', ')
  const notRun = short ? `${left}; ${SHORT_MESSAGES} of ${MESSAGES} messages a mode` : null
  return { checks, notRun }
}

type Size = { messages: number; faultMs: number }

async function proveMode(mode: SmtpMode, { messages, faultMs }: Size): Promise<Check[]> {
  const smtp = await anSmtpStub()
  const home = await aHome()
  const server = await aProcess(home, { TU_SMTP_URL: smtp.url })
  const must = (name: string, value: number, bar: number, must: Check['must'] = '='): Check => ({
    name: `${mode}.${name}`,
    value,
    must,
    bar,
  })
  try {
    await smtp.set(mode)
    const failedFrom = performance.now()
    let acknowledged = 0
    for (let n = 0; n < messages; n += 1)
      if (await submit(server, n, aHousehold(n))) acknowledged += 1
    await until(() => performance.now() - failedFrom > faultMs, faultMs)
    await smtp.set('ok')
    const backMs = await until(() => smtp.accepted.size + smtp.cut.size >= messages, 2 * RETURN_MS)
    await until(() => false, SETTLED_MS)
    await server.stop()
    const stored = await storedOf(home)
    return [
      must('acknowledged', acknowledged, messages),
      must('lost', messages - smtp.accepted.size - smtp.cut.size, 0),
      must('sent_twice', twice(smtp), 0),
      must('uncertain_shown', stored.uncertain, smtp.cut.size),
      must('stored_accepted', stored.accepted, smtp.accepted.size),
      must('most_uncertain', smtp.cut.size, FAILURES_TO_OPEN + AT_ONCE - 1, '<='),
      must('all_left_after_return_ms', backMs ?? Number.MAX_SAFE_INTEGER, RETURN_MS, '<='),
    ]
  } finally {
    await server.kill()
    await smtp.close()
    await home.remove()
  }
}

/** Mails that the server took twice, or that left again after an answer was lost. */
function twice({ accepted, cut }: SmtpFaults): number {
  const again = [...accepted, ...cut].filter(([, times]) => times > 1).length
  return again + [...cut.keys()].filter((id) => accepted.has(id)).length
}

function storedOf(home: Home) {
  return home.within(async ({ database: { client } }) => ({
    accepted: await client.message.count({ where: { status: 'accepted' } }),
    uncertain: await client.message.count({ where: { status: 'uncertain' } }),
  }))
}
