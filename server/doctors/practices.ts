import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { placePractice } from './placing.ts'
import {
  type DoctorSheet,
  isSamePosition,
  isSamePractice,
  type Practice,
  type PracticePlace,
  type PracticeSheet,
  type Secretariat,
} from './rules.ts'
import { findPractice } from './store.ts'
import { insertPractices, updatePractice } from './writing-store.ts'

export { lockRegister } from './writing-store.ts'

type Where = {
  territoryId: string
  sheet: Pick<DoctorSheet, 'practice' | 'position'>
  former: Practice | null
}

/**
 * Where the practice of a form is: at the position typed, else where the register already has it, else where the
 * geocoder finds it. A position that was only shown again beside another address was not typed.
 * Asked before any transaction.
 */
export async function placeOfForm(
  deps: Deps,
  { territoryId, sheet: { practice, position }, former }: Where,
): Promise<PracticePlace> {
  if (position && !isSamePosition(position, former?.position ?? null))
    return { position, located: 'by_hand' }
  if (position && former && isSameAddress(practice, former)) return former
  const known = await findPractice(deps.database.client, territoryId, practice)
  if (known?.position && known.id !== former?.id) return known
  return placePractice(deps, practice)
}

type Wanted = {
  practice: PracticeSheet
  place: PracticePlace
  /** Where the doctor was: at another door of the same address its secretariat goes on answering. */
  former?: Practice & Secretariat
}

/** The practice of a sheet in the register, added or brought up to date; `isNew` says that something was written. */
export async function ensurePractice(
  tx: Db,
  territoryId: string,
  { practice, place, former }: Wanted,
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const { position, located } = place
  const known = await findPractice(tx, territoryId, practice)
  const wanted: Practice = { ...practice, position, located, id: known?.id ?? randomUUID() }
  if (known && isSamePractice(known, wanted)) return { id: known.id, isNew: false }
  if (known) await updatePractice(tx, territoryId, wanted)
  else {
    const secretariat = former && isSameAddress(practice, former) ? secretariatOf(former) : {}
    await insertPractices(tx, territoryId, [{ ...wanted, ...secretariat }], now)
  }
  return { id: wanted.id, isNew: true }
}

function secretariatOf({ phone, phoneHours, booking }: Secretariat): Secretariat {
  return { phone, phoneHours, booking }
}

function isSameAddress(a: PracticeSheet, b: PracticeSheet): boolean {
  return a.address === b.address && a.postalCode === b.postalCode && a.inseeCode === b.inseeCode
}
