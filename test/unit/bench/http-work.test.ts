import { expect, test } from 'vitest'
import type { Ready } from '../../bench/bench.ts'
import { engineOf, serverWork } from '../../bench/http-work.ts'
import { aServer } from './acknowledging.ts'

/** Is an engine right after two rounds of ten questionnaires to a server that takes those? */
async function rightAfterTwoRounds(isTaken: (n: number) => boolean) {
  const server = await aServer(isTaken)
  const { work, seen } = serverWork(server.running, { seed: 1, stored: null })
  const engine = engineOf('some', { asked: { count: 10 }, work, server: server.running })
  const { round, isRight }: Ready = await engine.build()
  await round()
  await round()
  server.close()
  return { isRight: typeof isRight === 'function' && (await isRight()), seen }
}

test('a server is right when it takes every questionnaire', async () => {
  const { isRight, seen } = await rightAfterTwoRounds(() => true)
  expect(seen).toEqual({ acknowledged: 20, refused: 0 })
  expect(isRight).toBe(true)
})

test('it is wrong when it refused one, be it in an early round', async () => {
  const { isRight, seen } = await rightAfterTwoRounds((n) => n !== 3)
  expect(seen).toEqual({ acknowledged: 19, refused: 1 })
  expect(isRight).toBe(false)
})
