import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { seedIdentifiers } from '../support/seeded-ids.ts'

afterEach(() => expect(randomUUID()).not.toBe(randomUUID()))

it('draws the same identifiers from the same seed, in this process and in Prisma', () => {
  const drawn = () => {
    const ids = seedIdentifiers(7)
    const all = [randomUUID(), globalThis.crypto.randomUUID()]
    ids.begin()
    all.push(randomUUID())
    ids.stop()
    return all
  }
  const once = drawn()
  expect(drawn()).toEqual(once)
  expect(new Set(once).size).toBe(3)
})

it('draws after a new beginning what does not depend on how many were drawn before', () => {
  const after = (draws: number) => {
    const ids = seedIdentifiers(7)
    for (let n = 0; n < draws; n += 1) randomUUID()
    ids.begin()
    const next = randomUUID()
    ids.stop()
    return next
  }
  expect(after(2)).toBe(after(5))
})
