import { addressed } from '../availability-campaign/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { mayLeaveAt } from '../messaging/leaving.ts'
import {
  CALL_HOUSEHOLD,
  type ClaimedMessage,
  FALLBACK,
  isSurvey,
  NO_ADDRESS,
  reasonText,
  type Settlement,
} from '../messaging/rules.ts'
import { carriedChannels } from '../messaging/senders.ts'
import { enqueueAll } from '../messaging/service.ts'
import { findRequest } from '../orientation/service.ts'
import { stopSms } from '../orientation/stopping.ts'
import { callAboutProposals, findProposal, haveDoctorWarned } from '../proposals/service.ts'
import { addTodo } from '../todos/service.ts'

type Failed = { message: ClaimedMessage; settlement: Settlement }

const SYSTEM = { kind: 'system', id: null } as const

/**
 * What an SMS could not say for good leaves as an e-mail where there is an address, and is a person's to say by phone
 * otherwise; so is what that e-mail could not say either, and what was queued for an address that is gone.
 */
export async function fallBack(
  tx: Db,
  deps: Pick<Deps, 'config' | 'keys'>,
  { message, settlement }: Failed,
  now: Date,
): Promise<void> {
  if (settlement.status === 'failed_permanent' && message.template === 'household_expected')
    return warnAbout(tx, message, now)
  if (settlement.status !== 'failed_permanent' || !isLastTry(message, settlement)) return
  if (message.doctorId) await toDoctor(tx, deps, { ...message, doctorId: message.doctorId }, now)
  if (message.requestId) await toHousehold(tx, deps, { message, settlement }, now)
}

function isLastTry({ channel, uniqueKey }: ClaimedMessage, { reason }: Settlement): boolean {
  const isGone = reason === reasonText(NO_ADDRESS.reason)
  return channel === 'sms' || uniqueKey.endsWith(FALLBACK) || isGone
}

/** Whom to expect goes to nobody but the secure address: the practice is phoned. */
async function warnAbout(tx: Db, { ids, territoryId }: ClaimedMessage, now: Date): Promise<void> {
  const proposal = ids.proposalId
    ? await findProposal(tx, { id: ids.proposalId, territoryId })
    : null
  if (proposal) await haveDoctorWarned(tx, proposal, now)
}

async function toHousehold(
  tx: Db,
  deps: Pick<Deps, 'config' | 'keys'>,
  { message, settlement }: Failed,
  now: Date,
): Promise<void> {
  const { requestId, territoryId } = message
  const request = requestId && (await findRequest(tx, deps.keys, { id: requestId, territoryId }))
  if (!request) return
  const { id, status, contact } = request
  if (settlement.optedOut) await stopSms(tx, deps, { id, territoryId, actor: SYSTEM }, now)
  if (status === 'closed' && !saidOnceClosed(message.template)) return
  if (contact.email && mayMail(deps, message) && (await sayByMail(tx, message, now))) return
  if (status === 'closed' || isSurvey(message.template)) return
  await addTodo(
    tx,
    {
      territoryId,
      requestId: id,
      kind: 'call_household',
      // Sent again, and lost again, it asks for another call.
      uniqueKey: `${CALL_HOUSEHOLD}${message.id}:${now.toISOString()}`,
      // Whatever comes next, this household believes in an appointment that it has no more.
      whileStatus: message.template === 'solution_gone' ? null : status,
      facts: { messageId: message.id },
    },
    now,
  )
}

function saidOnceClosed(template: ClaimedMessage['template']): boolean {
  return isSurvey(template) || template === 'request_closed'
}

/** A code is a second key beside the mail: it never goes there. The list of doctors to phone is computed. */
async function toDoctor(
  tx: Db,
  deps: Pick<Deps, 'config'>,
  message: ClaimedMessage & { doctorId: string },
  now: Date,
): Promise<void> {
  if (message.template === 'doctor_code') return
  const doctor = await addressed(tx, message)
  if (doctor?.email && mayMail(deps, message) && (await sayByMail(tx, message, now))) return
  if (message.template === 'doctor_news') await callAboutProposals(tx, message, now)
}

function mayMail({ config }: Pick<Deps, 'config'>, { channel }: ClaimedMessage): boolean {
  return channel === 'sms' && carriedChannels(config).email
}

/** False when a mail says it already: it was lost too, or the SMS was sent again since. */
async function sayByMail(tx: Db, message: ClaimedMessage, now: Date): Promise<boolean> {
  const { territoryId, requestId, doctorId, ids, uniqueKey } = message
  const template = message.template as Parameters<typeof enqueueAll>[1][number]['template']
  const said = { territoryId, requestId, doctorId, template, ids, channel: 'email' as const }
  const deliverAfter = mayLeaveAt(message, now)
  const mail = { ...said, uniqueKey: `${uniqueKey}${FALLBACK}`, deliverAfter }
  return (await enqueueAll(tx, [mail], now)) === 1
}
