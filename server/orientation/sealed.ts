import type { Keys } from '../crypto/keys.ts'
import { blindIndex } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Care, Contact, Home, Identity, Wishes } from './household.ts'

/** In a sealed column of a person who was erased: there is nothing to open any more. */
export const NO_LONGER_SEALED = ''

/** People of a request that can still be opened. */
export const NOT_ERASED = { identitySealed: { not: NO_LONGER_SEALED } } as const

/** What each sealed column of this feature holds. */
type Sealed = {
  'orientation_request.contact_sealed': Contact
  'orientation_request.home_sealed': Home
  'orientation_request.wishes_sealed': Wishes
  'orientation_request.verdict_reason_sealed': string
  'member.identity_sealed': Identity
  'member.care_sealed': Care
}
type Column = keyof Sealed

export function sealColumn<C extends Column>(
  keys: Keys,
  column: C,
  row: string,
  value: Sealed[C],
): string {
  return seal(keys, placeOf(column, row), value)
}

/** @throws SealBroken when the text was altered, moved, or its key is gone. */
export function openColumn<C extends Column>(
  keys: Keys,
  column: C,
  row: string,
  text: string,
): Sealed[C] {
  return unseal<Sealed[C]>(keys, placeOf(column, row), text)
}

function placeOf(column: Column, row: string) {
  const [table = '', name = ''] = column.split('.')
  return { table, column: name, row }
}

/** Words by which a request can be found without being readable: names, phone, e-mail, reference. */
export function searchIndexOf(
  keys: Keys,
  request: { reference: string; contact: Contact; people: readonly Identity[] },
): string[] {
  const { reference, contact, people } = request
  const names = people.flatMap(({ lastName, firstName }) => [
    ...wordsOf(lastName),
    ...wordsOf(firstName),
  ])
  const found = [
    reference,
    reference.slice(reference.indexOf('-') + 1),
    contact.phone,
    contact.email,
    ...names,
  ].filter((word): word is string => Boolean(word))
  return [...new Set(found.map((word) => blindIndex(keys, 'search', word)))]
}

/** What a person typed in the search field, as fingerprints: every one of them must be there. */
export function searchTermsOf(keys: Keys, typed: string, phone: string | null): string[] {
  const terms = phone ? [phone] : wordsOf(typed)
  return terms.map((word) => blindIndex(keys, 'search', word))
}

/**
 * Fingerprint of a person: their names, in any order, and their date of birth. Equal for one person written twice;
 * two people who share a phone or an address have nothing in common here.
 */
export function identityIndexOf(keys: Keys, { lastName, firstName, birthDate }: Identity): string {
  const names = `${lastName} ${firstName}`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .sort()
  return blindIndex(keys, 'identity', `${names.join('')} ${birthDate}`)
}

function wordsOf(text: string): string[] {
  return text.split(/[\s'’]+/).filter((word) => word.length > 1)
}
