import { longerDoubles, longerInts, type Network } from './network.ts'

/**
 * Brings the row of a doctor up to date: for each other doctor its people could go to, the piece that costs least to
 * move. O(pieces × length of their lists).
 */
export function freshen(network: Network, doctor: number): void {
  const { rows } = network
  if (!rows.stale[doctor]) return
  rows.stale[doctor] = 0
  const reached = cheapestMoves(network, doctor)
  writeRow(network, doctor, reached)
}

/** Fills `best` and `bestPiece` by doctor, and `found` with the doctors reached; returns how many. */
function cheapestMoves({ lists, pieces, rows, search }: Network, doctor: number): number {
  const { best, bestPiece, found } = search
  const { doctor: listed, cost: costs } = lists
  let reached = 0
  let edge = Number.POSITIVE_INFINITY
  best[doctor] = Number.NEGATIVE_INFINITY
  for (
    let piece = pieces.firstOf[doctor] as number;
    piece >= 0;
    piece = pieces.after[piece] as number
  ) {
    const household = pieces.household[piece] as number
    const here = pieces.cost[piece] as number
    const beyond = (lists.bound[household] as number) - here
    if (beyond < edge) edge = beyond
    const start = lists.start[household] as number
    const end = start + (lists.shown[household] as number)
    for (let at = start; at < end; at += 1) {
      const other = listed[at] as number
      const value = (costs[at] as number) - here
      const known = best[other] as number
      if (value >= known) continue
      if (known === Number.POSITIVE_INFINITY) {
        found[reached] = other
        reached += 1
      }
      best[other] = value
      bestPiece[other] = piece
    }
  }
  best[doctor] = Number.POSITIVE_INFINITY
  rows.edge[doctor] = edge
  return reached
}

function writeRow({ rows, search }: Network, doctor: number, count: number): void {
  const { best, bestPiece, found } = search
  if (count > (rows.room[doctor] as number)) makeRoom(rows, doctor, count)
  const start = rows.start[doctor] as number
  rows.count[doctor] = count
  const { doctor: others, value, piece } = rows
  for (let i = 0; i < count; i += 1) {
    const other = found[i] as number
    others[start + i] = other
    value[start + i] = best[other] as number
    piece[start + i] = bestPiece[other] as number
    best[other] = Number.POSITIVE_INFINITY
  }
}

function makeRoom(rows: Network['rows'], doctor: number, count: number): void {
  const room = Math.ceil(1.5 * count) + 8
  if (rows.used + room > rows.doctor.length) {
    rows.doctor = longerInts(rows.doctor, rows.used + room)
    rows.value = longerDoubles(rows.value, rows.used + room)
    rows.piece = longerInts(rows.piece, rows.used + room)
  }
  rows.start[doctor] = rows.used
  rows.room[doctor] = room
  rows.used += room
}
