/** Relative error of the determinant below, after Shewchuk (1997): below it the sign is not sure. */
const UNSURE = (3 + 16 * 2 ** -53) * 2 ** -53

/** Two coordinates, x first. */
export type Pair = readonly [x: number, y: number]

/**
 * The sign of (a − p) × (b − p), of the determinant as doubles give it when they can tell: positive when p is on the left
 * of the way from a to b, negative on the right, 0 on the line exactly. Coordinates are taken for exact; where doubles
 * cannot tell, whole numbers do, in some microseconds.
 */
export function sideOf(a: Pair, b: Pair, p: Pair): number {
  const left = (a[0] - p[0]) * (b[1] - p[1])
  const right = (a[1] - p[1]) * (b[0] - p[0])
  const difference = left - right
  const isSure = Math.abs(difference) > UNSURE * (Math.abs(left) + Math.abs(right))
  return isSure ? difference : exactSide(a, b, p)
}

function exactSide(a: Pair, b: Pair, p: Pair): number {
  const [px, py] = [whole(p[0]), whole(p[1])]
  const difference =
    (whole(a[0]) - px) * (whole(b[1]) - py) - (whole(a[1]) - py) * (whole(b[0]) - px)
  if (difference === 0n) return 0
  return difference > 0n ? 1 : -1
}

const view = new DataView(new ArrayBuffer(8))

/** A finite double times 2 to the power of 1074, which is whole. */
function whole(value: number): bigint {
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const exponent = (bits >> 52n) & 0x7ffn
  const fraction = bits & 0xfffffffffffffn
  const magnitude = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n)
  return bits >> 63n === 1n ? -magnitude : magnitude
}
