import type { BanRow } from './ban-row.ts'
import { Column } from './column.ts'
import { layOut, type StreetDraft } from './layout.ts'
import { DEGREE, type Shard, SUFFIX_SPACE } from './shard.ts'

/** Collects rows in columns (16 bytes an address), then lays them out as a shard. */
export class ShardBuilder {
  private readonly street = new Column(Uint32Array)
  private readonly number = new Column(Uint32Array)
  private readonly lon = new Column(Int32Array)
  private readonly lat = new Column(Int32Array)
  private readonly streets: StreetDraft[] = []
  private readonly streetIds = new Map<string, number>()
  private readonly communes = new Map<string, string>()
  private readonly olds = new Map<string, number>([['', 0]])
  private readonly oldNames: Shard['olds'] = [{ code: '', name: '' }]
  private readonly suffixes = new Map<string, number>([['', 0]])
  private lastRow: BanRow | undefined
  private lastStreet = 0

  constructor(private readonly name: string) {}

  add(row: BanRow): void {
    this.street.push(this.streetOf(row))
    this.number.push(row.number * SUFFIX_SPACE + rankIn(this.suffixes, row.suffix, SUFFIX_SPACE))
    this.lon.push(Math.round(row.lon * DEGREE))
    this.lat.push(Math.round(row.lat * DEGREE))
  }

  /** The shard, and how many rows repeated an address already given. */
  build(): { shard: Shard; repeated: number } {
    return layOut({
      name: this.name,
      streets: this.streets,
      communes: this.communes,
      olds: this.oldNames,
      suffixes: [...this.suffixes.keys()],
      rows: {
        street: this.street.toArray(),
        number: this.number.toArray(),
        lon: this.lon.toArray(),
        lat: this.lat.toArray(),
      },
    })
  }

  /** The base lists the addresses of a street together: most rows are in the street of the row before. */
  private streetOf(row: BanRow): number {
    const last = this.lastRow
    if (last && isSameStreet(last, row)) return this.lastStreet
    this.lastRow = row
    this.lastStreet = this.streetIdOf(row)
    return this.lastStreet
  }

  private streetIdOf(row: BanRow): number {
    const { inseeCode, oldInseeCode, postalCode, street } = row
    const key = `${inseeCode}|${oldInseeCode}|${postalCode}|${street}`
    const known = this.streetIds.get(key)
    if (known !== undefined) return known
    const id = this.streets.length
    this.streetIds.set(ownCopy(key), id)
    this.streets.push({ id, inseeCode, street: ownCopy(street), postalCode, old: this.oldOf(row) })
    if (!this.communes.has(inseeCode)) this.communes.set(inseeCode, ownCopy(row.commune))
    return id
  }

  private oldOf({ oldInseeCode, oldCommune }: BanRow): number {
    const rank = rankIn(this.olds, oldInseeCode, 2 ** 16)
    if (rank === this.oldNames.length)
      this.oldNames.push({ code: oldInseeCode, name: ownCopy(oldCommune) })
    return rank
  }
}

function isSameStreet(a: BanRow, b: BanRow): boolean {
  return (
    a.street === b.street &&
    a.inseeCode === b.inseeCode &&
    a.postalCode === b.postalCode &&
    a.oldInseeCode === b.oldInseeCode
  )
}

/** A piece of a line keeps the whole block of the file in memory: what is kept is copied. */
function ownCopy(piece: string): string {
  return Buffer.from(piece).toString()
}

/** Rank of a word in a table that grows; 0 (none) once the table is full. */
function rankIn(table: Map<string, number>, word: string, space: number): number {
  const known = table.get(word)
  if (known !== undefined) return known
  if (table.size >= space) return 0
  table.set(word, table.size)
  return table.size - 1
}
