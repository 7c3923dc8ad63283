import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MessageStatus } from '../../../prisma/generated/enums.ts'
import { afterReceipt, type Receipt, receiptOf } from '../../../server/messaging/receipts.ts'

const FAILED: Receipt = { kind: 'permanent', reason: { code: '30006', words: 'fixe' } }

function inTurn(from: MessageStatus, receipts: readonly Receipt[]): MessageStatus {
  return receipts.reduce<MessageStatus>((state, each) => afterReceipt(state, each) ?? state, from)
}

describe('T-16: what a provider says afterwards', () => {
  test('a thousand shuffles of the same receipts, some twice, end in the same state', () => {
    const receipt = fc.constantFrom<Receipt>({ kind: 'accepted' }, { kind: 'delivered' }, FAILED)
    const shuffled = fc
      .array(receipt, { minLength: 1, maxLength: 8 })
      .chain((told) =>
        fc.tuple(
          fc.constant(told),
          fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }),
        ),
      )
    const from = fc.constantFrom<MessageStatus>(
      'sending',
      'uncertain',
      'accepted',
      'failed_temporary',
    )
    fc.assert(
      fc.property(from, shuffled, (state, [told, other]) => {
        expect(inTurn(state, other)).toBe(inTurn(state, told))
      }),
      { numRuns: 1000 },
    )
  })

  test('delivered is the last word', () => {
    expect(afterReceipt('delivered', FAILED)).toBeNull()
    expect(afterReceipt('delivered', { kind: 'accepted' })).toBeNull()
    expect(afterReceipt('failed_permanent', { kind: 'delivered' })).toBe('delivered')
  })

  test.each(['draft', 'queued', 'cancelled'] as const)(
    'a message that is %s is not touched',
    (state) => {
      expect(afterReceipt(state, { kind: 'delivered' })).toBeNull()
    },
  )
})

describe('Twilio’s words', () => {
  test.each([
    ['queued', undefined, { kind: 'accepted' }],
    ['sent', undefined, { kind: 'accepted' }],
    ['delivered', undefined, { kind: 'delivered' }],
    ['failed', 21610, { kind: 'permanent', optedOut: true }],
    ['undelivered', 30006, { kind: 'permanent', reason: { code: '30006' } }],
    [
      'undelivered',
      21614,
      { kind: 'permanent', reason: { words: 'ce numéro n’est pas un mobile' } },
    ],
    ['undelivered', undefined, { kind: 'permanent', reason: { code: 'undelivered' } }],
  ])('%s with %j', (status, code, receipt) => {
    expect(receiptOf(status, code)).toMatchObject(receipt)
  })

  test('an incoming message is no receipt', () => {
    expect(receiptOf('received', undefined)).toBeNull()
  })
})
