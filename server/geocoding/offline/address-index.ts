import { type Commune, departmentOf } from '../communes/catalogue.ts'
import { Gazetteer } from '../communes/gazetteer.ts'
import { officialGazetteer } from '../communes/official.ts'
import { addressCount, type Shard, type ShardCommune } from './shard.ts'

/** The streets of one commune in one shard. */
export type CommuneStreets = { shard: Shard; commune: ShardCommune }

/** Every shard in force, and the gazetteer that leads to their communes. Immutable: a new import makes a new one. */
export class AddressIndex {
  readonly gazetteer: Gazetteer
  private cores: ReadonlySet<string> | undefined
  private readonly streets = new Map<string, CommuneStreets[]>()

  constructor(readonly shards: readonly Shard[]) {
    for (const shard of shards)
      for (const commune of shard.communes) {
        const known = this.streets.get(commune.code)
        if (known) known.push({ shard, commune })
        else this.streets.set(commune.code, [{ shard, commune }])
      }
    this.gazetteer = gazetteerWith(shards)
  }

  get isEmpty(): boolean {
    return this.shards.length === 0
  }

  get addressCount(): number {
    return this.shards.reduce((sum, shard) => sum + addressCount(shard), 0)
  }

  /** The streets of a commune, shard by shard; none where none were imported. */
  streetsOf(inseeCode: string): readonly CommuneStreets[] {
    return this.streets.get(inseeCode) ?? []
  }

  /** Whether some street, anywhere, bears exactly this name (see `StreetName.core`). */
  bears(core: string): boolean {
    this.cores ??= new Set(this.shards.flatMap(({ names }) => names.core))
    return this.cores.has(core)
  }

  /** Whether addresses of this commune were imported; any commune will do when none ever was. */
  covers(inseeCode: string): boolean {
    return this.isEmpty || this.streets.has(inseeCode)
  }
}

/** The official communes, widened by what only the addresses know: other names, other postal codes, old communes. */
function gazetteerWith(shards: readonly Shard[]): Gazetteer {
  const official = officialGazetteer()
  const widened = new Map<string, Commune>()
  for (const shard of shards)
    for (const commune of shard.communes) widen(official, widened, commune)
  const olds = shards.flatMap((shard) => oldCommunes(shard, official))
  if (widened.size === 0 && olds.length === 0) return official
  const base = official.communes.map(
    (commune) => (commune.old === null && widened.get(commune.code)) || commune,
  )
  const added = [...widened.values()].filter(({ code }) => official.ofCode(code)?.old !== null)
  return new Gazetteer([...base, ...added, ...olds])
}

function widen(
  gazetteer: Gazetteer,
  widened: Map<string, Commune>,
  { code, name, postalCodes }: ShardCommune,
): void {
  const known = widened.get(code) ?? gazetteer.ofCode(code)
  const current = known?.old === null ? known : undefined
  const missing = postalCodes.filter((postal) => !current?.postalCodes.includes(postal))
  if (current && missing.length === 0) return
  widened.set(code, {
    code,
    old: null,
    name: current?.name ?? name,
    postalCodes: [...(current?.postalCodes ?? []), ...missing],
    department: departmentOf(code),
    population: current?.population ?? 0,
  })
}

function oldCommunes(shard: Shard, gazetteer: Gazetteer): Commune[] {
  const parents = new Map<number, ShardCommune>()
  for (const commune of shard.communes)
    for (let street = commune.firstStreet; street < commune.endStreet; street++)
      parents.set(shard.streets.old[street] ?? 0, commune)
  return shard.olds.flatMap(({ code, name }, rank) => {
    const parent = parents.get(rank)
    if (rank === 0 || !parent || name === '' || gazetteer.ofCode(code)) return []
    const { postalCodes } = parent
    return [
      {
        code: parent.code,
        old: code,
        name,
        postalCodes,
        department: departmentOf(code),
        population: 0,
      },
    ]
  })
}
