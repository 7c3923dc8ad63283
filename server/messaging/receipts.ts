import type { MessageStatus } from '../../prisma/generated/enums.ts'
import type { Reason } from './rules.ts'

/** What a provider says afterwards of an SMS that it was given. */
export type Receipt =
  | { kind: 'accepted' }
  | { kind: 'delivered' }
  | { kind: 'permanent'; reason: Reason; optedOut?: boolean }

/** The states that a receipt leads to. */
export type ReceiptStatus = Extract<MessageStatus, 'accepted' | 'delivered' | 'failed_permanent'>

const STATUS: Record<Receipt['kind'], ReceiptStatus> = {
  accepted: 'accepted',
  permanent: 'failed_permanent',
  delivered: 'delivered',
}

/** How far each state is; one that is not here has nothing to be told of. Delivered has the last word. */
const RANK: Partial<Record<MessageStatus, number>> = {
  failed_temporary: 0,
  sending: 0,
  uncertain: 0,
  accepted: 1,
  failed_permanent: 2,
  delivered: 3,
}

/**
 * The state after a receipt, or null when it teaches nothing: it came twice, or late. States only go forward, so that
 * the same receipts end in the same state in whatever order they come.
 */
export function afterReceipt(from: MessageStatus, receipt: Receipt): ReceiptStatus | null {
  const to = STATUS[receipt.kind]
  const before = RANK[from]
  return before !== undefined && (RANK[to] ?? 0) > before ? to : null
}

/** The person answered STOP to an SMS. */
const OPTED_OUT = 21610

/** Refusals by code (twilio.com/docs/api/errors): the same SMS would be refused again. */
const codeWords: Record<number, string> = {
  21211: 'ce numéro n’existe pas',
  21217: 'ce numéro n’existe pas',
  21408: 'ce pays n’est pas ouvert aux SMS',
  21610: 'la personne ne veut plus recevoir de SMS',
  21612: 'ce numéro ne peut pas recevoir de SMS',
  21614: 'ce numéro n’est pas un mobile',
  21635: 'ce numéro est un fixe',
  30003: 'le téléphone est éteint ou hors de portée',
  30004: 'ce numéro refuse nos SMS',
  30005: 'ce numéro n’existe pas',
  30006: 'ce numéro ne peut pas recevoir de SMS',
  30007: 'l’opérateur a bloqué le message',
}

/** A refusal for good, by the provider's code. */
export function refusedForGood(code: number | undefined, status: number | string) {
  const words = codeWords[code ?? 0] ?? 'le fournisseur de SMS refuse le message'
  const reason = { code: String(code ?? status), words }
  return { kind: 'permanent' as const, reason, ...(code === OPTED_OUT ? { optedOut: true } : {}) }
}

/** Twilio's word for the state of a message as a receipt; null for one that is about no SMS of ours. */
export function receiptOf(status: string, errorCode: number | undefined): Receipt | null {
  if (status === 'delivered' || status === 'read') return { kind: 'delivered' }
  if (FAILED.has(status)) return refusedForGood(errorCode, status)
  return UNDER_WAY.has(status) ? { kind: 'accepted' } : null
}

const FAILED = new Set(['undelivered', 'failed', 'canceled'])
const UNDER_WAY = new Set(['accepted', 'scheduled', 'queued', 'sending', 'sent'])
