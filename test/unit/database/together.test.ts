import { expect, test } from 'vitest'
import { together } from '../../../server/database/together.ts'

/** Work that ends when it is told to, and says what each piece of it was for. */
function heldWork() {
  const pieces: { items: readonly string[]; end: () => void; fail: () => void }[] = []
  const ask = together(
    (_owner: object, items: readonly string[]) =>
      new Promise<string[]>((resolve, reject) => {
        const end = () => resolve(items.map((item) => item.toUpperCase()))
        pieces.push({ items, end, fail: () => reject(new Error('away')) })
      }),
  )
  return { ask, pieces }
}

const owner = {}

test('who asks first is answered at once, those who come meanwhile share the next piece of work', async () => {
  const { ask, pieces } = heldWork()
  const first = ask(owner, 'a')
  const others = [ask(owner, 'b'), ask(owner, 'c')]
  expect(pieces.map(({ items }) => items)).toEqual([['a']])
  pieces[0]?.end()
  expect(await first).toBe('A')
  expect(pieces.map(({ items }) => items)).toEqual([['a'], ['b', 'c']])
  pieces[1]?.end()
  expect(await Promise.all(others)).toEqual(['B', 'C'])
})

test('a piece of work that fails refuses those it was for, and nobody else', async () => {
  const { ask, pieces } = heldWork()
  const first = ask(owner, 'a')
  const second = ask(owner, 'b')
  pieces[0]?.fail()
  await expect(first).rejects.toThrow('away')
  pieces[1]?.end()
  expect(await second).toBe('B')
})

test('each owner has a queue of its own', async () => {
  const { ask, pieces } = heldWork()
  void ask(owner, 'a')
  void ask({}, 'b')
  expect(pieces.map(({ items }) => items)).toEqual([['a'], ['b']])
})

test('a crowd is answered sixty-four at a time', async () => {
  const sizes: number[] = []
  const ask = together(async (_owner: object, items: readonly number[]) => {
    sizes.push(items.length)
    return items
  })
  const answers = await Promise.all(Array.from({ length: 130 }, (_, n) => ask(owner, n)))
  expect(answers).toEqual(Array.from({ length: 130 }, (_, n) => n))
  expect(sizes).toEqual([1, 64, 64, 1])
})

test('where each is tried alone, one that cannot be done refuses none of those it came with', async () => {
  const tried: string[][] = []
  const ask = together(
    async (_owner: object, items: readonly string[]) => {
      tried.push([...items])
      if (items.includes('bad')) throw new Error('away')
      return items
    },
    { isTriedAlone: true },
  )
  const answers = await Promise.allSettled(['first', 'good', 'bad'].map((item) => ask(owner, item)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect(tried).toEqual([['first'], ['good', 'bad'], ['good'], ['bad']])
})
