import { nameTable } from './name-table.ts'
import { postingsOf } from './postings.ts'
import { DEGREE, type Shard, type ShardCommune } from './shard.ts'
import { type CollectedRows, sortAddresses } from './sort-addresses.ts'

/** A street met in the rows; `id` is its rank of arrival. */
export type StreetDraft = {
  id: number
  inseeCode: string
  street: string
  postalCode: string
  old: number
}

/** Rows as collected: `rows.street` is the rank of a draft in `streets`. */
export type Layout = {
  name: string
  streets: readonly StreetDraft[]
  communes: ReadonlyMap<string, string>
  olds: Shard['olds']
  suffixes: string[]
  rows: CollectedRows
}

/** Sorts what was collected into a shard: streets by commune and name, addresses by street and number. */
export function layOut({ name, streets, communes, olds, suffixes, rows }: Layout): {
  shard: Shard
  repeated: number
} {
  const ordered = [...streets].sort(byCommuneThenName)
  const { firstAddress, addresses, repeated } = sortAddresses(
    ordered.map(({ id }) => id),
    rows,
  )
  const postalCodes = [...new Set(ordered.map(({ postalCode }) => postalCode))]
  const postalRanks = new Map(postalCodes.map((code, rank) => [code, rank]))
  const { names, types, nameOfStreet } = nameTable(ordered.map(({ street }) => street))
  const shard: Shard = {
    name,
    communes: communesOf(ordered, communes),
    olds,
    postalCodes,
    types,
    suffixes,
    names,
    streets: {
      name: nameOfStreet,
      postalCode: Uint16Array.from(ordered, ({ postalCode }) => postalRanks.get(postalCode) ?? 0),
      old: Uint16Array.from(ordered, ({ old }) => old),
      firstAddress,
    },
    addresses,
    postings: postingsOf(nameOfStreet, names.sound),
  }
  placeCommunes(shard)
  return { shard, repeated }
}

function byCommuneThenName(a: StreetDraft, b: StreetDraft): number {
  return (
    compare(a.inseeCode, b.inseeCode) ||
    compare(a.street, b.street) ||
    compare(a.postalCode, b.postalCode) ||
    a.old - b.old
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function communesOf(
  ordered: readonly StreetDraft[],
  names: ReadonlyMap<string, string>,
): ShardCommune[] {
  const communes: ShardCommune[] = []
  for (const [rank, { inseeCode: code, postalCode }] of ordered.entries()) {
    let last = communes.at(-1)
    if (last?.code !== code) {
      last = {
        code,
        name: names.get(code) ?? code,
        postalCodes: [],
        firstStreet: rank,
        endStreet: rank,
        lon: 0,
        lat: 0,
      }
      communes.push(last)
    }
    last.endStreet = rank + 1
    if (postalCode !== '' && !last.postalCodes.includes(postalCode))
      last.postalCodes.push(postalCode)
  }
  return communes
}

/** Gives each commune the position of its address nearest to the mean of all of them. */
function placeCommunes({ communes, streets, addresses: { lon, lat } }: Shard): void {
  for (const commune of communes) {
    const from = streets.firstAddress[commune.firstStreet] ?? 0
    const to = streets.firstAddress[commune.endStreet] ?? 0
    const at = nearestToMean(lon.subarray(from, to), lat.subarray(from, to)) + from
    commune.lon = (lon[at] ?? 0) / DEGREE
    commune.lat = (lat[at] ?? 0) / DEGREE
  }
}

/** Rank of the point nearest to the mean of them all (a street that bends still gets a point of its own). */
export function nearestToMean(lons: Int32Array, lats: Int32Array): number {
  const lon = mean(lons)
  const lat = mean(lats)
  const shrink = Math.cos((lat / DEGREE) * (Math.PI / 180))
  let best = 0
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < lons.length; i++) {
    const distance = Math.hypot(((lons[i] ?? 0) - lon) * shrink, (lats[i] ?? 0) - lat)
    if (distance < nearest) [best, nearest] = [i, distance]
  }
  return best
}

function mean(values: Int32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? 0 : sum / values.length
}
