import { afterEach, expect, test, vi } from 'vitest'
import { type Engine, type Ready, race, roundOf } from '../../bench/bench.ts'

afterEach(() => {
  vi.useRealTimers()
})

function anEngine(engine: string, ready: Partial<Ready> = {}, more: Partial<Engine> = {}): Engine {
  const build = () => ({ round: () => roundOf([1], 1), isRight: true, ...ready })
  return { engine, n: 1, build, ...more }
}

/** What a race of these engines answers, and prints. */
async function raced(...engines: Engine[]) {
  const lines: Record<string, unknown>[] = []
  const print = (line: object) => lines.push({ ...line })
  const options = { seed: 1, size: null, print }
  const isRight = await race({ bench: 'some', engines, ratios: [] }, options)
  return { isRight, lines }
}

test('the time of building is that of building alone, not of the rounds nor of the check', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const passing = (ms: number) => vi.advanceTimersByTime(ms)
  const ready: Ready = {
    round: () => {
      passing(100)
      return roundOf([1], 1)
    },
    isRight: async () => {
      passing(1000)
      return true
    },
  }
  const build = () => {
    passing(7)
    return ready
  }
  const { lines } = await raced(anEngine('ours', {}, { build }))
  expect(lines).toMatchObject([{ engine: 'ours', buildMs: 7, ok: true }])
})

test('each engine is checked once, after its last round', async () => {
  const told: string[] = []
  const round = () => {
    told.push('round')
    return roundOf([1], 1)
  }
  const isRight = () => told.push('check') > 0
  await raced(anEngine('ours', { round, isRight }))
  expect(told).toEqual(['round', 'round', 'round', 'round', 'round', 'check'])
})

test('a wrong answer of ours fails the race, one of a peer is only told', async () => {
  const isRight = async () => false
  const ours = await raced(anEngine('ours', { isRight }), anEngine('peer', {}, { isPeer: true }))
  expect(ours).toMatchObject({ isRight: false, lines: [{ ok: false }, { ok: true }] })
  const peers = await raced(anEngine('ours'), anEngine('peer', { isRight }, { isPeer: true }))
  expect(peers).toMatchObject({ isRight: true, lines: [{ ok: true }, { ok: false }] })
})

test('a bar is told on the line of its engine, and a slower engine still passes', async () => {
  const slow = anEngine('slow', { round: () => roundOf([90], 1) }, { goalUs: 50 })
  const { isRight, lines } = await raced(slow, anEngine('free'))
  expect(lines).toMatchObject([{ p99us: 90, goalUs: 50, ok: true }, { engine: 'free' }])
  expect(lines[1]).not.toHaveProperty('goalUs')
  expect(isRight).toBe(true)
})

test('what was opened is closed when a later engine cannot be built', async () => {
  const closed: string[] = []
  const opened = anEngine('opened', { close: () => void closed.push('opened') })
  const build = () => Promise.reject(new Error('no room'))
  await expect(raced(opened, anEngine('absent', {}, { build }))).rejects.toThrow('no room')
  expect(closed).toEqual(['opened'])
})

test('the others are closed when one cannot be, which is thrown', async () => {
  const closed: string[] = []
  const close = () => {
    throw new Error('held open')
  }
  const last = anEngine('last', { close: async () => void closed.push('last') })
  await expect(raced(anEngine('first', { close }), last)).rejects.toThrow('held open')
  expect(closed).toEqual(['last'])
})

test('what failed first is told before what could not be closed', async () => {
  const ready = {
    round: () => Promise.reject(new Error('no answer')),
    close: () => Promise.reject(new Error('held open')),
  }
  const failure = await raced(anEngine('ours', ready)).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(AggregateError)
  const { errors } = failure as AggregateError
  expect(errors.map(String)).toEqual(['Error: no answer', 'Error: held open'])
})
