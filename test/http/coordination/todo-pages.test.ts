import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { TodoKind } from '../../../server/todos/rules.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene } from '../../support/scene.ts'

const database = await aDatabase()
const MINUTE_MS = 60_000

/** Things to do about the household of the scene, one a minute, in this order. */
async function have({ id: requestId, territoryId, clock }: Scene, kinds: readonly TodoKind[]) {
  const first = clock.at.getTime()
  await database.client.todo.createMany({
    data: kinds.map((kind, at) => ({
      id: randomUUID(),
      ...{ requestId, territoryId, kind, uniqueKey: `${kind}:${at}`, facts: {} },
      createdAt: new Date(first + at * MINUTE_MS),
    })),
  })
}

async function shownAt({ coordinator }: Scene, href: string) {
  const { text } = await coordinator.get(href).expect(200)
  return {
    text,
    kinds: [...text.matchAll(/data-todo="(\w+)"/g)].map(([, kind]) => kind),
    pressed: [...text.matchAll(/a-faire\/([0-9a-f-]{36})"/g)].map(([, id]) => id),
  }
}

test('of 37 things to do, none is out of reach: the title and the badge say 37, and a link shows the 12 others', async () => {
  const scene = await aScene(database)
  await have(
    scene,
    Array.from({ length: 37 }, () => 'ask_wider' as const),
  )
  const first = await shownAt(scene, '/coordination')
  expect(first.text).toContain('37 choses à faire')
  expect(first.text).toContain('1 à 25 sur 37')
  expect(first.text).toMatch(/href="\/coordination#a-faire"[^>]*>À faire[\s\S]{0,80}\b37\b/)
  const [, href = ''] = /href="([^"]+)"[^>]*>Voir les 12 suivantes/.exec(first.text) ?? []
  const second = await shownAt(scene, href.replaceAll('&amp;', '&'))
  expect(second.text).toContain('Voir les précédentes')
  expect(second.text).not.toContain('suivantes')
  expect([first.pressed.length, second.pressed.length]).toEqual([25, 12])
  expect(new Set([...first.pressed, ...second.pressed]).size).toBe(37)
  const [, path = ''] =
    /<form method="post" action="([^"]+)"[^>]*>(?:(?!<\/form>).)*name="taches" value="2"/s.exec(
      second.text,
    ) ?? []
  const done = await scene.coordinator.post(path, { taches: '2' })
  expect(done.headers.location).toBe('/coordination?taches=2#a-faire')
})

test('what cannot wait is first, however late it came: a place held, a disagreement, a failed message; then the oldest', async () => {
  const scene = await aScene(database)
  const { id: requestId, territoryId } = scene
  await database.client.message.updateMany({
    where: { requestId, territoryId },
    data: { status: 'uncertain' },
  })
  const old = Array.from({ length: 30 }, () => 'ask_wider' as const)
  await have(scene, [...old, 'last_rung', 'disagreement', 'tell_household', 'call_household'])
  const first = await shownAt(scene, '/coordination')
  const urgent = ['disagreement', 'tell_household', 'call_household', 'message_uncertain']
  expect(first.kinds.slice(0, 5)).toEqual([...urgent, 'ask_wider'])
  const second = await shownAt(scene, '/coordination?taches=2')
  expect(second.kinds.at(-1)).toBe('last_rung')
  expect(first.kinds.length + second.kinds.length).toBe(35)
  expect((await shownAt(scene, '/coordination?taches=9')).kinds).toEqual(second.kinds)
})
