import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { blindIndex } from '../crypto/keys.ts'
import type { Deps } from '../deps.ts'
import { TooManyTries, Unavailable } from '../errors.ts'
import { errorFacts, type Log } from '../log.ts'

const QUARTER_SECONDS = 15 * 60
const HOUR_SECONDS = 60 * 60

/** Tries allowed in a window that opens with the first one. Right answers count too, until both factors were right. */
const LIMITS = {
  account: { points: 10, duration: QUARTER_SECONDS },
  address: { points: 50, duration: HOUR_SECONDS },
  code: { points: 5, duration: QUARTER_SECONDS },
  reference: { points: 30, duration: HOUR_SECONDS },
} as const

type LimitDeps = Pick<Deps, 'database' | 'keys' | 'log'>

/**
 * Counts one try of a password: 10 for an account in 15 minutes, 50 from an address in an hour, known account or not.
 * Kept in the database, so that a restart forgives nothing. An address that is shut out no longer harms the account.
 * @throws TooManyTries
 * @throws Unavailable when the count cannot be kept: nobody guesses uncounted.
 */
export async function takePasswordTry(
  deps: LimitDeps,
  { email, address }: { email: string; address: string },
): Promise<void> {
  await take(deps, 'address', addressKey(address))
  await take(deps, 'account', email)
}

/**
 * Counts one try of a six-digit code: 5 for an account in 15 minutes, however many sessions they come from.
 * @throws TooManyTries
 * @throws Unavailable
 */
export function takeCodeTry(deps: LimitDeps, accountId: string): Promise<void> {
  return take(deps, 'code', accountId)
}

/**
 * Counts one request looked up by its reference and a birth date: 30 for an account in an hour, right or wrong.
 * @throws TooManyTries
 * @throws Unavailable
 */
export function takeReferenceTry(deps: LimitDeps, accountId: string): Promise<void> {
  return take(deps, 'reference', accountId)
}

type Forgiven = { accountId: string; email: string; address?: string }

/** Both factors were right, or a fresh link was used: the account starts again from zero, the address gets one try back. */
export async function forgiveTries(
  deps: LimitDeps,
  { accountId, email, address }: Forgiven,
): Promise<void> {
  await limiter(deps, 'account').delete(keyOf(deps, 'account', email))
  await limiter(deps, 'code').delete(keyOf(deps, 'code', accountId))
  if (address) await limiter(deps, 'address').reward(keyOf(deps, 'address', addressKey(address)))
}

/** Counts one sending of the public form by an address. Throws TooManyTries. */
export type FormLimit = (address: string) => Promise<void>

/**
 * The public form: `perHour` sendings for each address, counted in memory.
 * When counting fails the form goes through, and the journal says so.
 */
export function formLimit(perHour: number, log: Log): FormLimit {
  const counts = new RateLimiterMemory({ points: perHour, duration: HOUR_SECONDS })
  return async (address) => {
    try {
      await counts.consume(addressKey(address))
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw tooMany(refusal)
      log.warn(errorFacts(refusal), 'form not counted')
    }
  }
}

async function take(deps: LimitDeps, name: keyof typeof LIMITS, who: string): Promise<void> {
  try {
    await limiter(deps, name).consume(keyOf(deps, name, who))
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw tooMany(refusal)
    deps.log.error(errorFacts(refusal), 'try not counted')
    throw new Unavailable()
  }
}

/** The library keeps no state of its own here: it all is in `rate_limit`, which the purge empties. */
function limiter({ database }: LimitDeps, name: keyof typeof LIMITS): RateLimiterPrisma {
  return new RateLimiterPrisma({
    storeClient: database.client,
    tableName: 'rateLimit',
    keyPrefix: name,
    clearExpiredByTimeout: false,
    ...LIMITS[name],
  })
}

/** Neither an address nor an e-mail stands in the table: fingerprints do. */
function keyOf({ keys }: LimitDeps, name: keyof typeof LIMITS, who: string): string {
  return blindIndex(keys, `limit ${name}`, who)
}

function tooMany({ msBeforeNext }: RateLimiterRes): TooManyTries {
  return new TooManyTries(Math.max(1, Math.ceil(msBeforeNext / 1000)))
}

/** IPv4 whole; of IPv6 the first 64 bits, since a home or an office is given all the others. */
export function addressKey(address: string): string {
  const v4 = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!v4.includes(':')) return v4
  const [head = '', tail] = v4.toLowerCase().replace(/%.*$/, '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros =
    tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return groups.map((group) => group.padStart(4, '0')).join('')
}
