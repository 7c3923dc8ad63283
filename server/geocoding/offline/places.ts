import type { Commune } from '../communes/catalogue.ts'
import type { StreetReading } from '../reading/street-readings.ts'
import type { Place } from '../rules.ts'
import type { AddressIndex } from './address-index.ts'
import { findNumber, pointOf } from './numbers.ts'
import type { Shard } from './shard.ts'

/** The address of a street with the number asked for; the street itself, at its nearest number, when it has none. */
export function streetPlace(
  shard: Shard,
  street: number,
  { number, suffix }: Pick<StreetReading, 'number' | 'suffix'>,
): Place {
  const { streets } = shard
  const name = shard.names.written[streets.name[street] ?? 0] ?? ''
  const postalCode = shard.postalCodes[streets.postalCode[street] ?? 0] || null
  const { code: inseeCode, name: commune } = communeOf(shard, street)
  const found = number === null ? null : findNumber(shard, street, number, suffix)
  const line = found ? `${[found.number, found.suffix].filter(Boolean).join(' ')} ${name}` : name
  return {
    precision: found ? 'housenumber' : 'street',
    label: [line, postalCode, commune].filter(Boolean).join(' '),
    inseeCode,
    oldInseeCode: shard.olds[streets.old[street] ?? 0]?.code || null,
    postalCode,
    commune,
    position: found?.position ?? pointOf(shard, street, number),
  }
}

/** A whole commune, at the middle of its addresses when some were imported. */
export function communePlace(
  index: AddressIndex,
  { code, old, name, postalCodes }: Commune,
): Place {
  const [known] = index.streetsOf(code)
  const [only, ...others] = postalCodes
  return {
    precision: 'municipality',
    label: name,
    inseeCode: code,
    oldInseeCode: old,
    postalCode: others.length === 0 ? (only ?? null) : null,
    commune: old === null ? name : (index.gazetteer.ofCode(code)?.name ?? name),
    position: known ? [known.commune.lon, known.commune.lat] : null,
  }
}

/** The commune of a street: streets are numbered commune by commune. */
export function communeOf({ communes }: Shard, street: number): { code: string; name: string } {
  let low = 0
  let high = communes.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((communes[middle]?.firstStreet ?? 0) <= street) low = middle
    else high = middle - 1
  }
  return communes[low] ?? { code: '', name: '' }
}

/** The type of a street, '' when its name holds none. */
export function typeOf({ names, streets, types }: Shard, street: number): string {
  return types[names.type[streets.name[street] ?? 0] ?? 0] ?? ''
}
