import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aDeps, anApp } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'
import { aVolunteer } from '../prospects/volunteer-form.ts'
import { A_FORM } from './support.ts'

const database = await aDatabase()
const NEW = '/coordination/medecins/nouveau'
const FIELD = 'name="courriel_securise"'
const secureMail = {
  url: 'smtps://mss.example.org',
  from: 'cpts@mss.example.org',
  domains: ['mss.example.org'],
}

async function aPlace(config = {}) {
  const deps = aDeps(database, { config })
  await aTerritory(deps)
  const { visitor } = anApp(deps)
  const staff = visitor()
  await signIn(deps, staff)
  return { staff, visitor }
}

const onFile = async () => (await database.client.doctor.findFirst())?.secureEmail

test('the coordinator writes a secure address; one outside the domains allowed is refused and kept on the page', async () => {
  const { staff } = await aPlace({ secureMail })
  const form = { ...A_FORM, cle: randomUUID(), courriel_securise: 'nour@example.org' }
  const refused = await staff.post(NEW, form)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(
    'finit par @mss.example.org, par exemple nom.prenom@mss.example.org',
  )
  expect(refused.text).toContain('value="nour@example.org"')
  await staff.post(NEW, { ...form, courriel_securise: 'Nour@mss.example.org' }).expect(303)
  expect(await onFile()).toBe('nour@mss.example.org')
})

test('a doctor who volunteers gives their own, by the same rule', async () => {
  const { visitor } = await aPlace({ secureMail })
  const path = '/medecins/rejoindre'
  expect((await visitor().get(path)).text).toContain(FIELD)
  await visitor()
    .post(path, aVolunteer({ courriel_securise: 'nour@example.org' }))
    .expect(422)
  await visitor()
    .post(path, aVolunteer({ courriel_securise: 'nour@mss.example.org' }))
    .expect(201)
  expect(await onFile()).toBe('nour@mss.example.org')
})

test('without a secure account nobody is asked for a secure address, and what is on file stays', async () => {
  const { staff, visitor } = await aPlace()
  expect((await staff.get(NEW)).text).not.toContain(FIELD)
  expect((await visitor().get('/medecins/rejoindre')).text).not.toContain(FIELD)
  await staff.post(NEW, { ...A_FORM, cle: randomUUID() }).expect(303)
  await database.client.doctor.updateMany({ data: { secureEmail: 'nour@mss.example.org' } })
  const { id } = await database.client.availability.findFirstOrThrow()
  const edited = { ...A_FORM, cle: randomUUID(), version: '2', telephone: '03 53 01 02 09' }
  await staff.post(`/coordination/medecins/${id}`, edited).expect(303)
  expect(await onFile()).toBe('nour@mss.example.org')
})
