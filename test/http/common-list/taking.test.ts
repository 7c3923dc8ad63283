import { describe, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { openDoctor } from '../doctor-page/asked-support.ts'
import { aListed, aPress } from './support.ts'

const database = await aDatabase()
const { client } = database

/** What the household, the coordinator and the timeline were told. */
const told = async () => ({
  household: await client.message.count({ where: { template: 'solution_found' } }),
  coordinator: await client.todo.count({ where: { kind: 'taken_from_list' } }),
  timeline: await client.requestEvent.count({ where: { kind: 'taken_from_list' } }),
})

const ONCE = { household: 1, coordinator: 1, timeline: 1 }

describe('B33: « J’accueille ce foyer »', () => {
  test('is one press: the household is told there is news, the coordinator that it is taken', async () => {
    const { browser, path, id, read, doctors } = await aListed(database)
    const list = `${path}/liste-commune`
    const { headers } = await browser.post(list, aPress(id)).expect(303)
    const { text } = await browser.get(headers.location ?? '').expect(200)
    expect(text).toContain('Merci docteur, ce foyer est pour vous')
    expect(text).toContain('Personne n’attend près de chez vous')
    expect(await read()).toMatchObject({ status: 'offered' })
    expect(await client.proposal.findMany()).toMatchObject([
      { availabilityId: doctors[0], status: 'accepted', medium: 'common_list' },
    ])
    expect(await told()).toEqual(ONCE)
    expect((await browser.get(path)).text).toContain('Le foyer réfléchit')
  })

  test('a second doctor who presses too late is told that a colleague took it', async () => {
    const scene = await aListed(database)
    const other = await openDoctor(scene, scene.doctors[1])
    await scene.browser.post(`${scene.path}/liste-commune`, aPress(scene.id)).expect(303)
    const press = aPress(scene.id)
    for (const _again of [1, 2]) {
      const late = await other.browser.post(`${other.path}/liste-commune`, press).expect(303)
      const { text } = await other.browser.get(late.headers.location ?? '').expect(200)
      expect(text).toContain('Un confrère vient de l’accueillir. Merci.')
    }
    expect(await told()).toEqual(ONCE)
  })

  test('pressed twice, it is taken once and thanked twice', async () => {
    const { browser, path, id } = await aListed(database)
    const press = aPress(id)
    const answers = await Promise.all(
      [1, 2].map(() => browser.post(`${path}/liste-commune`, press)),
    )
    for (const { headers } of answers) expect(headers.location).toContain('?merci=accueilli')
    expect(await told()).toEqual(ONCE)
  })

  test('a household that left the list is told as gone, and nobody is blamed', async () => {
    const { browser, path, id } = await aListed(database)
    await client.ladder.updateMany({ data: { rung: 'coordinator' } })
    const { headers } = await browser.post(`${path}/liste-commune`, aPress(id)).expect(303)
    const { text } = await browser.get(headers.location ?? '').expect(200)
    expect(text).toContain('Ce foyer n’attend plus sur la liste. Merci.')
    expect(await told()).toEqual({ household: 0, coordinator: 0, timeline: 0 })
  })

  test('what is not a household of the list is nobody’s', async () => {
    const { browser, path } = await aListed(database)
    const { headers } = await browser.post(`${path}/liste-commune`, aPress('rien')).expect(303)
    expect(headers.location).toBe(`${path}/liste-commune`)
    expect(await client.proposal.count()).toBe(0)
  })
})

test('B33: a hundred doctors press at once for one household: one has it, the others are told, it is told once', async () => {
  const doctors = 100
  const scene = await aListed(database, { kms: Array(doctors).fill(1) })
  const opened = []
  for (const availabilityId of scene.doctors) opened.push(await openDoctor(scene, availabilityId))
  const answers = await Promise.all(
    opened.map(({ browser, path }) => browser.post(`${path}/liste-commune`, aPress(scene.id))),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(doctors).fill(303))
  const said = answers.map(({ headers }) => /merci=(\w+)/.exec(headers.location ?? '')?.[1])
  expect(said.filter((noted) => noted === 'accueilli')).toHaveLength(1)
  expect(said.filter((noted) => noted === 'confrere')).toHaveLength(doctors - 1)
  expect(await client.proposal.findMany()).toMatchObject([
    { availabilityId: scene.doctors[said.indexOf('accueilli')], status: 'accepted' },
  ])
  expect(await told()).toEqual(ONCE)
  expect(await scene.read()).toMatchObject({ status: 'offered' })
})
