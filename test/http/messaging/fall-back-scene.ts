import type { Database } from '../../../server/db.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import { afterSettling } from '../../../server/letters/settled.ts'
import type { SendResult } from '../../../server/messaging/rules.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aScene } from '../../support/scene.ts'
import { delivery, later, now, queue, type Sent, senders } from './outbox.ts'

export const NO_MOBILE: SendResult = {
  kind: 'permanent',
  reason: { code: '21614', words: 'ce numéro n’est pas un mobile' },
}
export const STOP: SendResult = {
  kind: 'permanent',
  reason: { code: '21610', words: 'la personne ne veut plus recevoir de SMS' },
  optedOut: true,
}

/** Households over this database that an SMS may not reach, and the worker that finds out. */
export function fallBackScenes(database: Database) {
  /** A household reached by SMS, with an e-mail address or none, and a message waiting for it. */
  async function aHousehold(email: string) {
    const scene = await aScene(database, { canal: 'sms', courriel: email })
    await database.client.message.deleteMany()
    const { deps, territoryId, id: requestId } = scene
    const uniqueKey = `link_again:${requestId}`
    const about = { requestId, channel: 'sms', uniqueKey, deliverAfter: now } as const
    await queue(database, territoryId, about)
    return { ...scene, requestId, uniqueKey, deliver: deliverer(deps) }
  }

  function deliverer(deps: Awaited<ReturnType<typeof aScene>>['deps']) {
    return (sent: Sent, bySms: SendResult, seconds = 0, byMail?: SendResult) =>
      deliverDue(
        deps,
        delivery({
          compose: (message, at) => composeMessage(deps, message, at),
          onSettled: afterSettling(deps),
          senders: {
            ...senders(sent, () => byMail ?? { kind: 'accepted', ref: null, delivered: false }),
            sms: { ...senders(sent, () => bySms).sms, provider: 'twilio' },
          },
        }),
        later(seconds),
      )
  }
  return { aHousehold, deliverer }
}
