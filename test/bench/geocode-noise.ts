import type { BanRow } from '../../server/geocoding/offline/ban-row.ts'
import { fold } from '../../server/geocoding/text/tokens.ts'
import { aChance } from '../support/chance.ts'
import { type InventedStreet, pick, rowAt, SECOND_DOORS } from './invented-addresses.ts'

/** What is typed, the kind of noise it holds, and the address it means, written in full; its postal code. */
export type Question = {
  kind: string
  text: string
  label: string
  postalCode: string
}

type Noise = (row: BanRow, random: () => number) => string

const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/^Rue\b/, 'R'],
  [/^Avenue\b/, 'Av.'],
  [/^Boulevard\b/, 'Bd'],
  [/^Place\b/, 'Pl.'],
  [/^Impasse\b/, 'Imp.'],
  [/^Allée\b/u, 'All.'],
  [/^Chemin\b/, 'Che.'],
  [/^Route\b/, 'Rte'],
  [/^Square\b/, 'Sq'],
  [/^Résidence\b/u, 'Rés.'],
  [/^Ruelle\b/, 'Rle'],
]
/** Letters that sound like others; the first pair whose left side is in a name is applied. */
const SOUNDS = ['gau go', 'fa pha', 'fre phre', 'ro rau', 'co ko', 'mi my', 'lé lai', 'en an']
const MORE_SOUNDS = ['ti ty', 'to tau', 'mo mau', 'so sau', 'jo jau', 'cha sha', 'ca ka', 'o au']
const PREFIXES = ['appt 3 bât B, ', 'Résidence Exemple, ', 'chez Mme Exemple, ', '2e étage, ']
const WRONG_CODES = ['59000', '59140', '62000', '62100', '59300', '62200', '59500', '62400']
const LETTERS = 'abcdefghilmnoprstuv'

const NOISES: Record<string, Noise> = {
  none: whole,
  typo: (row, random) => whole({ ...row, street: slipped(row.street, random) }),
  phonetic: (row) => whole({ ...row, street: misheard(row.street) }),
  abbreviations: (row) => fold(whole({ ...row, street: abbreviated(row.street) })).toUpperCase(),
  noPostalCode: (row) => `${line(row)}, ${row.commune}`,
  noCommune: (row) => `${line(row)} ${row.postalCode}`,
  misspeltCommune: (row, random) => `${line(row)}, ${slipped(row.commune, random)}`,
  wrongPostalCode: (row, random) => {
    const others = WRONG_CODES.filter((code) => code !== row.postalCode)
    return whole({ ...row, postalCode: pick(others, random) })
  },
  cedex: (row, random) =>
    `${line(row)} ${row.postalCode.slice(0, 2)}09${1 + Math.floor(random() * 8)} ${row.commune} CEDEX`,
  box: (row, random) =>
    `${line(row)} ${pick(['BP 12', 'CS 70006', 'BP 20345'], random)} ${row.postalCode} ${row.commune}`,
  bisTer: (row, random) => {
    const { number, suffix, street, postalCode, commune } = row
    const doors = [
      `${number}${suffix}`,
      `${number} ${suffix.toUpperCase()}`,
      `${number}${suffix[0]}`,
    ]
    return `${pick(doors, random)} ${street} ${postalCode} ${commune}`
  },
  reversed: ({ number, street, postalCode, commune }) =>
    `${commune} ${postalCode}, ${street} ${number}`,
  prefix: (row, random) => `${pick(PREFIXES, random)}${whole(row)}`,
}

/** Questions on addresses taken at regular steps, each kind of noise in turn. Same seed, same questions. */
export function noisyQuestions(
  streets: readonly InventedStreet[],
  count: number,
  seed: number,
): Question[] {
  const { next: random } = aChance(seed)
  const long = streets.filter(({ last }) => last >= Math.max(...SECOND_DOORS.keys()))
  const kinds = Object.entries(NOISES)
  return Array.from({ length: count }, (_, i) => {
    const [kind, noise] = kinds[i % kinds.length] ?? ['none', whole]
    const among = kind === 'bisTer' ? long : streets
    const street = among[Math.floor((i * among.length) / count)] ?? pick(streets, random)
    const row = kind === 'bisTer' ? secondDoor(street, random) : anyDoor(street, random)
    return { kind, text: noise(row, random), label: whole(row), postalCode: row.postalCode }
  })
}

/** The address on one line, as the index writes it. */
export function whole(row: BanRow): string {
  return `${line(row)} ${row.postalCode} ${row.commune}`
}

function line({ number, suffix, street }: BanRow): string {
  return [number, suffix, street].filter(Boolean).join(' ')
}

function anyDoor(street: InventedStreet, random: () => number): BanRow {
  return rowAt(street, 1 + Math.floor(random() * street.last), '')
}

function secondDoor(street: InventedStreet, random: () => number): BanRow {
  const [number, suffix] = pick([...SECOND_DOORS], random)
  return rowAt(street, number, suffix)
}

function abbreviated(street: string): string {
  const found = ABBREVIATIONS.find(([type]) => type.test(street))
  return found ? street.replace(...found) : street
}

/** One letter of the last word, not its first, dropped, doubled, replaced or swapped with the next. */
function slipped(text: string, random: () => number): string {
  const start = Math.max(...[' ', '-', '’', "'"].map((mark) => text.lastIndexOf(mark))) + 1
  const at = start + 1 + Math.floor(random() * Math.max(1, text.length - start - 2))
  const [before, letter, next, after] = [
    text.slice(0, at),
    text.charAt(at),
    text.charAt(at + 1),
    text.slice(at + 2),
  ]
  const swapped = `${before}${next}${letter}${after}`
  const slips = [
    before + next + after,
    before + letter + letter + next + after,
    before + pick([...LETTERS], random) + next + after,
    swapped,
  ]
  return pick(slips, random)
}

function misheard(street: string): string {
  const at = street.lastIndexOf(' ') + 1
  const name = street.slice(at).toLowerCase()
  const pair = [...SOUNDS, ...MORE_SOUNDS].find((sounds) =>
    name.includes(sounds.split(' ')[0] ?? ''),
  )
  const [heard = '', written = ''] = pair?.split(' ') ?? []
  return street.slice(0, at) + name.replace(heard, written)
}
