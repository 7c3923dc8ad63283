import { type Commune, officialCommunes } from '../../server/geocoding/communes/catalogue.ts'
import type { BanRow } from '../../server/geocoding/offline/ban-row.ts'
import { aChance } from '../support/chance.ts'

/** An invented street of a real commune, numbered from 1 to `last`, with « 9 bis » and « 17 ter » where it is long enough. */
export type InventedStreet = {
  street: string
  postalCode: string
  inseeCode: string
  commune: string
  lon: number
  lat: number
  last: number
}

/** Numbers after which a street has a second door, and how it is written. */
export const SECOND_DOORS: ReadonlyMap<number, string> = new Map([
  [9, 'bis'],
  [17, 'ter'],
])

const TYPES =
  'Rue Rue Rue Rue Avenue Boulevard Place Impasse Allée Chemin Route Square Résidence Ruelle'.split(
    ' ',
  )
const SYLLABLES =
  'ba ber cha clé co dan de dou fa fre gau gi hen jo la lé lou ma mi mou na o pa pi ro ra sa se ti tour va vi zé bri cour del rin son ton ville lard mont gnon reau'.split(
    ' ',
  )
const LINKS = ['de', 'du', 'des', 'de la', '', '']
const NAMES = 6000
const LONGEST_STREET = 50

/** Streets holding about `size` addresses, in Nord and Pas-de-Calais, in proportion to their people. Same seed, same streets. */
export function inventStreets(size: number, seed: number): InventedStreet[] {
  const { next: random } = aChance(seed)
  const names = Array.from({ length: NAMES }, () => inventName(random))
  const communes = officialCommunes().filter(
    ({ old, department, postalCodes }) =>
      old === null && /^(59|62)$/.test(department) && postalCodes.length > 0,
  )
  const people = communes.reduce((sum, { population }) => sum + population, 0)
  return communes.flatMap((commune) =>
    streetsOf(commune, Math.max(1, Math.round((size * commune.population) / people)), {
      names,
      random,
    }),
  )
}

/** The address of a street at one of its numbers. */
export function rowAt(at: InventedStreet, number: number, suffix: string): BanRow {
  const shift = number + (suffix === '' ? 0 : 0.5)
  return {
    number,
    suffix,
    street: at.street,
    postalCode: at.postalCode,
    inseeCode: at.inseeCode,
    commune: at.commune,
    oldInseeCode: '',
    oldCommune: '',
    lon: at.lon + shift / 1e4,
    lat: at.lat + shift / 2e4,
  }
}

/** Calls `use` with every address of a street, in the order of the base. */
export function eachRow(at: InventedStreet, use: (row: BanRow) => void): void {
  for (let number = 1; number <= at.last; number++) {
    use(rowAt(at, number, ''))
    const suffix = SECOND_DOORS.get(number)
    if (suffix !== undefined) use(rowAt(at, number, suffix))
  }
}

type Invention = { names: readonly string[]; random: () => number }

function streetsOf(
  { code, name, postalCodes }: Commune,
  addresses: number,
  { names, random }: Invention,
): InventedStreet[] {
  const [west, south] = [2 + 2 * random(), 50 + random()]
  const streets = new Map<string, InventedStreet>()
  for (let left = addresses; left > 0; ) {
    const parts = [pick(TYPES, random), pick(LINKS, random), pick(names, random)]
    const street = parts.filter(Boolean).join(' ')
    if (streets.has(street)) continue
    const last = Math.min(left, 3 + Math.floor(random() * random() * LONGEST_STREET))
    streets.set(street, {
      street,
      postalCode: pick(postalCodes, random),
      inseeCode: code,
      commune: name,
      lon: west + random() / 20,
      lat: south + random() / 20,
      last,
    })
    left -= last
  }
  return [...streets.values()]
}

function inventName(random: () => number): string {
  const syllables = Array.from({ length: 2 + Math.floor(2 * random()) }, () =>
    pick(SYLLABLES, random),
  )
  const name = syllables.join('')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** One of these values, none of which is undefined. @throws RangeError when there is none */
export function pick<T>(values: readonly T[], random: () => number): T {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new RangeError('nothing to pick from')
  return value
}
