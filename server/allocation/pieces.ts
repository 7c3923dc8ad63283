import { longerDoubles, longerInts, type Network } from './network.ts'

/** Adds people of a household to a doctor, where one of them costs `cost`. */
export function settle(
  network: Network,
  { household, doctor, amount, cost }: Record<'household' | 'doctor' | 'amount' | 'cost', number>,
): void {
  const { pieces } = network
  network.load[doctor] = (network.load[doctor] as number) + amount
  network.rows.stale[doctor] = 1
  let piece = pieces.firstAt[household] as number
  while (piece >= 0 && pieces.doctor[piece] !== doctor) piece = pieces.sibling[piece] as number
  if (piece >= 0) {
    pieces.amount[piece] = (pieces.amount[piece] as number) + amount
    return
  }
  piece = takePiece(network)
  pieces.household[piece] = household
  pieces.doctor[piece] = doctor
  pieces.amount[piece] = amount
  pieces.cost[piece] = cost
  pieces.sibling[piece] = pieces.firstAt[household] as number
  pieces.firstAt[household] = piece
  const next = pieces.firstOf[doctor] as number
  pieces.after[piece] = next
  pieces.before[piece] = -1
  if (next >= 0) pieces.before[next] = piece
  pieces.firstOf[doctor] = piece
}

/** Takes people of a piece away; the piece is gone when none is left. */
export function unsettle(network: Network, piece: number, amount: number): void {
  const { pieces } = network
  const doctor = pieces.doctor[piece] as number
  network.load[doctor] = (network.load[doctor] as number) - amount
  const left = (pieces.amount[piece] as number) - amount
  pieces.amount[piece] = left
  if (left > 0) return
  network.rows.stale[doctor] = 1
  const [before, after] = [pieces.before[piece] as number, pieces.after[piece] as number]
  if (before >= 0) pieces.after[before] = after
  else pieces.firstOf[doctor] = after
  if (after >= 0) pieces.before[after] = before
  dropSibling(network, piece)
}

/** Moves people of a piece to a doctor of their list. */
export function movePiece(
  network: Network,
  { piece, to, amount }: { piece: number; to: number; amount: number },
): void {
  const household = network.pieces.household[piece] as number
  const { start, doctor, cost } = network.lists
  let at = start[household] as number
  while (doctor[at] !== to) at += 1
  unsettle(network, piece, amount)
  settle(network, { household, doctor: to, amount, cost: cost[at] as number })
}

/** What a household pays: length + price wherever it has people, its penalty with nobody; 0 when it has left. */
export function householdPrice({ pieces, price }: Network, household: number): number {
  const piece = pieces.firstAt[household] as number
  if (piece < 0) return 0
  return (pieces.cost[piece] as number) + (price[pieces.doctor[piece] as number] as number)
}

/** Where a household is: `visit` gets each of its pieces. */
export function forEachPiece(
  { pieces }: Network,
  household: number,
  visit: (piece: number) => void,
): void {
  let piece = pieces.firstAt[household] as number
  while (piece >= 0) {
    const next = pieces.sibling[piece] as number
    visit(piece)
    piece = next
  }
}

function dropSibling({ pieces }: Network, piece: number): void {
  const household = pieces.household[piece] as number
  const next = pieces.sibling[piece] as number
  let at = pieces.firstAt[household] as number
  if (at === piece) pieces.firstAt[household] = next
  else {
    while (pieces.sibling[at] !== piece) at = pieces.sibling[at] as number
    pieces.sibling[at] = next
  }
  pieces.sibling[piece] = pieces.free
  pieces.free = piece
}

function takePiece({ pieces }: Network): number {
  if (pieces.free < 0) grow(pieces)
  const piece = pieces.free
  pieces.free = pieces.sibling[piece] as number
  return piece
}

function grow(pieces: Network['pieces']): void {
  const old = pieces.household.length
  const length = 2 * old + 16
  for (const name of ['household', 'doctor', 'amount', 'after', 'before', 'sibling'] as const)
    pieces[name] = longerInts(pieces[name], length)
  pieces.cost = longerDoubles(pieces.cost, length)
  for (let piece = old; piece < length; piece += 1)
    pieces.sibling[piece] = piece + 1 < length ? piece + 1 : -1
  pieces.free = old
}
