import type { Request } from 'express'
import twilio from 'twilio'
import type { Deps } from '../deps.ts'
import { Forbidden } from '../errors.ts'
import { machine } from '../http/access.ts'
import { queryValues } from '../http/forms.ts'
import { post, type Route } from '../http/routes.ts'
import { afterSettling } from '../letters/settled.ts'
import { takeReceipt } from '../messaging/receipt-service.ts'
import { receiptOf } from '../messaging/receipts.ts'
import { About, StatusCallback } from './schema.ts'

/** What the provider of SMS tells afterwards. Its signature is its proof; whatever it says is answered 204. */
export function callbackRoutes(deps: Deps): Route[] {
  const onSettled = afterSettling(deps)
  let unknown = 0
  return [
    post('/rappels/twilio', machine(), async (req, res) => {
      if (!isSigned(deps, req)) throw new Forbidden()
      const taken = await take(deps, req, onSettled)
      if (taken === 'unknown') {
        unknown += 1
        deps.log.warn({ unknown }, 'callback about no message of ours')
      }
      res.status(204).end()
    }),
  ]
}

async function take(deps: Deps, req: Request, onSettled: Parameters<typeof takeReceipt>[2]) {
  const said = StatusCallback.safeParse(req.body)
  if (!said.success) return 'unknown'
  const { MessageSid: ref, MessageStatus, ErrorCode } = said.data
  const receipt = receiptOf(MessageStatus, ErrorCode || undefined)
  if (!receipt) return 'nothing_new'
  const { envoi: messageId } = About.parse({ envoi: queryValues(req).envoi ?? null })
  return takeReceipt(deps, { provider: 'twilio', ref, messageId, receipt }, onSettled, deps.now())
}

/** The signature is made over the address that Twilio called: the public one, whatever the proxy in front of us does. */
function isSigned({ config }: Deps, req: Request): boolean {
  const signature = req.get('x-twilio-signature')
  if (!config.twilio || !signature) return false
  const address = config.publicUrl + req.originalUrl
  return twilio.validateRequest(config.twilio.token, signature, address, { ...req.body })
}
