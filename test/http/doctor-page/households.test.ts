import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { takenSince } from '../../../server/doctors/candidates.ts'
import { openTodos } from '../../../server/todos/service.ts'
import { aMember } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor } from '../../support/people.ts'
import { aDoctorScene, aHouseholdSent, changes, MINUTE_MS, pageForm } from './support.ts'

const database = await aDatabase()
const { client } = database

const request = (id: string) =>
  client.orientationRequest.findUniqueOrThrow({
    where: { id },
    include: { members: true, outcomes: true, events: true, shortlists: true },
  })

/** The household says that it has an appointment with the doctor of the scene. */
function saysAppointment(
  { territoryId, availabilityId, clock }: Awaited<ReturnType<typeof aDoctorScene>>,
  requestId: string,
) {
  const said = { territoryId, requestId, availabilityId, toldBy: 'patient' }
  const at = new Date(clock.at.getTime() - MINUTE_MS)
  return client.outcome.create({ data: { ...said, kind: 'appointment', at } })
}

const answer = (demande: string, suite: string) => ({ cle: randomUUID(), demande, suite })

describe('the people sent to a doctor', () => {
  test('are a reference, a date, an age band and a count: no name, no birth date, no need', async () => {
    const scene = await aDoctorScene(database)
    const form = {
      ...aMember(1, { naissance_annee: '2015', prenom: 'Paul' }),
      ...aMember(0, { ald: 'oui' }),
    }
    const id = await aHouseholdSent(scene, { form })
    const { reference } = await request(id)
    const { text } = await scene.doctor.get(scene.path).expect(200)
    expect(text).toContain(`Référence ${reference}`)
    expect(text).toContain(
      'adressé le 22 novembre : 2 personnes (1 de 0 à 15 ans, 1 de 70 ans ou plus)',
    )
    expect(text).not.toMatch(/Jeanne|Lamercier|Paul|1948|2015|Toile-Bise|06 39 98 12 34/)
    expect(text).toContain('Recevoir le code')
  })

  test('only those of the last six months, sent to this doctor, on lists that left', async () => {
    const scene = await aDoctorScene(database)
    const old = await aHouseholdSent(scene, { daysAgo: 190 })
    const cancelled = await aHouseholdSent(scene)
    const recent = await aHouseholdSent(scene, { daysAgo: 100 })
    const other = await aHouseholdSent(scene)
    await client.shortlist.updateMany({
      where: { requestId: cancelled },
      data: { cancelledAt: scene.clock.at },
    })
    await client.shortlist.updateMany({
      where: { requestId: recent },
      data: { closedAt: scene.clock.at },
    })
    const elsewhere = await aDoctor(scene.deps, scene.territoryId)
    await client.shortlistEntry.updateMany({
      where: { shortlist: { requestId: other } },
      data: { availabilityId: elsewhere },
    })
    const { text } = await scene.doctor.get(scene.path)
    const shown = [...text.matchAll(/name="demande" value="([^"]+)"/g)].map(([, id]) => id)
    expect(shown).toEqual([recent])
    expect(shown).not.toContain(old)
    await scene.doctor.post(`${scene.path}/suite`, answer(other, 'venu')).expect(404)
    expect((await request(other)).outcomes).toEqual([])
  })

  test('came, then declared: the household is followed forward, told by the doctor, without spending the link', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    const { doctor, path, availabilityId } = scene
    await doctor.post(`${path}/suite`, answer(id, 'venu')).expect(303)
    const seen = await request(id)
    expect(seen.status).toBe('seen')
    expect(seen.foundAt).toEqual(scene.clock.at)
    expect(seen.members.every(({ seenAt }) => seenAt !== null)).toBe(true)
    expect(seen.outcomes).toMatchObject([{ kind: 'seen', toldBy: 'doctor', availabilityId }])
    expect((await doctor.get(path)).text).toContain('Vous avez dit : venu')
    await doctor.post(`${path}/suite`, answer(id, 'declare')).expect(303)
    const declared = await request(id)
    expect(declared.status).toBe('declared')
    expect(declared.members.every(({ declaredAt }) => declaredAt !== null)).toBe(true)
    expect(declared.shortlists[0]?.closedAt).toEqual(scene.clock.at)
    expect(declared.events.at(-1)?.actor).toMatch(/^Dr Nour /)
    expect((await client.doctorLink.findFirstOrThrow()).usedAt).toBeNull()
  })

  test('absent is kept, and moves nothing', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    await scene.doctor.post(`${scene.path}/suite`, answer(id, 'absent')).expect(303)
    const after = await request(id)
    expect(after.status).toBe('shortlisted')
    expect(after.outcomes).toMatchObject([{ kind: 'absent', toldBy: 'doctor' }])
  })

  test('absent, from a doctor of a list whom the household never named, is nothing to do', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    await scene.doctor.post(`${scene.path}/suite`, answer(id, 'absent')).expect(303)
    expect(await openTodos(client, { territoryId: scene.territoryId }, 9)).toEqual([])
  })

  test('absent, when another doctor saw the household, is nothing to do', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    await saysAppointment(scene, id)
    const elsewhere = await aDoctor(scene.deps, scene.territoryId)
    const told = { territoryId: scene.territoryId, requestId: id, availabilityId: elsewhere }
    await client.outcome.create({
      data: { ...told, kind: 'seen', toldBy: 'patient', at: scene.clock.at },
    })
    await client.orientationRequest.update({ where: { id }, data: { status: 'seen' } })
    await scene.doctor.post(`${scene.path}/suite`, answer(id, 'absent')).expect(303)
    expect(await openTodos(client, { territoryId: scene.territoryId }, 9)).toEqual([])
  })

  test('B29: absent from the appointment that the household said it had: a person calls it', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    await saysAppointment(scene, id)
    await scene.doctor.post(`${scene.path}/suite`, answer(id, 'absent')).expect(303)
    expect(await openTodos(client, { territoryId: scene.territoryId }, 9)).toMatchObject([
      { kind: 'absent', requestId: id },
    ])
  })

  test('B29: came, corrected to absent: place, mark and request are as if nobody had come, and a person calls', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    const { doctor, path, availabilityId, territoryId, clock } = scene
    const taken = () => takenSince(client, { territoryId, availabilityId })
    await doctor.post(`${path}/suite`, answer(id, 'venu')).expect(303)
    expect(await taken()).toMatchObject({ people: 1 })
    clock.at = new Date(clock.at.getTime() + MINUTE_MS)
    await doctor.post(`${path}/suite`, answer(id, 'absent')).expect(303)
    expect(await taken()).toMatchObject({ people: 0 })
    const after = await request(id)
    expect(after).toMatchObject({ status: 'ready', foundAt: null })
    expect(after.members.every(({ seenAt }) => seenAt === null)).toBe(true)
    expect(after.shortlists[0]?.closedAt).toEqual(clock.at)
    expect(await openTodos(client, { territoryId }, 9)).toMatchObject([{ kind: 'absent' }])
  })

  test('absent, where the household said that it came: nothing moves, and a person is to call', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    const { doctor, path, availabilityId, territoryId, clock } = scene
    const told = { territoryId, requestId: id, availabilityId, toldBy: 'patient' }
    await client.outcome.create({ data: { ...told, kind: 'found', at: clock.at } })
    await doctor.post(`${path}/suite`, answer(id, 'venu')).expect(303)
    clock.at = new Date(clock.at.getTime() + MINUTE_MS)
    await doctor.post(`${path}/suite`, answer(id, 'absent')).expect(303)
    const after = await request(id)
    expect(after.status).toBe('seen')
    expect(after.members.every(({ seenAt }) => seenAt !== null)).toBe(true)
    expect(await openTodos(client, { territoryId }, 9)).toMatchObject([{ kind: 'disagreement' }])
    expect(await takenSince(client, { territoryId, availabilityId })).toMatchObject({ people: 0 })
  })

  test('who comes after the doctor counted their places takes one, whenever they were sent', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene, { daysAgo: 60 })
    const { doctor, path, availabilityId, territoryId, clock } = scene
    const form = await pageForm(doctor, path, changes(scene, { places: '1' }))
    await doctor.post(path, form).expect(303)
    clock.at = new Date(clock.at.getTime() + MINUTE_MS)
    await doctor.post(`${path}/suite`, answer(id, 'venu')).expect(303)
    expect(await takenSince(client, { territoryId, availabilityId })).toMatchObject({ people: 1 })
    expect((await request(id)).status).toBe('seen')
  })

  test('what contradicts the household is kept as it is, and nothing moves backwards', async () => {
    const scene = await aDoctorScene(database)
    const { doctor, path, availabilityId, territoryId } = scene
    const id = await aHouseholdSent(scene)
    const told = { territoryId, requestId: id, availabilityId, at: scene.clock.at }
    await client.outcome.create({ data: { ...told, kind: 'declared', toldBy: 'patient' } })
    await client.orientationRequest.update({ where: { id }, data: { status: 'declared' } })
    await doctor.post(`${path}/suite`, answer(id, 'absent')).expect(303)
    await doctor.post(`${path}/suite`, answer(id, 'venu')).expect(303)
    expect((await request(id)).status).toBe('declared')
    await client.orientationRequest.update({ where: { id }, data: { status: 'ready' } })
    await doctor.post(`${path}/suite`, answer(id, 'declare')).expect(303)
    const after = await request(id)
    expect(after.status).toBe('ready')
    expect(after.outcomes.map(({ kind, toldBy }) => [toldBy, kind])).toEqual([
      ['patient', 'declared'],
      ['doctor', 'absent'],
      ['doctor', 'seen'],
      ['doctor', 'declared'],
    ])
  })

  test('the same press twice counts once', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    const press = answer(id, 'venu')
    await Promise.all([1, 2, 3].map(() => scene.doctor.post(`${scene.path}/suite`, press)))
    expect((await request(id)).outcomes).toHaveLength(1)
  })

  test('may still be answered for after the saving, in the browser that saved and no other', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    const { doctor, path, visitor, clock } = scene
    await doctor.post(path, await pageForm(doctor, path, { action: 'inchange' })).expect(303)
    expect((await doctor.get(path)).text).toContain('Les personnes que nous vous avons adressées')
    await visitor().post(`${path}/suite`, answer(id, 'venu')).expect(410)
    await doctor.post(`${path}/suite`, answer(id, 'absent')).expect(303)
    clock.at = new Date(clock.at.getTime() + 61 * MINUTE_MS)
    await doctor.post(`${path}/suite`, answer(id, 'venu')).expect(410)
    expect((await request(id)).outcomes.map(({ kind }) => kind)).toEqual(['absent'])
  })

  test('T-32: every reading of a household is in the audit, without a name', async () => {
    const scene = await aDoctorScene(database)
    const id = await aHouseholdSent(scene)
    await scene.doctor.get(scene.path)
    const where = { subjectId: id, actorKind: 'doctor', action: 'read' }
    const lines = await client.auditEntry.findMany({ where })
    expect(lines).toMatchObject([{ actorId: scene.doctorId, facts: { names: false } }])
    expect(JSON.stringify(lines.map(({ facts }) => facts))).not.toMatch(/Nour|Lamercier/)
  })
})
