/** A commune of a shard. Its streets are numbered from `firstStreet` (included) to `endStreet` (excluded). */
export type ShardCommune = {
  code: string
  name: string
  postalCodes: string[]
  firstStreet: number
  endStreet: number
  /** The address nearest to the middle of its addresses. */
  lon: number
  lat: number
}

/**
 * Addresses of one département (or one named set), in columns. Streets are sorted by commune, then name; the
 * addresses of a street by number. 12 bytes an address, plus its share of the streets.
 */
export type Shard = {
  name: string
  communes: ShardCommune[]
  /** Associated communes; entry 0 stands for none. */
  olds: { code: string; name: string }[]
  postalCodes: string[]
  types: string[]
  /** bis, ter, a…; entry 0 stands for none. */
  suffixes: string[]
  /** Distinct street names, as written in the base and as searched (`joined` is `core` without its blanks). */
  names: {
    written: string[]
    core: string[]
    joined: string[]
    sound: string[]
    links: Uint16Array
    type: Uint8Array
    grams: Uint8Array
  }
  streets: {
    name: Uint32Array
    postalCode: Uint16Array
    old: Uint16Array
    firstAddress: Uint32Array
  }
  /** `number` holds the house number × 256 + the rank of its suffix; positions are in millionths of a degree. */
  addresses: { number: Uint32Array; lon: Int32Array; lat: Int32Array }
  /** Streets that hold each trigram, ascending, from `starts[gram]` to `starts[gram + 1]`. */
  postings: { starts: Uint32Array; streets: Uint32Array }
}

/** Degrees are kept as whole millionths: 0.1 m. */
export const DEGREE = 1_000_000
/** A row of the base that gives a street and no number. */
export const NO_NUMBER = 0xffffff
/** How many suffixes a shard tells apart. */
export const SUFFIX_SPACE = 256

/** Streets are ranks from 0 to this, excluded. */
export function streetCount({ streets }: Shard): number {
  return streets.name.length
}

/** Addresses are ranks from 0 to this, excluded. */
export function addressCount({ addresses }: Shard): number {
  return addresses.number.length
}
