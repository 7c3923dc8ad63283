const ROW = 128
let before = new Uint8Array(ROW)
let above = new Uint8Array(ROW)
let row = new Uint8Array(ROW)

/**
 * Typing errors between two strings: letters added, dropped, replaced, or two neighbours swapped (optimal string
 * alignment). Any distance beyond `limit` is given as `limit + 1`. Strings are cut at 127 characters.
 */
export function typingErrors(a: string, b: string, limit: number): number {
  if (a === b) return 0
  const n = Math.min(a.length, ROW - 1)
  const m = Math.min(b.length, ROW - 1)
  if (Math.abs(n - m) > limit) return limit + 1
  for (let j = 0; j <= m; j++) above[j] = j
  for (let i = 1; i <= n; i++) {
    if (fillRow({ a, b, i, m }) > limit) return limit + 1
    ;[before, above, row] = [above, row, before]
  }
  return Math.min(at(above, m), limit + 1)
}

function fillRow({ a, b, i, m }: { a: string; b: string; i: number; m: number }): number {
  const letter = a.charCodeAt(i - 1)
  const previous = a.charCodeAt(i - 2)
  let best = i
  row[0] = i
  for (let j = 1; j <= m; j++) {
    const other = b.charCodeAt(j - 1)
    let cost = Math.min(
      at(above, j) + 1,
      at(row, j - 1) + 1,
      at(above, j - 1) + (letter === other ? 0 : 1),
    )
    if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && previous === other)
      cost = Math.min(cost, at(before, j - 2) + 1)
    row[j] = cost
    if (cost < best) best = cost
  }
  return best
}

function at(values: Uint8Array, index: number): number {
  return values[index] ?? 0
}
