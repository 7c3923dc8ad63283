import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { addMember, careForProposals, takeBack } from '../../../server/proposals/service.ts'
import { aDatabase } from '../../support/database.ts'
import { anAskedDoctor, openDoctor } from './asked-support.ts'

const database = await aDatabase()
const { client } = database

const NO_SHOW = 'Ne viendra pas, rien à faire'

/** A doctor who said yes on their page. */
async function aYes(options: Parameters<typeof anAskedDoctor>[1] = {}) {
  const scene = await anAskedDoctor(database, options)
  await scene.press('oui').expect(303)
  const { reference } = await scene.read()
  return { ...scene, reference }
}

/** The same, whose household agreed. */
async function anAgreed() {
  const scene = await aYes()
  await scene.tell()
  await scene.householdSays('agreed')
  return scene
}

describe('whom a doctor who said yes is to expect', () => {
  test('until the household is told, then until it answers, the page says so and gives no reference', async () => {
    const { page, tell, reference } = await aYes()
    expect(await page()).toContain('Nous le prévenons. S’il est d’accord, il vous appelle')
    await tell()
    const text = await page()
    expect(text).toContain('Le foyer réfléchit')
    expect(text).toContain('Il répond avant le mardi 8 décembre.')
    expect(text).not.toContain(reference)
  })

  test('B20: from the day it agreed it is expected, by its reference; its name is behind the code', async () => {
    const { page, tell, wait, householdSays, reference } = await aYes()
    await tell()
    wait(1)
    await householdSays('agreed')
    const text = await page()
    expect(text).toContain(`Référence ${reference}`)
    expect(text).toContain('adressé le 25 novembre : 1 personne de 70 ans ou plus')
    expect(text).not.toContain('Vous avez dit oui')
    expect(text).not.toMatch(/Lamercier|Jeanne/)
  })

  test('a household that refuses after the name was told will not come: there is nothing to do', async () => {
    const { page, householdSays, reference } = await anAgreed()
    await householdSays('refused')
    const text = await page()
    expect(text).toContain(NO_SHOW)
    expect(text).toContain(`Référence ${reference}`)
    expect(text).not.toContain('name="demande"')
  })

  test('one that refuses before that will not come either, and stays without a reference', async () => {
    const { page, tell, householdSays, reference } = await aYes()
    await tell()
    await householdSays('refused')
    const text = await page()
    expect(text).toContain(NO_SHOW)
    expect(text).not.toContain(reference)
  })

  test('one that the coordinator took back will not come', async () => {
    const back = await aYes()
    await takeBack(back.deps, back.target, { key: randomUUID() }, back.clock.at)
    expect(await back.page()).toContain(NO_SHOW)
  })

  test('one that grew since the yes will not come as it was', async () => {
    const { page, deps, target, clock } = await aYes()
    const member = {
      lastName: 'Lamercier',
      firstName: 'Paule',
      birthDate: '1979-03-27',
      ald: false,
      canTravel: true,
    }
    await addMember(deps, target, { key: randomUUID(), member }, clock.at)
    expect(await page()).toContain(NO_SHOW)
  })

  test('one that closed its request will not come, before and after the job wrote it down', async () => {
    const { page, deps, id, clock, territoryId, reference } = await anAgreed()
    const closed = { status: 'closed' as const, closeReason: 'withdrawn' as const }
    await client.orientationRequest.update({
      where: { id },
      data: { ...closed, closedAt: clock.at, nextStepOn: null },
    })
    await client.requestEvent.create({
      data: { territoryId, requestId: id, at: clock.at, kind: 'closed', actor: 'patient' },
    })
    expect(await page()).toContain(NO_SHOW)
    await careForProposals(deps, clock.at)
    const text = await page()
    expect(text).toContain(NO_SHOW)
    expect(text).toContain(reference)
  })

  test('what will not come is told for two weeks from the day it ended, then leaves the page', async () => {
    const scene = await anAgreed()
    const { wait, householdSays, doctors } = scene
    wait(40)
    await householdSays('refused')
    const pageNow = async () => {
      const { browser, path } = await openDoctor(scene, doctors[0])
      return (await browser.get(path).expect(200)).text
    }
    wait(13)
    expect(await pageNow()).toContain(NO_SHOW)
    wait(2)
    expect(await pageNow()).not.toContain(NO_SHOW)
  })
})

describe('B29: a doctor who says that a household did not come', () => {
  async function anAbsence() {
    const scene = await anAgreed()
    const { browser, path, id } = scene
    const form = { cle: randomUUID(), demande: id, suite: 'absent' }
    return { scene, answered: await browser.post(`${path}/suite`, form).expect(303) }
  }

  test('is thanked, and told that no place is counted and nothing changes for them', async () => {
    const { scene, answered } = await anAbsence()
    const { text } = await scene.browser.get(answered.headers.location ?? '').expect(200)
    expect(text).toContain('Merci de nous l’avoir dit')
    expect(text).toContain('Aucune place ne vous est comptée pour ce foyer, et nous l’appelons.')
    expect(text).toContain('Pas venu, rien à faire')
  })

  test('has the place again, with the same availability as before', async () => {
    const { scene } = await anAbsence()
    const { territoryId, doctors, clock } = scene
    const whose = { territoryId, availabilityId: doctors[0] ?? '' }
    expect(await loadOf(client, whose, clock.at)).toMatchObject({ held: 0, taken: 0 })
    expect(await client.availability.findUnique({ where: { id: doctors[0] ?? '' } })).toMatchObject(
      { places: 4, pausedUntil: null, loweredAt: null },
    )
    expect(await scene.read()).toMatchObject({ status: 'ready' })
  })
})
