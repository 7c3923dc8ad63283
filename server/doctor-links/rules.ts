import type { SentChannel } from '../messaging/rules.ts'
import { isMobile } from '../phone.ts'

/** A doctor's link lives fourteen days. */
export const LINK_DAYS = 14

/** Minutes during which a six-digit code is good. */
export const CODE_MINUTES = 10

/** Wrong codes that a link bears, all codes together: after them, a new link is needed. */
export const CODE_TRIES = 5

/** Codes that may be sent for one link: nobody has a phone rung all day. */
export const CODES_PER_LINK = 5

const MINUTE_MS = 60_000

/** Two servers, or a server and its worker, may disagree on the time by that much. */
export const CLOCKS_APART_MS = MINUTE_MS

/** `used`: something was saved with it. `dead`: too old, or replaced by a newer one. */
export type LinkState = 'living' | 'used' | 'dead'

/** What decides of a link. */
export type LinkDates = {
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
  killedAt: Date | null
}

export function stateOfLink({ expiresAt, usedAt, killedAt }: LinkDates, now: Date): LinkState {
  if (killedAt || now >= expiresAt) return 'dead'
  return usedAt ? 'used' : 'living'
}

/** What a link knows of the code that was sent for it. */
export type CodeFacts = { codeHash: string | null; codeSentAt: Date | null; codeTries: number }

export type CodeVerdict = 'right' | 'wrong' | 'old' | 'spent'

/**
 * Whether a code is the one that was sent. `typedHash` is made as `codeHash` was. `spent` comes first: after too many
 * tries not even the right code opens. A code dated well in the future is old: the clock was set back.
 */
export function judgeCode(facts: CodeFacts, typedHash: string, now: Date): CodeVerdict {
  const { codeHash, codeSentAt, codeTries } = facts
  if (codeTries >= CODE_TRIES) return 'spent'
  if (!codeHash || !isCodeLiving(codeSentAt, now)) return 'old'
  return codeHash === typedHash ? 'right' : 'wrong'
}

/** True from the sending of a code until it is too old. */
export function isCodeLiving(codeSentAt: Date | null, now: Date): boolean {
  if (!codeSentAt) return false
  const ageMs = now.getTime() - codeSentAt.getTime()
  return ageMs >= -CLOCKS_APART_MS && ageMs < CODE_MINUTES * MINUTE_MS
}

/** How a doctor is reached. Phones in E.164: `phone` is told to patients, `mobile` to nobody. */
export type Reach = {
  channel: string
  email: string | null
  phone: string | null
  mobile: string | null
}

/** Where SMS to a doctor go, six digits included: their private mobile, else their phone if an SMS reaches it. */
export function smsNumberOf({ mobile, phone }: Pick<Reach, 'mobile' | 'phone'>): string | null {
  return mobile ?? (phone && isMobile(phone) ? phone : null)
}

/** The channel a doctor chose, else the other one; null when neither can be used. */
export function channelFor({ channel, email, ...phones }: Reach): SentChannel | null {
  const possible: SentChannel[] = []
  if (email) possible.push('email')
  if (smsNumberOf(phones)) possible.push('sms')
  return possible.find((each) => each === channel) ?? possible[0] ?? null
}
