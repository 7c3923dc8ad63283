/**
 * Many short strings to the numbers filed under them, in two typed arrays sorted by hash: 8 bytes an entry.
 * Answers may hold a stranger (two strings of one hash): the caller compares.
 */
export class HashTable {
  private readonly hashes: Uint32Array
  private readonly ids: Uint32Array

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
    }
  }

  /** Numbers filed under this hash, ascending. */
  find(hash: number): number[] {
    const found: number[] = []
    for (let i = this.firstAt(hash); this.hashes[i] === hash; i++) found.push(this.ids[i] ?? 0)
    return found
  }

  private firstAt(hash: number): number {
    let low = 0
    let high = this.hashes.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.hashes[middle] ?? 0) < hash) low = middle + 1
      else high = middle
    }
    return low
  }
}

const ID_SPACE = 2 ** 20

/** FNV-1a on 32 bits, of the string without its letter of rank `skipped` (-1 to keep them all). */
export function hashOf(key: string, skipped = -1): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++)
    if (i !== skipped) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
