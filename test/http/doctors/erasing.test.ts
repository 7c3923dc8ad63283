import { expect, test } from 'vitest'
import { withdrawDoctor } from '../../../server/doctors/moves.ts'
import { purgeExpired } from '../../../server/privacy/purge.ts'
import { anApp } from '../../support/app.ts'
import { COORDINATOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctorScene, aHouseholdSent, DAY_MS, type Scene } from '../doctor-page/support.ts'
import { aVolunteer } from '../prospects/volunteer-form.ts'

const database = await aDatabase()
const { client } = database

/** A doctor whom one household was told of, who left that many days ago. */
async function aLeaver(daysAgo: number): Promise<Scene> {
  const scene = await aDoctorScene(database, { mobile: '+33639985678' })
  const { deps, availabilityId: id, territoryId, clock } = scene
  await client.doctor.updateMany({ data: { secureEmail: 'nour@mssante.example.org' } })
  await aHouseholdSent(scene)
  await withdrawDoctor(deps, { id, territoryId, actor: COORDINATOR }, clock.at)
  clock.at = new Date(clock.at.getTime() + daysAgo * DAY_MS)
  return scene
}

const erased = () =>
  client.auditEntry.findMany({ where: { action: 'erase', subjectKind: 'doctor' } })

test('ninety days after they left, a doctor cannot be reached any more, and a request still names them', async () => {
  const { clock, doctorId } = await aLeaver(91)
  const purged = await purgeExpired(database, clock.at)
  expect(purged).toMatchObject({ doctorContacts: 1, doctors: 0 })
  expect(await client.doctor.findUniqueOrThrow({ where: { id: doctorId } })).toMatchObject({
    firstName: 'Nour',
    phone: null,
    mobile: null,
    email: null,
    secureEmail: null,
  })
  expect(await client.doctorLink.count()).toBe(0)
  expect((await client.availability.findFirstOrThrow()).booking).toBe('')
  expect(await purgeExpired(database, clock.at)).toMatchObject({ doctorContacts: 0 })
  expect(await erased()).toMatchObject([{ subjectId: doctorId, facts: { move: 'contact_erased' } }])
})

test('before that, nothing of theirs is forgotten; nor ever of a doctor who stays', async () => {
  const { clock } = await aLeaver(89)
  expect(await purgeExpired(database, clock.at)).toMatchObject({ doctorContacts: 0, doctors: 0 })
  await client.doctor.updateMany({ data: { withdrawnAt: null } })
  const later = new Date(clock.at.getTime() + 4000 * DAY_MS)
  expect(await purgeExpired(database, later)).toMatchObject({ doctorContacts: 0, doctors: 0 })
})

test('their name and RPPS number go once no request names them, with the practice that they leave empty', async () => {
  const { clock, doctorId } = await aLeaver(91)
  await client.orientationRequest.deleteMany()
  expect(await purgeExpired(database, clock.at)).toMatchObject({ doctors: 1 })
  expect([await client.doctor.count(), await client.practice.count()]).toEqual([0, 0])
  const lines = await erased()
  expect(lines.at(-1)).toMatchObject({ subjectId: doctorId, facts: { move: 'doctor_erased' } })
})

test('a departure that they announced keeps their name: its counts are still of use', async () => {
  const { clock, doctorId, territoryId } = await aLeaver(91)
  await client.orientationRequest.deleteMany()
  const leavesOn = new Date('2027-06-30T00:00:00Z')
  const departure = { territoryId, doctorId, leavesOn, kind: 'retirement' as const }
  await client.departure.create({
    data: { ...departure, source: 'x', announcedAt: clock.at, announcedBy: 'x' },
  })
  expect(await purgeExpired(database, clock.at)).toMatchObject({ doctorContacts: 1, doctors: 0 })
})

test('a volunteer whom nobody confirmed is forgotten ninety days after, as the page says', async () => {
  const { deps, clock } = await aDoctorScene(database)
  const { visitor } = anApp(deps)
  const { text } = await visitor().get('/medecins/rejoindre').expect(200)
  expect(text).toContain('Si nous ne confirmons pas votre venue, tout est effacé 90 jours après')
  await visitor().post('/medecins/rejoindre', aVolunteer()).expect(201)
  expect(await client.doctor.count()).toBe(2)
  const day = (days: number) => new Date(clock.at.getTime() + days * DAY_MS)
  expect(await purgeExpired(database, day(89))).toMatchObject({ doctors: 0 })
  expect(await purgeExpired(database, day(91))).toMatchObject({ doctors: 1 })
  expect(await client.doctor.findMany()).toMatchObject([{ source: 'coordinator' }])
})
