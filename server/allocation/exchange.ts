import { areOutPricesExact, exchangeBetween, type Pairing } from './bundles.ts'
import type { Rooms } from './rooms.ts'

/**
 * One pass over the pairs of doctors that some household hesitates between: households are exchanged while that
 * shortens the plan. Returns how many exchanges were made.
 */
export function exchangeOnce(rooms: Rooms, pair: Pairing): number {
  const { nobody } = rooms.network
  const rivals = new Int32Array(nobody + 1).fill(-1)
  const last = areOutPricesExact(rooms) ? nobody : nobody - 1
  let made = 0
  for (let doctor = 0; doctor < nobody; doctor += 1)
    for (const rival of rivalsOf(rooms, doctor, rivals))
      while (rival <= last && exchangeBetween(rooms, pair, [doctor, rival])) made += 1
  return made
}

/** The other doctors, and nobody, shown to the households of a doctor; `marks` tells which were met already. */
function rivalsOf(rooms: Rooms, doctor: number, marks: Int32Array): number[] {
  const { network, firstOf, after } = rooms
  const { lists } = network
  const rivals: number[] = []
  marks[doctor] = doctor
  for (let home = firstOf[doctor] as number; home >= 0; home = after[home] as number) {
    const start = lists.start[home] as number
    const end = start + (lists.shown[home] as number)
    for (let slot = start; slot < end; slot += 1) {
      const other = lists.doctor[slot] as number
      if (marks[other] === doctor) continue
      marks[other] = doctor
      rivals.push(other)
    }
  }
  return rivals
}
