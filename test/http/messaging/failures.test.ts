import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { MessageStatus } from '../../../prisma/generated/enums.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene } from '../../support/scene.ts'
import { fallBackScenes, NO_MOBILE } from './fall-back-scene.ts'
import { messageOf, queue } from './outbox.ts'

const database = await aDatabase()
const { client } = database

/** A message of the household in this state, made so many seconds after the others; its id. */
async function aMessage(scene: Scene, status: MessageStatus, seconds = 0): Promise<string> {
  const about = { requestId: scene.id, template: 'link_again' } as const
  const id = await queue(database, scene.territoryId, about)
  const createdAt = new Date(scene.clock.at.getTime() + seconds * 1000)
  await client.message.update({ where: { id }, data: { status, createdAt } })
  return id
}

/** The to-dos about messages that the inbox shows, in its order. */
async function shown({ coordinator }: Pick<Scene, 'coordinator'>) {
  const { text } = await coordinator.get('/coordination').expect(200)
  return [...text.matchAll(/data-todo="(message_\w+)"[\s\S]*?todo-title">([^<]*)</g)].map(
    ([, kind, title]) => `${kind} ${title}`,
  )
}

describe('a failure among the things to do', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await aScene(database)
    await client.message.deleteMany()
  })

  test('names its household, after what may have left', async () => {
    await aMessage(scene, 'uncertain')
    await aMessage(scene, 'failed_permanent', 1)
    expect(await shown(scene)).toEqual([
      'message_uncertain Un mail pour Jeanne Lamercier est peut-être parti',
      'message_failed Un mail pour Jeanne Lamercier n’est pas arrivé',
    ])
  })

  test('leads to that message alone, however many came after', async () => {
    const id = await aMessage(scene, 'failed_permanent')
    for (let i = 0; i < 30; i += 1) await aMessage(scene, 'accepted', i)
    const { text } = await scene.coordinator.get('/coordination')
    const [, href = ''] = /href="(\/coordination\/envois\?envoi=[^"#]+)#envoi-/.exec(text) ?? []
    const page = await scene.coordinator.get(href).expect(200)
    expect(page.text).toContain(`id="envoi-${id}"`)
    expect(page.text.match(/data-message-status/g)).toHaveLength(1)
  })

  test('ends by one press, however often it is pressed, and the reason stays', async () => {
    const id = await aMessage(scene, 'failed_permanent')
    const { version } = await messageOf(database, id)
    const press = { cle: randomUUID(), version: String(version), taches: '2' }
    for (let i = 0; i < 2; i += 1) {
      const done = await scene.coordinator.post(`/coordination/envois/${id}/regle`, press)
      expect([done.status, done.headers.location]).toEqual([303, '/coordination?taches=2#a-faire'])
    }
    expect(await shown(scene)).toEqual([])
    expect(await messageOf(database, id)).toMatchObject({ status: 'failed_permanent' })
    const noted = { action: 'decide', subjectKind: 'message', subjectId: id } as const
    expect(await client.auditEntry.count({ where: noted })).toBe(1)
    const page = await scene.coordinator.get('/coordination/envois')
    expect(page.text).toContain('Traité le')
    expect(page.text).not.toContain('n’est pas arrivé')
  })

  test('what may still leave, or left, is not ended', async () => {
    for (const status of ['uncertain', 'failed_temporary', 'accepted'] as const) {
      const id = await aMessage(scene, status)
      const { version } = await messageOf(database, id)
      const press = { cle: randomUUID(), version: String(version) }
      await scene.coordinator.post(`/coordination/envois/${id}/regle`, press).expect(409)
    }
  })
})

describe('a failure that is said another way', () => {
  const { aHousehold } = fallBackScenes(database)

  test.each([
    ['by e-mail', 'jeanne@example.org'],
    ['by a call to make', ''],
  ])('%s is not one more thing to do', async (_how, email) => {
    const scene = await aHousehold(email)
    await scene.deliver([], NO_MOBILE)
    expect(await client.message.count({ where: { status: 'failed_permanent' } })).toBe(1)
    expect(await shown(scene)).toEqual([])
  })
})
