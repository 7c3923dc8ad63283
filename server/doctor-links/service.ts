import { randomInt } from 'node:crypto'
import { blindIndex, type Keys } from '../crypto/keys.ts'
import { newToken, tokenHash } from '../crypto/tokens.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { enqueue } from '../messaging/service.ts'
import {
  CODES_PER_LINK,
  type CodeVerdict,
  channelFor,
  judgeCode,
  LINK_DAYS,
  type LinkState,
  type Reach,
  smsNumberOf,
  stateOfLink,
} from './rules.ts'
import {
  advanceLinks,
  codesAsked,
  findByHash,
  findById,
  forgetCodes,
  insertLink,
  keepCode,
  killLinks,
  type LinkKey,
  lockDoctor,
  markProven,
  markUsed,
  type StoredLink,
  takeTry,
} from './store.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** A second press of « Recevoir un code » is the same one. */
const BETWEEN_CODES_MS = 60_000

/** A doctor's link, and what may be done with it. */
export type DoctorLink = StoredLink & { state: LinkState }

/** Every link of a doctor dies: they left, or are no longer who the links were sent to. */
export function killDoctorLinks(
  tx: Db,
  doctor: { doctorId: string; territoryId: string },
  now: Date,
): Promise<void> {
  return killLinks(tx, doctor, now)
}

/** The clock was set back by `backMs`, to `now`: links last as long as they would have. */
export function advanceDoctorLinks(tx: Db, backMs: number, now: Date): Promise<void> {
  return advanceLinks(tx, backMs, now)
}

type Phones = Pick<Reach, 'mobile' | 'phone'>

/**
 * What the former number proved goes with it: after a change of the number that SMS go to, a code already sent and a
 * browser that typed one show no name any more. Called in the transaction that changes the number.
 */
export async function forgetFormerNumber(
  tx: Db,
  doctor: { doctorId: string; territoryId: string },
  { before, after }: { before: Phones; after: Phones },
): Promise<void> {
  if (smsNumberOf(before) !== smsNumberOf(after)) await forgetCodes(tx, doctor)
}

type Minted = { territoryId: string; doctorId: string; messageId?: string }

/**
 * A new link for a doctor: its path. Only the hash of its token is stored, and every former link of the doctor dies.
 * Good for fourteen days and one saving. Called in a transaction.
 */
export async function mintDoctorLink(
  tx: Db,
  { territoryId, doctorId, messageId }: Minted,
  now: Date,
): Promise<string> {
  const token = newToken()
  await lockDoctor(tx, { doctorId, territoryId })
  await killLinks(tx, { doctorId, territoryId }, now)
  await insertLink(tx, {
    territoryId,
    doctorId,
    tokenHash: tokenHash(token),
    messageId: messageId ?? null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS),
  })
  return `/medecin/${token}`
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** The link of a token, living or not; null for one that never was. Looking changes nothing. */
export async function findDoctorLink(db: Db, token: string, now: Date): Promise<DoctorLink | null> {
  const link = TOKEN.test(token) ? await findByHash(db, tokenHash(token)) : null
  return link && { ...link, state: stateOfLink(link, now) }
}

/** Spends a link on what is saved in this transaction; false when it was spent already, or is dead. */
export function useDoctorLink(tx: Db, link: LinkKey, now: Date): Promise<boolean> {
  return markUsed(tx, link, now)
}

/**
 * Sends a new link to the address on file, at most one an hour; nothing for a token that never was, nor for a doctor
 * who left or has no address. Gives no sign of which it was.
 */
export async function askNewLink(deps: Deps, token: string, now: Date): Promise<void> {
  const link = await findDoctorLink(deps.database.client, token, now)
  if (!link || link.doctor.withdrawnAt) return
  const channel = channelFor(link.doctor)
  if (!channel) return
  const { territoryId, doctorId } = link
  const hour = Math.floor(now.getTime() / HOUR_MS)
  await deps.database.transaction((tx) =>
    enqueue(
      tx,
      {
        territoryId,
        doctorId,
        channel,
        template: 'doctor_link',
        ids: { doctorId },
        uniqueKey: `doctor_link:${doctorId}:${hour}`,
        deliverAfter: now,
      },
      now,
    ),
  )
}

/** True when six digits can be sent to the number on file. */
export function canSendCode({ doctor }: Pick<DoctorLink, 'doctor'>): boolean {
  return smsNumberOf(doctor) !== null
}

/**
 * Asks for six digits on the phone on file: the code itself is drawn when the SMS is written. A second press within a
 * minute, or more codes than a link may have, sends nothing.
 */
export async function askCode(deps: Deps, link: DoctorLink, now: Date): Promise<void> {
  if (!canSendCode(link)) return
  const { id, territoryId, doctorId } = link
  await deps.database.transaction(async (tx) => {
    await lockDoctor(tx, link)
    const asked = await codesAsked(tx, link)
    const last = asked.at(-1)
    const isAgain = last && now.getTime() - last.getTime() < BETWEEN_CODES_MS
    if (isAgain || asked.length >= CODES_PER_LINK) return
    await enqueue(
      tx,
      {
        territoryId,
        doctorId,
        channel: 'sms',
        template: 'doctor_code',
        ids: { linkId: id },
        uniqueKey: `doctor_code:${id}:${asked.length + 1}`,
        deliverAfter: now,
      },
      now,
    )
  })
}

/**
 * Draws the six digits of a link for the SMS about to leave; only their keyed hash is kept, and a former code is worth
 * nothing any more. Null when the link is dead: then there is nothing to send.
 */
export async function drawDoctorCode(
  db: Db,
  keys: Keys,
  { linkId, territoryId }: { linkId: string; territoryId: string },
  now: Date,
): Promise<string | null> {
  const key = { id: linkId, territoryId }
  const link = await findById(db, key)
  if (!link || stateOfLink(link, now) === 'dead') return null
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await keepCode(db, key, hashOf(keys, linkId, code), now)
  return code
}

/** Judges a typed code. Each try counts before it is looked at; the right one serves once. */
export function proveCode(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  key: LinkKey,
  typed: string,
  now: Date,
): Promise<CodeVerdict> {
  return database.transaction(async (tx) => {
    const codeTries = await takeTry(tx, key)
    const link = await findById(tx, key)
    if (!link || stateOfLink(link, now) === 'dead') return 'old'
    const typedHash = hashOf(keys, key.id, typed)
    const verdict = judgeCode({ ...link, codeTries }, typedHash, now)
    if (verdict !== 'right') return verdict
    return (await markProven(tx, key, now)) ? 'right' : 'old'
  })
}

/** Six digits are soon guessed from a plain hash: this one needs our key. */
function hashOf(keys: Keys, linkId: string, code: string): string {
  return blindIndex(keys, `doctor_code ${linkId}`, code)
}
