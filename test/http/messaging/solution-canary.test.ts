import PostalMime from 'postal-mime'
import { afterAll, expect, test } from 'vitest'
import type { RequestStatus } from '../../../prisma/generated/enums.ts'
import type { Deps } from '../../../server/deps.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import { markWith } from '../../../server/messaging/reconcile.ts'
import type { Template } from '../../../server/messaging/rules.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aDatabase } from '../../support/database.ts'
import { withoutTokens } from '../../support/tokens.ts'
import { aCanary, aList, CANARY } from './canary.ts'
import { aTerritory, now, queue } from './outbox.ts'
import { anSmtpServer } from './smtp-stub.ts'
import { someDeps } from './support.ts'
import { aTwilioServer, taken } from './twilio-stub.ts'

const database = await aDatabase()
const mail = await anSmtpServer()
const phones = await aTwilioServer(taken)
afterAll(async () => {
  await mail.close()
  await phones.close()
})

/** Every message of a solution, and all the news of a request, in the status in which each is worth saying. */
const SAID: readonly [RequestStatus, readonly Template[]][] = [
  ['offered', ['solution_found', 'solution_reminder']],
  ['agreed', ['solution_agreed', 'appointment_reminder']],
  ['ready', ['solution_gone', 'wider_ask', 'searching']],
  ['ready', ['still_waiting', 'still_waiting_reminder']],
  ['ready', ['search_paused']],
  ['shortlisted', ['followup_10', 'followup_30']],
  ['seen', ['request_news', 'declared_ask']],
  ['declared', ['declared_thanks']],
  ['closed', ['request_closed']],
]

const NOT_PAUSED = { pausedFrom: null, pausedUntil: null }

/** The household, and a doctor who said yes for it. */
async function aSolution(deps: Deps, territoryId: string) {
  const requestId = await aCanary(deps, territoryId)
  await aList(deps, territoryId, requestId)
  const { id: availabilityId, doctorId } = await database.client.availability.findFirstOrThrow()
  const expiresAt = new Date(now.getTime() + 86_400_000)
  const places = { placesHeld: 1, homeVisitHeld: 1, km: 1.234 }
  const asked = { askedAt: now, expiresAt, status: 'accepted' as const, answeredAt: now }
  const { id: proposalId } = await database.client.proposal.create({
    data: { territoryId, requestId, availabilityId, ...places, ...asked },
  })
  await database.client.doctor.updateMany({
    data: { email: 'cabinet@example.org', phone: '+33639980001', volunteerSince: now },
  })
  return { territoryId, requestId, proposalId, doctorId }
}

function senderDeps(): Deps {
  const twilio = { sid: 'AC00', token: 'jeton', sender: 'CPTSLille', url: phones.url }
  return someDeps(database, { smtpUrl: mail.url, mailFrom: 'trait@cpts.example.org', twilio })
}

async function deliver(deps: Deps): Promise<void> {
  const senders = sendersOf(deps)
  const compose = composeMessage.bind(null, deps)
  await deliverDue(
    deps,
    { compose, senders, markOf: markWith(deps.keys), workerId: 'w', limit: 100 },
    now,
  )
  senders.email.close()
}

async function everythingSent(): Promise<string[]> {
  const mails = await Promise.all(
    mail.received.map(async ({ raw }) => {
      const { subject, text, html, headers } = await PostalMime.parse(raw)
      return [raw.toString(), subject, text, html, JSON.stringify(headers)].join('\n')
    }),
  )
  return [...mails, ...phones.received.map(({ body }) => body)].map(withoutTokens)
}

test('T-27, B20: of a household and its solution, nothing but the reference is in a mail nor an SMS', async () => {
  const deps = senderDeps()
  const { territoryId, requestId, proposalId } = await aSolution(deps, await aTerritory(database))
  for (const [status, templates] of SAID) {
    const end = { closeReason: 'no_solution' as const, closedAt: now }
    const rest = { pausedFrom: now, pausedUntil: new Date(now.getTime() + 86_400_000) }
    const isPaused = templates.includes('search_paused')
    const data = { status, ...(status === 'closed' ? end : {}), ...(isPaused ? rest : NOT_PAUSED) }
    await database.client.orientationRequest.updateMany({ data })
    for (const template of templates)
      for (const channel of ['email', 'sms'] as const) {
        const ids = template === 'solution_agreed' ? { proposalId } : {}
        await queue(database, territoryId, { requestId, channel, template, ids })
      }
    await deliver(deps)
  }
  const sent = await everythingSent()
  expect(sent).toHaveLength(32)
  for (const each of sent) {
    expect(each).not.toMatch(CANARY)
    expect(each).not.toMatch(/1,2|1\.2|\bkm\b|ALD|domicile|fauteuil|marche\b/)
    expect(each).toContain('/suivi/')
  }
  expect(sent.filter((each) => each.includes('Vanhoublon'))).toHaveLength(2)
})

test('T-27, B20: what a doctor is told of those who wait is how many, and by when', async () => {
  const deps = senderDeps()
  const { territoryId, doctorId } = await aSolution(deps, await aTerritory(database))
  await database.client.orientationRequest.updateMany({ data: { status: 'proposed' } })
  await database.client.proposal.updateMany({ data: { status: 'pending', answeredAt: null } })
  mail.received.length = 0
  phones.received.length = 0
  for (const channel of ['email', 'sms'] as const)
    await queue(database, territoryId, {
      doctorId,
      channel,
      template: 'doctor_news',
      ids: { doctorId },
    })
  await deliver(deps)
  const sent = await everythingSent()
  expect(sent).toHaveLength(2)
  for (const each of sent) {
    expect(each).not.toMatch(CANARY)
    expect(each).not.toMatch(/GL-|\bkm\b|ALD|domicile|fauteuil|\bans\b/)
    expect(each).toContain('/medecin/')
  }
})
