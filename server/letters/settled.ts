import type { Deps } from '../deps.ts'
import type { OnSettled } from '../messaging/receipt-service.ts'
import { noteSettled } from '../orientation/settled.ts'
import { fallBack } from './fall-back.ts'

/** All that follows from what became of a message: the timeline of its request, and another way to say it. */
export function afterSettling(deps: Pick<Deps, 'config' | 'keys'>): OnSettled {
  return async (tx, message, settlement, now) => {
    await noteSettled(tx, deps, { message, settlement }, now)
    await fallBack(tx, deps, { message, settlement }, now)
  }
}
