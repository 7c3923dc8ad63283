import type { ProspectStatus } from '../../prisma/generated/enums.ts'
import type { Day } from '../calendar/rules.ts'
import type { LonLat } from '../geo.ts'

/** One place where a doctor of the national directory practises. `phone` in E.164. */
export type PlaceSheet = {
  name: string
  address: string
  postalCode: string
  commune: string
  inseeCode: string
  phone: string | null
  email: string | null
}

/** A place on the map or not yet: `to_locate` until the geocoder finds the very house. */
export type Place = PlaceSheet & { position: LonLat | null; located: 'located' | 'to_locate' }

/** A doctor as the directory tells of them, with every place they have in the territory. */
export type DirectoryDoctor = {
  /** Row of the file where they come first, the header being 1. */
  row: number
  rpps: string
  lastName: string
  firstName: string
  /** Each with the row that names it. */
  places: (PlaceSheet & { row: number })[]
}

/** A doctor of the directory who practises here and has not joined (rule 7 of server/README.md). */
export type Prospect = {
  id: string
  rpps: string
  lastName: string
  firstName: string
  status: ProspectStatus
  invitedAt: Date | null
  informedAt: Date | null
  places: readonly (Place & { id: string })[]
}

/** How a prospect was told: by a message that left, by a letter that somebody posted, or not yet. */
export type Informed =
  | { how: 'not_yet' }
  | { how: 'email_waits'; on: Day }
  | { how: 'email_failed'; on: Day }
  | { how: 'email' | 'letter'; on: Day }
  | { how: 'letter_to_print'; on: Day }

/** One key for one place, whatever the row that names it. */
export function placeKey({ name, address, postalCode }: PlaceSheet): string {
  return [name, address, postalCode].join('\n')
}

/** The address to write to: the first that a place gives; null calls for a letter. */
export function emailOf(prospect: Pick<Prospect, 'places'>): string | null {
  return prospect.places.find(({ email }) => email !== null)?.email ?? null
}

/** « Dr Alix Testier ». */
export function prospectName({
  firstName,
  lastName,
}: Pick<Prospect, 'firstName' | 'lastName'>): string {
  return `Dr ${firstName} ${lastName}`
}

const LINKS = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'et', 'à', 'au', 'aux', 'sur', 'en'])

/**
 * Capitals of the directory as people write them: « RUE DU GENERAL LECLERC » gives « Rue du General Leclerc ». A text
 * that already has small letters stays as it is; accents that the directory dropped are not guessed.
 */
export function fromCapitals(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ')
  if (/\p{Ll}/u.test(plain)) return plain
  const words = plain.toLowerCase().split(' ')
  return words
    .map((word, i) => (i > 0 && LINKS.has(word) ? word : word.replace(/(^|[-'’])\p{L}/gu, capital)))
    .join(' ')
}

function capital(start: string): string {
  return start.toUpperCase()
}
