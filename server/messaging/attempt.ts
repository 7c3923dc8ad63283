import type { Deps } from '../deps.ts'
import { errorFacts } from '../log.ts'
import { learn, mayTry, type Way } from './circuits.ts'
import {
  type ClaimedMessage,
  carrierOf,
  type Outgoing,
  reasonText,
  type SendResult,
  type Settlement,
  settle,
  type Try,
} from './rules.ts'
import { markLeaving } from './store.ts'
import type { Taken } from './supply.ts'
import type { Delivery } from './worker.ts'

type Context = Pick<Deps, 'database' | 'log'>

/** What became of a message, and what each provider said of it. */
export type Attempted = { settlement: Settlement; tries: Try[] }

const NOT_COMPOSED = { code: 'interne', words: 'le message n’a pas pu être préparé' }
const NOT_ANSWERED = { code: 'interne', words: 'l’envoi s’est interrompu' }
const NOTHING_TO_SAY = { code: 'sans objet', words: 'il n’y a plus rien à envoyer' }

const untold = { provider: null, providerRef: null }

/** Writes the text of a message and hands it over; null when no provider could be called just now. */
export async function attempt(
  deps: Context,
  delivery: Pick<Delivery, 'compose' | 'markOf'>,
  { held, ways }: Taken,
  clock: () => Date,
): Promise<Attempted | null> {
  const tried = { provider: null, attempts: held.attempts, chance: Math.random() }
  try {
    const outgoing = await delivery.compose(held, clock())
    if (!outgoing) return { settlement: nothingToSay(), tries: [] }
    if (outgoing.channel === null) {
      const refused: SendResult = { kind: 'permanent', reason: outgoing.reason }
      return { settlement: settle(refused, { ...tried, now: clock() }), tries: [] }
    }
    const tries = await handOver(deps, delivery, { held, ways, outgoing }, clock)
    const last = tries.at(-1)
    if (!last) return null
    const { provider, result } = last
    return { settlement: settle(result, { ...tried, provider, now: clock() }), tries }
  } catch (error) {
    deps.log.error({ message: held.id, ...errorFacts(error) }, 'message not composed')
    const later: SendResult = { kind: 'retry', reason: NOT_COMPOSED }
    return { settlement: settle(later, { ...tried, now: clock() }), tries: [] }
  }
}

function nothingToSay(): Settlement {
  return { status: 'cancelled', ...untold, reason: reasonText(NOTHING_TO_SAY) }
}

async function handOver(
  deps: Context,
  { markOf }: Pick<Delivery, 'markOf'>,
  { held, ways, outgoing }: Taken & { outgoing: Outgoing },
  clock: () => Date,
): Promise<Try[]> {
  const carrier = carrierOf(held)
  if (outgoing.channel === 'email')
    return tryInTurn(
      deps,
      carrier === 'secure' ? ways.secure : ways.email,
      { held, outgoing },
      clock,
    )
  const isOurs = await markLeaving(deps.database.client, held, markOf(outgoing.text), clock())
  if (!isOurs) return []
  return tryInTurn(deps, ways.sms, { held, outgoing }, clock)
}

type Sender<O> = {
  provider: string
  send: (outgoing: O, message: ClaimedMessage, now: Date) => Promise<SendResult>
}

/** The next provider is tried only when the one before did not take the message: never after an uncertain answer. */
async function tryInTurn<O extends Outgoing>(
  deps: Context,
  ways: readonly Way<Sender<O>>[],
  { held, outgoing }: { held: Taken['held']; outgoing: O },
  clock: () => Date,
): Promise<Try[]> {
  const tries: Try[] = []
  for (const way of ways) {
    if (!(await mayTry(deps.database.client, way, clock()))) continue
    const result = await sent(deps, way.sender, { held, outgoing }, clock())
    tries.push({ provider: way.sender.provider, result, at: clock() })
    await learned(deps, { way, result, held }, clock())
    if (result.kind !== 'retry') break
  }
  return tries
}

/** What is learnt of a provider may be lost: the answer that it gave may not, or what left would leave again. */
async function learned<O extends Outgoing>(
  { database, log }: Context,
  { way, result, held }: { way: Way<Sender<O>>; result: SendResult; held: Taken['held'] },
  now: Date,
): Promise<void> {
  try {
    await learn(database, way, result, now)
  } catch (error) {
    log.error({ message: held.id, ...errorFacts(error) }, 'answer of a provider not counted')
  }
}

/** An adapter translates what it knows; anything else that it throws leaves the message uncertain. */
async function sent<O extends Outgoing>(
  deps: Context,
  sender: Sender<O>,
  { held, outgoing }: { held: Taken['held']; outgoing: O },
  now: Date,
): Promise<SendResult> {
  try {
    return await sender.send(outgoing, held, now)
  } catch (error) {
    deps.log.error({ message: held.id, ...errorFacts(error) }, 'sender failed')
    return { kind: 'uncertain', reason: NOT_ANSWERED, isOutage: true }
  }
}
