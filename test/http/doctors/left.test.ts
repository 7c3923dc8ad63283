import { expect, test } from 'vitest'
import { listCandidates } from '../../../server/doctors/candidates.ts'
import { formOf, readDoctorForm } from '../../../server/doctors/form.ts'
import { readRegister } from '../../../server/doctors/listing.ts'
import { confirmDoctor } from '../../../server/doctors/moves.ts'
import { editDoctor, openDoctor } from '../../../server/doctors/service.ts'
import { doctorsView } from '../../../server/doctors/views.ts'
import { aBrokeredScene, COORDINATOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()
const { client } = database
const HOMEBOUND = { 'membres[0][se_deplace]': 'non' }

/** A household of one, homebound, agreed to a doctor who offers two places, two of them at home. */
async function anAgreement() {
  const scene = await aBrokeredScene(database, { kms: [1], places: 2, form: HOMEBOUND })
  await client.availability.updateMany({ data: { homeVisitPlaces: 2 } })
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  await scene.householdSays('agreed')
  scene.wait(1)
  const { territoryId, doctors, deps } = scene
  const target = { id: doctors[0] ?? '', territoryId, actor: COORDINATOR }
  const left = async () => {
    const [line] = await readRegister(deps, { territoryId, actor: COORDINATOR }, scene.clock.at)
    return { places: line?.freePlaces, visits: line?.freeHomeVisits }
  }
  /** The form of the doctor, as it is shown, with what the coordinator typed over it. */
  const type = async (typed: Record<string, string>) => {
    const now = scene.clock.at
    const values = { ...formOf(await openDoctor(deps, target, now)), ...typed }
    const form = readDoctorForm(values, now)
    if (!form.ok) throw new Error(JSON.stringify(form.errors))
    await editDoctor(deps, target, form.sheet, now)
  }
  return { ...scene, deps, target, left, type }
}

test('B8: the coordinator who notes « rien n’a changé » gives nobody’s place a second time', async () => {
  const { deps, target, clock, left } = await anAgreement()
  expect(await left()).toEqual({ places: 1, visits: 1 })
  const entry = await confirmDoctor(deps, target, clock.at)
  expect(entry.conditions).toMatchObject({ places: 1, homeVisitPlaces: 1 })
  expect(await left()).toEqual({ places: 1, visits: 1 })
})

test('B8: a new « Confirmé le » on the sheet leaves as many places as before, where no figure was typed', async () => {
  const { left, type } = await anAgreement()
  await type({ confirme_le: '2026-11-25' })
  expect(await left()).toEqual({ places: 1, visits: 1 })
  await type({ confirme_le: '2026-11-20' })
  expect(await left()).toEqual({ places: 1, visits: 1 })
  await type({ confirme_le: '' })
  const { places } = await client.availability.findFirstOrThrow()
  expect(places).toBe(2)
})

test('a figure typed with the new date is what the doctor says now', async () => {
  const { left, type } = await anAgreement()
  await type({ confirme_le: '2026-11-25', places: '3' })
  expect(await left()).toEqual({ places: 3, visits: 1 })
})

test('B39: the register and the ranking count the home visits that are left', async () => {
  const { territoryId, deps, clock } = await anAgreement()
  const [candidate] = await listCandidates(client, territoryId, clock.at)
  expect(candidate?.homeVisitPlaces).toBe(1)
  const all = await readRegister(deps, { territoryId, actor: COORDINATOR }, clock.at)
  const filters = { q: '', etat: '' as const, commune: '' }
  const { rows } = doctorsView({ all, kept: all, filters, page: 1, said: null }, clock.at)
  expect(rows[0]).toMatchObject({ freePlaces: 1, homeVisitPlaces: 1 })
})
