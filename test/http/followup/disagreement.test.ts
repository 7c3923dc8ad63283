import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type DoctorAnswer, recordDoctorAnswer } from '../../../server/followup/by-doctor.ts'
import { settleDisagreement } from '../../../server/followup/settling.ts'
import { countYearByMonth } from '../../../server/indicators/service.ts'
import { anOffer, DOCTOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene, send, theRequest } from '../../support/scene.ts'

const database = await aDatabase()
const { client } = database
const MINUTE_MS = 60_000

/** A household with its list; each word is said a minute after the last, within one session of the coordinator. */
async function aList() {
  const scene = await aScene(database)
  await send(scene)
  const [availabilityId = ''] = scene.doctors
  const aMinuteLater = () => {
    scene.clock.at = new Date(scene.clock.at.getTime() + MINUTE_MS)
  }
  return {
    ...scene,
    availabilityId,
    household: async (suite: string) => {
      aMinuteLater()
      const fields = { cle: randomUUID(), suite, medecin: availabilityId }
      await scene.patient.post(`${scene.link}/suite`, fields).expect(303)
    },
    doctor: async (answer: DoctorAnswer) => {
      aMinuteLater()
      const { territoryId, id: requestId, deps, clock } = scene
      const told = { territoryId, requestId, availabilityId, actor: DOCTOR, answer }
      await recordDoctorAnswer(deps, { ...told, key: randomUUID() }, clock.at)
    },
  }
}

async function settle({ coordinator, id }: Pick<Scene, 'coordinator' | 'id'>, verdict: string) {
  const { version } = await theRequest(database)
  const press = { cle: randomUUID(), version: `${version}`, verdict_suite: verdict }
  return coordinator.post(`/coordination/demandes/${id}/desaccord`, press).expect(303)
}

/** Households and people declared this year. */
async function declaredOf({ territoryId, clock }: Pick<Scene, 'territoryId' | 'clock'>) {
  const months = await countYearByMonth(client, { territoryId, year: 2026 }, clock.at)
  const sum = (of: 'households' | 'people') =>
    months.reduce((total, { declared }) => total + declared[of], 0)
  return [sum('households'), sum('people')]
}

const pageOf = async ({ coordinator, id }: Pick<Scene, 'coordinator' | 'id'>) =>
  (await coordinator.get(`/coordination/demandes/${id}`)).text

describe('declared needs one word and no contradiction', () => {
  test('one side is enough', async () => {
    const scene = await aList()
    await scene.doctor('declared')
    expect(await theRequest(database)).toMatchObject({ status: 'declared' })
    expect(await client.todo.count()).toBe(0)
  })

  test('declared by the doctor, denied by the household: one thing to do names both words and dates', async () => {
    const scene = await aList()
    await scene.doctor('declared')
    await scene.household('non')
    const text = await pageOf(scene)
    expect(text.match(/data-todo="disagreement"/g)).toHaveLength(1)
    expect(
      await client.message.findFirst({ where: { template: 'declared_thanks' } }),
    ).toMatchObject({
      status: 'cancelled',
    })
    expect(text).toContain('Le médecin dit qu’il y a eu déclaration (24 novembre).')
    expect(text).toContain('Le foyer dit qu’il n’a pas de médecin (24 novembre).')
    expect((await scene.coordinator.get('/coordination')).text).toContain(
      'data-todo="disagreement"',
    )
    await settle(scene, 'pas_pris')
    expect(await theRequest(database)).toMatchObject({
      status: 'ready',
      foundAt: null,
      closedAt: null,
      members: [{ seenAt: null, declaredAt: null }],
    })
    expect(await pageOf(scene)).not.toContain('data-todo="disagreement"')
  })

  test('declared again the day its thanks were cancelled, it is thanked after all', async () => {
    const scene = await aList()
    const thanks = () => client.message.findMany({ where: { template: 'declared_thanks' } })
    await scene.doctor('declared')
    await scene.household('non')
    expect(await thanks()).toMatchObject([{ status: 'cancelled' }])
    await settle(scene, 'pas_pris')
    await scene.doctor('declared')
    await settle(scene, 'pris')
    expect(await theRequest(database)).toMatchObject({ status: 'declared' })
    expect(await thanks()).toMatchObject([{ status: 'queued' }])
  })

  test('the same, where the person holds the doctor right: declared it stays', async () => {
    const scene = await aList()
    await scene.doctor('declared')
    await scene.household('non')
    await settle(scene, 'pris')
    expect(await theRequest(database)).toMatchObject({ status: 'declared' })
    expect(await pageOf(scene)).toContain('Désaccord tranché')
  })

  test('refused, says the household; declared, says the doctor: it is not declared until a person says so', async () => {
    const scene = await aList()
    await scene.household('refuse')
    await scene.doctor('declared')
    expect(await theRequest(database)).toMatchObject({
      status: 'shortlisted',
      members: [{ declaredAt: null }],
    })
    await settle(scene, 'pris')
    expect(await theRequest(database)).toMatchObject({ status: 'declared' })
  })

  test('seen, says the household; nobody came, says the doctor: it stays until a person says who is right', async () => {
    const scene = await aList()
    await scene.household('vu')
    await scene.doctor('absent')
    expect(await theRequest(database)).toMatchObject({ status: 'seen' })
    expect(await client.todo.findMany({ where: { doneAt: null } })).toMatchObject([
      { kind: 'disagreement', facts: { olderKind: 'seen', newestKind: 'absent' } },
    ])
    await settle(scene, 'pas_pris')
    expect(await theRequest(database)).toMatchObject({ status: 'ready', foundAt: null })
  })

  test('refused by all and waiting again, then declared by one of them: one press makes it declared', async () => {
    const scene = await aList()
    await scene.patient
      .post(`${scene.link}/suite`, { cle: randomUUID(), suite: 'complet', medecin: 'tous' })
      .expect(303)
    expect(await theRequest(database)).toMatchObject({ status: 'ready' })
    await scene.doctor('declared')
    expect(await theRequest(database)).toMatchObject({ status: 'ready' })
    await settle(scene, 'pris')
    expect(await theRequest(database)).toMatchObject({ status: 'declared' })
  })

  /** Denied by the household, declared by the doctor, then closed for this reason, before anybody settled it. */
  async function settledOnceClosed(closeReason: 'no_solution' | 'deceased') {
    const scene = await aList()
    await scene.household('refuse')
    await scene.doctor('declared')
    const { id, clock } = scene
    const closed = { status: 'closed', closeReason, closedAt: clock.at } as const
    await client.orientationRequest.update({ where: { id }, data: closed })
    await settle(scene, 'pris')
    return scene
  }

  test('closed for a death, it stays so whatever is settled: nobody is written to', async () => {
    const scene = await settledOnceClosed('deceased')
    expect(await theRequest(database)).toMatchObject({ status: 'closed', closeReason: 'deceased' })
    expect(await client.message.count({ where: { template: 'declared_thanks' } })).toBe(0)
    expect(await declaredOf(scene)).toEqual([0, 0])
  })

  test('closed for want of a doctor, then declared by one of them: one press opens it again, and makes it declared', async () => {
    const scene = await settledOnceClosed('no_solution')
    const settled = await theRequest(database)
    expect(settled).toMatchObject({ status: 'declared', closeReason: null, closedAt: null })
    expect(await declaredOf(scene)).toEqual([1, 1])
  })

  test('while another doctor is asked it is not settled: the page says what to do first', async () => {
    const scene = await aList()
    const all = { cle: randomUUID(), suite: 'complet', medecin: 'tous' }
    await scene.patient.post(`${scene.link}/suite`, all).expect(303)
    await scene.doctor('declared')
    await client.orientationRequest.updateMany({ data: { status: 'proposed' } })
    const page = `/coordination/demandes/${scene.id}`
    const refused = await settle(scene, 'pris')
    expect(refused.headers.location).toBe(`${page}?medecin-sollicite`)
    expect((await scene.coordinator.get(`${page}?medecin-sollicite`)).text).toContain(
      'Un autre médecin est sollicité pour ce foyer. Retirez d’abord la sollicitation, puis tranchez.',
    )
    await client.orientationRequest.updateMany({ data: { status: 'ready' } })
    await settle(scene, 'pris')
    expect(await theRequest(database)).toMatchObject({ status: 'declared' })
  })

  test('a household that takes back its own « déclaré » is heard by a person', async () => {
    const scene = await aList()
    await scene.household('declare')
    expect((await scene.patient.get(scene.link)).text).toContain('Ce n’est pas exact')
    await scene.household('non')
    expect(await theRequest(database)).toMatchObject({ status: 'declared' })
    expect(await pageOf(scene)).toContain('data-todo="disagreement"')
  })

  test('B11: while a person looks, it is not counted declared and its page does not say that it is', async () => {
    const scene = await aList()
    await scene.household('declare')
    expect(await declaredOf(scene)).toEqual([1, 1])
    await scene.household('non')
    expect(await declaredOf(scene)).toEqual([0, 0])
    const { text } = await scene.patient.get(scene.link)
    expect(text).toContain('Une personne regarde et vous appelle')
    expect(text).not.toMatch(
      /Vous avez un médecin traitant|Vous n’avez plus rien à faire|pas exact/,
    )
    await settle(scene, 'pris')
    expect(await declaredOf(scene)).toEqual([1, 1])
    expect((await scene.patient.get(scene.link)).text).toContain('Vous avez un médecin traitant')
  })

  test('a household that is not declared reads it too, beside where its search stands', async () => {
    const scene = await aList()
    await scene.household('vu')
    await scene.doctor('absent')
    const { text } = await scene.patient.get(scene.link)
    expect(text).toContain('Premier rendez-vous fait')
    expect(text).toContain('Une personne regarde et vous appelle')
  })
})

test('B20: settled against the doctor it agreed to, the household waits at its old date and holds no place', async () => {
  const scene = await anOffer(database)
  await scene.householdSays('agreed')
  const { registeredAt } = await scene.read()
  const say = async (answer: DoctorAnswer) => {
    scene.wait(1)
    const { territoryId, id: requestId, deps, clock } = scene
    const where = { territoryId, requestId, availabilityId: scene.doctors[0] ?? '' }
    await recordDoctorAnswer(deps, { ...where, actor: DOCTOR, answer, key: randomUUID() }, clock.at)
  }
  await say('declared')
  scene.wait(1)
  const patient = scene.visitor()
  await patient.post(`${scene.link}/suite`, { cle: randomUUID(), suite: 'non' }).expect(303)
  const press = { key: randomUUID(), isTaken: false }
  await settleDisagreement(scene.deps, scene.target, press, scene.clock.at)
  expect(await scene.read()).toMatchObject({ status: 'ready', registeredAt, closedAt: null })
  expect(await scene.living()).toBeNull()
})
