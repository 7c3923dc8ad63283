/**
 * Many short strings to the numbers filed under them, in two typed arrays sorted by hash: 8 bytes an entry.
 * Answers may hold a stranger (two strings of one hash): the caller compares.
 */
export class HashTable {
  private readonly hashes: Uint32Array
  private readonly ids: Uint32Array
  private readonly starts = new Uint32Array(2 ** BUCKET_SHIFT + 1)

  /** `hashes[i]` (see `hashOf`) leads to `ids[i]`, below 2^20. */
  constructor(hashes: readonly number[], ids: readonly number[]) {
    const packed = new Float64Array(hashes.length)
    for (let i = 0; i < packed.length; i++) packed[i] = (hashes[i] ?? 0) * ID_SPACE + (ids[i] ?? 0)
    packed.sort()
    this.hashes = new Uint32Array(packed.length)
    this.ids = new Uint32Array(packed.length)
    for (let i = 0; i < packed.length; i++) {
      const value = packed[i] ?? 0
      this.hashes[i] = Math.floor(value / ID_SPACE)
      this.ids[i] = value % ID_SPACE
      this.starts[((this.hashes[i] ?? 0) >>> BUCKET_SHIFT) + 1] = i + 1
    }
    for (let i = 1; i < this.starts.length; i++)
      this.starts[i] = Math.max(this.starts[i] ?? 0, this.starts[i - 1] ?? 0)
  }

  /** Numbers filed under this hash, ascending. */
  find(hash: number): readonly number[] {
    const bucket = hash >>> BUCKET_SHIFT
    const end = this.starts[bucket + 1] ?? 0
    let at = this.starts[bucket] ?? 0
    while (at < end && (this.hashes[at] ?? 0) < hash) at++
    if (this.hashes[at] !== hash) return NOTHING
    const found: number[] = []
    for (; this.hashes[at] === hash; at++) found.push(this.ids[at] ?? 0)
    return found
  }
}

const NOTHING: readonly number[] = []
/** The first 16 bits of a hash lead to its bucket: a few entries to compare, whatever the size. */
const BUCKET_SHIFT = 16
const ID_SPACE = 2 ** 20

/** FNV-1a on 32 bits, of the string without its letter of rank `skipped` (-1 to keep them all). */
export function hashOf(key: string, skipped = -1): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++)
    if (i !== skipped) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
