/** Columns of rows in their order of arrival. */
export type CollectedRows = {
  street: Uint32Array
  number: Uint32Array
  lon: Int32Array
  lat: Int32Array
}

/**
 * Addresses grouped by street, in the order of `streetIds` (a counting sort), by number inside; the first of two
 * equal ones is kept, the others are counted. O(rows) where the rows of a street come in order, as in the base.
 */
export function sortAddresses(streetIds: readonly number[], rows: CollectedRows) {
  const starts = new Uint32Array(streetIds.length + 1)
  const newRank = new Uint32Array(streetIds.length)
  for (const [rank, id] of streetIds.entries()) newRank[id] = rank
  for (const id of rows.street) count(starts, (newRank[id] ?? 0) + 1)
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const rowAt = new Uint32Array(rows.street.length)
  const next = starts.slice()
  for (let row = 0; row < rows.street.length; row++) {
    const rank = newRank[rows.street[row] ?? 0] ?? 0
    rowAt[next[rank] ?? 0] = row
    count(next, rank)
  }
  const kept = dropRepeated(starts, rowAt, rows.number)
  const { firstAddress } = kept
  const addresses = {
    number: picked(rows.number, kept.rows, new Uint32Array(kept.rows.length)),
    lon: picked(rows.lon, kept.rows, new Int32Array(kept.rows.length)),
    lat: picked(rows.lat, kept.rows, new Int32Array(kept.rows.length)),
  }
  return { firstAddress, addresses, repeated: rowAt.length - kept.rows.length }
}

/** `into`, filled with the values of a column at these ranks (a loop: `from` with a function is ten times slower). */
function picked<T extends Uint32Array | Int32Array>(column: T, ranks: Uint32Array, into: T): T {
  for (let i = 0; i < ranks.length; i++) into[i] = column[ranks[i] ?? 0] ?? 0
  return into
}

function dropRepeated(starts: Uint32Array, rowAt: Uint32Array, numbers: Uint32Array) {
  const firstAddress = new Uint32Array(starts.length)
  let length = 0
  for (let street = 0; street + 1 < starts.length; street++) {
    firstAddress[street] = length
    const rows = rowAt.subarray(starts[street] ?? 0, starts[street + 1] ?? 0)
    if (!isSorted(rows, numbers))
      rows.sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b)
    let last = -1
    for (const row of rows) {
      if (numbers[row] === last) continue
      last = numbers[row] ?? -1
      rowAt[length++] = row
    }
  }
  firstAddress[starts.length - 1] = length
  return { firstAddress, rows: rowAt.subarray(0, length) }
}

function isSorted(rows: Uint32Array, numbers: Uint32Array): boolean {
  for (let i = 1; i < rows.length; i++)
    if ((numbers[rows[i - 1] ?? 0] ?? 0) > (numbers[rows[i] ?? 0] ?? 0)) return false
  return true
}

function count(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}
