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
/** The turn in which somebody asks is over. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('those who ask in one turn share a piece of work, those who come meanwhile the next', async () => {
  const { ask, pieces } = heldWork()
  const first = [ask(owner, 'a'), ask(owner, 'b')]
  await turn()
  const others = [ask(owner, 'c'), ask(owner, 'd')]
  await turn()
  expect(pieces.map(({ items }) => items)).toEqual([['a', 'b']])
  pieces[0]?.end()
  expect(await Promise.all(first)).toEqual(['A', 'B'])
  expect(pieces.map(({ items }) => items)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  pieces[1]?.end()
  expect(await Promise.all(others)).toEqual(['C', 'D'])
})

test('a piece of work that fails refuses those it was for, and nobody else', async () => {
  const { ask, pieces } = heldWork()
  const first = ask(owner, 'a')
  await turn()
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
  await turn()
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
  expect(sizes).toEqual([64, 64, 2])
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
  const answers = await Promise.allSettled(['good', 'bad'].map((item) => ask(owner, item)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(tried).toEqual([['good', 'bad'], ['good'], ['bad']])
})
