import { officialCommunes } from '../../server/geocoding/communes/catalogue.ts'
import type { BanRow } from '../../server/geocoding/offline/ban-row.ts'

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
const COLUMNS = 'numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat'

/** Invented streets of the real communes of Nord and Pas-de-Calais, in proportion to their people. Same seed, same rows. */
export function* inventRows(size: number, seed = 42): Generator<BanRow> {
  const random = randomFrom(seed)
  const names = Array.from({ length: NAMES }, () => inventName(random))
  const communes = officialCommunes().filter(
    ({ old, department, postalCodes }) =>
      old === null && /^(59|62)$/.test(department) && postalCodes.length > 0,
  )
  const people = communes.reduce((sum, { population }) => sum + population, 0)
  for (const { code, name, postalCodes, population } of communes) {
    const corner = [2 + 2 * random(), 50 + random()] as const
    const used = new Set<string>()
    for (let left = Math.max(30, Math.round((size * population) / people)); left > 0; ) {
      const street = [pick(TYPES, random), pick(LINKS, random), pick(names, random)]
        .filter(Boolean)
        .join(' ')
      if (used.has(street)) continue
      used.add(street)
      const common = {
        street,
        suffix: '',
        postalCode: pick(postalCodes, random),
        inseeCode: code,
        commune: name,
      }
      const [lon, lat] = [corner[0] + random() / 20, corner[1] + random() / 20]
      const length = Math.min(left, 3 + Math.floor(random() * random() * 50))
      for (let number = 1; number <= length; number++)
        yield {
          ...common,
          number,
          oldInseeCode: '',
          oldCommune: '',
          lon: lon + number / 1e4,
          lat: lat + number / 2e4,
        }
      left -= length
    }
  }
}

/** The rows as lines of a file of the address base. */
export function* toCsv(rows: Iterable<BanRow>): Generator<string> {
  yield `${COLUMNS}\n`
  for (const { number, suffix, street, postalCode, inseeCode, commune, lon, lat } of rows)
    yield `${number};${suffix};${street};${postalCode};${inseeCode};${commune};${lon.toFixed(6)};${lat.toFixed(6)}\n`
}

/** Queries for rows taken at regular steps: whole, in capitals, reversed, without one part, with a slip. */
export function* noisyQueries(
  rows: Iterable<BanRow>,
  count: number,
): Generator<{ text: string; row: BanRow }> {
  const all = [...rows]
  const random = randomFrom(7)
  for (let i = 0; i < count; i++) {
    const row = all[Math.floor((i * all.length) / count)]
    if (!row) return
    const { number, street, postalCode, commune } = row
    const texts = [
      `${number} ${street} ${postalCode} ${commune}`,
      `${number} ${street} ${postalCode} ${commune}`.toUpperCase(),
      `${commune} ${postalCode}, ${street} ${number}`,
      `${number} ${street}, ${commune}`,
      `${number} ${street} ${postalCode}`,
      `${number} ${slip(street, random)} ${postalCode} ${commune}`,
      `${number} ${street} ${postalCode} ${slip(commune, random)}`,
      `appt 3, ${number} ${street} BP 12 ${postalCode.slice(0, 2)}099 ${commune} cedex`,
    ]
    yield { text: texts[i % texts.length] ?? '', row }
  }
}

/** One letter dropped in the second half of a text. */
function slip(text: string, random: () => number): string {
  const at = Math.floor((text.length * (1 + random())) / 2)
  return text.slice(0, at) + text.slice(at + 1)
}

function inventName(random: () => number): string {
  const syllables = Array.from({ length: 2 + Math.floor(2 * random()) }, () =>
    pick(SYLLABLES, random),
  )
  const name = syllables.join('')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function pick<T>(values: readonly T[], random: () => number): T {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

/** A linear congruential generator: numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
