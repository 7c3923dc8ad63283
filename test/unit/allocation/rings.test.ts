import { expect, test } from 'vitest'
import { solveRelaxed } from '../../../server/allocation/relaxation.ts'
import { exchangeInRings } from '../../../server/allocation/rings.ts'
import { put, type Rooms, roomsOf } from '../../../server/allocation/rooms.ts'
import { aDoctor, aHousehold, east } from './inputs.ts'

/** Households of these sizes, each beside a doctor with as many places, 1 km apart. */
function beside(sizes: readonly (readonly number[])[]): Rooms {
  const doctors = sizes.map((each, at) =>
    aDoctor({ position: east(at), places: each.reduce((sum, people) => sum + people, 0) }),
  )
  const households = sizes.flatMap((each, at) =>
    each.map((people) => aHousehold({ position: east(at), people })),
  )
  return roomsOf(solveRelaxed({ doctors, households }))
}

function place(rooms: Rooms, doctors: readonly number[]): void {
  for (const [household, doctor] of doctors.entries()) put(rooms, household, doctor)
}

test('three households, each at the doctor of the next, all go home by one exchange', () => {
  const doctors = [0, 1, 2].map((km) => aDoctor({ position: east(km) }))
  const households = [0, 1, 2].map((km) =>
    aHousehold({ position: east(km), refused: new Set([(km + 2) % 3]) }),
  )
  const rooms = roomsOf(solveRelaxed({ doctors, households }))
  place(rooms, [1, 2, 0])
  expect(exchangeInRings(rooms)).toBe(1)
  expect([...rooms.at]).toEqual([0, 1, 2])
})

test('a couple and two people alone change places', () => {
  const rooms = beside([[2], [1, 1]])
  place(rooms, [1, 0, 0])
  expect(exchangeInRings(rooms)).toBe(1)
  expect([...rooms.at]).toEqual([0, 1, 1])
})

test('where places are free, whoever is left out comes in, and others move on to make room', () => {
  const rooms = beside([[1], [1], [1]])
  const { nobody } = rooms.network
  place(rooms, [1, 2, nobody])
  while (exchangeInRings(rooms) > 0);
  expect([...rooms.at]).toEqual([0, 1, 2])
})

test('as many people of each priority stay left out', () => {
  const doctors = [aDoctor({ places: 2 })]
  const households = [
    aHousehold({ position: east(3), people: 2 }),
    aHousehold({ people: 1, priority: 2 }),
    aHousehold({ people: 1, priority: 2 }),
  ]
  const rooms = roomsOf(solveRelaxed({ doctors, households }))
  place(rooms, [0, 1, 1])
  exchangeInRings(rooms)
  expect([...rooms.at]).toEqual([0, 1, 1])
})
