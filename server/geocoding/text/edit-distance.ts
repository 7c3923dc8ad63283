const ROW = 128
let before = new Uint8Array(ROW)
let above = new Uint8Array(ROW)
let row = new Uint8Array(ROW)
/** The letters of the second string. */
const letters = new Uint16Array(ROW)

/**
 * Typing errors between two strings: letters added, dropped, replaced, or two neighbours swapped (optimal string
 * alignment). Any distance beyond `limit` is given as `limit + 1`. Strings are cut at 127 characters. O(a × b) letters,
 * less when a whole row is beyond the limit.
 */
export function typingErrors(a: string, b: string, limit: number): number {
  if (a === b) return 0
  const n = Math.min(a.length, ROW - 1)
  const m = Math.min(b.length, ROW - 1)
  if (Math.abs(n - m) > limit) return limit + 1
  for (let j = 0; j < m; j++) letters[j] = b.charCodeAt(j)
  for (let j = 0; j <= m; j++) above[j] = j
  let previous = -1
  for (let i = 1; i <= n; i++) {
    const letter = a.charCodeAt(i - 1)
    if (fillRow(letter, previous, { i, m }) > limit) return limit + 1
    previous = letter
    const oldest = before
    before = above
    above = row
    row = oldest
  }
  return Math.min(above[m] ?? 0, limit + 1)
}

/** Fills `row` for one letter of `a` against all of `b` (in `letters`), and tells the least of its values. */
function fillRow(letter: number, previous: number, { i, m }: { i: number; m: number }): number {
  let best = i
  let left = i
  let corner = above[0] ?? 0
  let lastOther = -1
  row[0] = i
  for (let j = 1; j <= m; j++) {
    const other = letters[j - 1] ?? 0
    const over = above[j] ?? 0
    let cost = corner + (letter === other ? 0 : 1)
    if (over + 1 < cost) cost = over + 1
    if (left + 1 < cost) cost = left + 1
    if (letter === lastOther && previous === other) {
      const swapped = (before[j - 2] ?? 0) + 1
      if (swapped < cost) cost = swapped
    }
    row[j] = cost
    if (cost < best) best = cost
    left = cost
    corner = over
    lastOther = other
  }
  return best
}
