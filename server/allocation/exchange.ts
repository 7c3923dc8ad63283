import { fits } from './chains.ts'
import { lengthTo, put, type Rooms } from './rooms.ts'

/**
 * One pass over the households, each moved to a nearer doctor with room, or exchanged with a household of another
 * doctor, whenever the total length falls. Returns how many moved. O(households × list × households of a doctor).
 */
export function exchangeOnce(rooms: Rooms): number {
  let moved = 0
  for (let household = 0; household < rooms.at.length; household += 1)
    if (rooms.at[household] !== rooms.network.nobody && improve(rooms, household)) moved += 1
  return moved
}

function improve(rooms: Rooms, household: number): boolean {
  const { lists, people, nobody } = rooms.network
  const size = people[household] as number
  const begin = lists.start[household] as number
  const end = begin + (lists.count[household] as number)
  for (let slot = begin; slot < end; slot += 1) {
    const to = lists.doctor[slot] as number
    if (to === nobody || to === rooms.at[household]) continue
    const gain = size * ((rooms.cost[household] as number) - (lists.cost[slot] as number))
    if (gain > 0 && fits(rooms, household, to)) {
      put(rooms, household, to)
      return true
    }
    if (trySwap(rooms, { household, to, gain })) return true
  }
  return false
}

function trySwap(
  rooms: Rooms,
  { household, to, gain }: { household: number; to: number; gain: number },
): boolean {
  const { network, free, firstOf, after, cost } = rooms
  const from = rooms.at[household] as number
  const size = network.people[household] as number
  const [roomHere, roomThere] = [free[from] as number, free[to] as number]
  for (let other = firstOf[to] as number; other >= 0; other = after[other] as number) {
    const larger = (network.people[other] as number) - size
    if (larger > roomHere || -larger > roomThere) continue
    const now = network.people[other] as number
    if (gain + now * (cost[other] as number) <= 0) continue
    if (gain + now * ((cost[other] as number) - lengthTo(rooms, other, from)) <= 0) continue
    put(rooms, household, to)
    put(rooms, other, from)
    return true
  }
  return false
}
