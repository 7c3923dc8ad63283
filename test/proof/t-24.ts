import { invitationToken } from '../../server/accounts/invitation.ts'
import { tokenHash } from '../../server/crypto/tokens.ts'
import { openEmbedded } from '../../server/db.ts'
import type { Deps } from '../../server/deps.ts'
import { runDue } from '../../server/jobs/loop.ts'
import { closeSenders, sendersOf } from '../../server/messaging/senders.ts'
import { findRequest } from '../../server/orientation/service.ts'
import { buildJobs } from '../../server/wiring.ts'
import { anSmtpServer, type SmtpStub } from '../http/messaging/smtp-stub.ts'
import { aReferrer } from '../http/referrers/support.ts'
import { aDeps, aGeocoder, anApp } from '../support/app.ts'
import { aTerritory, signIn } from '../support/people.ts'
import { databaseOnServer } from '../support/server-database.ts'
import { knockWithBadAddresses } from './bad-addresses.ts'
import { playRound, type Stage } from './hostile-round.ts'
import { type ReadMail, readMail } from './mail-reading.ts'
import { pairedPayloads, somePayloads } from './payloads.ts'
import { type Check, must, type Options, type Proven } from './proof.ts'

const PAYLOADS = 500
/** Eight in a round, and two of them say that a request is received. */
const MAILS_A_ROUND = 8
const TEMPLATES = 7
/** A list may be undone for ten seconds. */
const UNDONE_MS = 11_000
const BEFORE_THE_CAMPAIGN = new Date('2026-11-24T09:00:00Z')

/**
 * T-24: whatever is typed in a field, a mail has our markup, our links and its one stored recipient. The rule of links:
 * names, practices, addresses, hours and who to call are written so that no mail program makes a link of them; only our
 * own pages and telephones are links. Left as typed: the advice about another team, which an administrator imports, and
 * how to book, which no mail carries.
 */
export async function proveMails({ short }: Options): Promise<Proven> {
  const payloads = short ? pairedPayloads() : somePayloads(PAYLOADS)
  const count = payloads.length
  const smtp = await anSmtpServer({ logger: false })
  const server = process.env.TEST_DATABASE_URL
  const database = await (server ? databaseOnServer(server) : openEmbedded())
  try {
    const stage = await aStage(database, smtp)
    const doors = await knockWithBadAddresses(stage, short)
    const plain = await mailsOf(stage, smtp, [{ text: 'Lise', host: '' }])
    const hostile = await mailsOf(stage, smtp, payloads)
    const checks = [...(await judge(stage, { plain, hostile })), ...doors.checks]
    const notRun = short
      ? `${count} of ${PAYLOADS} payloads; one bad address in six at each door`
      : null
    const { taken, refused } = stage
    return {
      checks: [must('mails', hostile.length, count * MAILS_A_ROUND), ...checks],
      figures: { payloads: count, fields_taken: taken, fields_refused: refused, ...doors.figures },
      notRun,
    }
  } finally {
    await database.close()
    await smtp.close()
  }
}

async function aStage(database: Deps['database'], smtp: SmtpStub): Promise<Stage> {
  const clock = { at: BEFORE_THE_CAMPAIGN }
  const mss = { url: smtp.url, from: 'cpts@mss.example.org', domains: ['mss.example.org'] }
  const base = aDeps(database, { clock, geocoder: aGeocoder() })
  const deps: Deps = {
    ...base,
    config: { ...base.config, smtpUrl: smtp.url, secureMail: mss, logLevel: 'silent' },
  }
  const territoryId = await aTerritory(deps, { mode: 'brokered' })
  const anybody = anApp(deps).visitor
  const coordinator = anybody()
  await signIn(deps, coordinator)
  const { visitor: referrer } = await aReferrer(deps)
  return { deps, clock, territoryId, anybody, coordinator, referrer, taken: 0, refused: 0 }
}

/** Plays these payloads one after the other, each up to the last mail of its round. */
async function mailsOf(
  stage: Stage,
  smtp: SmtpStub,
  payloads: ReturnType<typeof somePayloads>,
): Promise<ReadMail[]> {
  const { deps, clock } = stage
  const senders = sendersOf(deps)
  const mails: ReadMail[] = []
  const base = await deps.database.client.availability.count()
  try {
    await deliver(stage, senders)
    smtp.received.length = 0
    for (const [rank, payload] of payloads.entries()) {
      await playRound(stage, payload, base + rank)
      clock.at = new Date(clock.at.getTime() + UNDONE_MS)
      await deliver(stage, senders)
      for (const received of smtp.received.splice(0))
        mails.push(await readMail(received, deps.config.publicUrl))
    }
    return mails
  } finally {
    closeSenders(senders)
  }
}

/** The outbox alone: what else time does is not what is asked here. */
async function deliver({ deps, clock }: Stage, senders: ReturnType<typeof sendersOf>) {
  const outbox = buildJobs(deps, senders).filter(({ name }) => name === 'deliver')
  await runDue(deps, outbox, clock.at)
}

type Judged = { plain: ReadMail[]; hostile: ReadMail[] }

/** A hostile mail is like a plain one of its template: same headers, same markup, nothing more. */
async function judge({ deps }: Stage, { plain, hostile }: Judged): Promise<Check[]> {
  const rows = await deps.database.client.message.findMany({ where: { channel: 'email' } })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const shapeOf = ({ id, headers, skeleton }: ReadMail) =>
    [byId.get(id)?.template, headers, skeleton].join('\n')
  const shapes = new Set(plain.map(shapeOf))
  const misled = await Promise.all(
    [...plain, ...hostile].map(async ({ id, recipients }) => {
      const stored = await storedAddress(deps, byId.get(id))
      return recipients.length !== 1 || recipients[0] !== stored
    }),
  )
  const count = (isWrong: (mail: ReadMail) => boolean) => hostile.filter(isWrong).length
  return [
    must('templates', new Set(hostile.map(({ id }) => byId.get(id)?.template)).size, TEMPLATES),
    must(
      'strange_markup',
      count(({ strange }) => strange.length > 0),
      0,
    ),
    must(
      'other_headers_or_markup',
      count((mail) => !shapes.has(shapeOf(mail))),
      0,
    ),
    must(
      'linkable',
      count(({ linkable }) => linkable.length > 0),
      0,
    ),
    must('not_the_one_stored_recipient', misled.filter(Boolean).length, 0),
  ]
}

type Row = Awaited<ReturnType<Deps['database']['client']['message']['findMany']>>[number]

/** The one address that the register, a request or an account holds for a message. */
async function storedAddress(deps: Deps, row: Row | undefined): Promise<string | null> {
  if (!row) return null
  const { client } = deps.database
  if (row.doctorId) {
    const doctor = await client.doctor.findUniqueOrThrow({ where: { id: row.doctorId } })
    return row.template === 'household_expected' ? doctor.secureEmail : doctor.email
  }
  if (row.requestId) {
    const key = { id: row.requestId, territoryId: row.territoryId }
    return (await findRequest(client, deps.keys, key))?.contact.email ?? null
  }
  const { invitationId = '' } = row.ids as Record<string, string>
  const activationHash = tokenHash(invitationToken(deps.keys, invitationId))
  return (await client.account.findUnique({ where: { activationHash } }))?.email ?? null
}
