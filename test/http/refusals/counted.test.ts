import { expect, test } from 'vitest'
import { COORDINATES } from '../../../server/http/access.ts'
import { eraseFile } from '../../../server/own-file/erasing.ts'
import { recountAcceptance } from '../../../server/refusals/recount.ts'
import { countRefusals } from '../../../server/refusals/service.ts'
import { aDeps, anApp } from '../../support/app.ts'
import { aBrokeredScene, COORDINATOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory, signIn } from '../../support/people.ts'
import { say, someHouseholds } from './support.ts'

const database = await aDatabase()

const actor = COORDINATOR
const ofYear = { year: 2026, actor, action: 'read' } as const

/** Households by « whose:reason », of those that have any. */
async function countedIn(deps: ReturnType<typeof aDeps>, territoryId: string, year = 2026) {
  const table = await countRefusals(deps, { ...ofYear, territoryId, year }, deps.now())
  return Object.fromEntries(
    table.groups.flatMap(({ whose, reasons }) =>
      reasons
        .filter(({ total }) => total > 0)
        .map(({ reason, total }) => [`${whose}:${reason}`, total]),
    ),
  )
}

test('rule 9: what doctors and households say of a list is counted by whose reason it is', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  const doctor = await aDoctor(deps, territoryId)
  const [one = '', two = '', three = '', four = ''] = await someHouseholds(deps, territoryId, 4)
  await say(deps, territoryId, [one, two], { kind: 'full', availabilityId: doctor })
  await say(deps, territoryId, [one], { kind: 'full', availabilityId: doctor, toldBy: 'staff' })
  await say(deps, territoryId, [three], { kind: 'refused', availabilityId: doctor })
  await say(deps, territoryId, [three], { kind: 'not_called', availabilityId: null })
  await say(deps, territoryId, [four], { kind: 'absent', availabilityId: doctor, toldBy: 'doctor' })
  await say(deps, territoryId, [four], { kind: 'seen', availabilityId: doctor })
  expect(await countedIn(deps, territoryId)).toEqual({
    'doctor:full': 2,
    'doctor:other': 1,
    'patient:not_called': 1,
    'other:absent': 1,
  })
})

test('a year counts what was said in it, and no other', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  const ids = await someHouseholds(deps, territoryId, 2)
  const at = (iso: string) => ({ kind: 'full', availabilityId: null, at: new Date(iso) }) as const
  await say(deps, territoryId, ids.slice(0, 1), at('2025-12-31T22:59:59Z'))
  await say(deps, territoryId, ids.slice(1), at('2025-12-31T23:00:00Z'))
  expect(await countedIn(deps, territoryId, 2025)).toEqual({ 'doctor:full': 1 })
  expect(await countedIn(deps, territoryId, 2026)).toEqual({ 'doctor:full': 1 })
})

test('a doctor’s no, then a household’s, keep the reason that each gave', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'no', reason: 'home_visit' })
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  await scene.householdSays('refused')
  expect(await countedIn(scene.deps, scene.territoryId)).toEqual({
    'doctor:home_visit': 1,
    'patient:declined': 1,
  })
})

test('the need of a household is its own on the day of the refusal', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  const ill = await someHouseholds(deps, territoryId, 5, { ald: true, canTravel: false })
  const older = await someHouseholds(deps, territoryId, 6)
  await say(deps, territoryId, [...ill, ...older], { kind: 'full', availabilityId: null })
  const table = await countRefusals(deps, { ...ofYear, territoryId }, deps.now())
  const doctor = table.groups.find(({ whose }) => whose === 'doctor')
  expect(doctor?.bands).toEqual({ A: 5, B: 'few', C: 6, D: 'few' })
})

test('the coordinator reads the table and takes its file, and the audit says so without any need', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  const ids = await someHouseholds(deps, territoryId, 6)
  await say(deps, territoryId, ids, { kind: 'full', availabilityId: null })
  const coordinator = anApp(deps).visitor()
  await signIn(deps, coordinator)
  const page = await coordinator.get('/coordination/refus').expect(200)
  expect(page.text).toContain('Première raison d’un refus : « complet », 6 foyers')
  expect(page.text).toContain('moins de 5')
  const file = await coordinator.get('/coordination/refus.csv?annee=2026').expect(200)
  expect(file.text).toContain('Du médecin;Complet;6;moins de 5;moins de 5;6;moins de 5')
  const lines = await database.client.auditEntry.findMany({ where: { subjectKind: 'refusals' } })
  expect(lines.map(({ action }) => action)).toEqual(['read', 'export'])
  expect(lines.map(({ facts }) => facts)).toEqual([
    { year: 2026, households: 6 },
    { year: 2026, households: 6 },
  ])
})

test('an erased household is counted no more, and neither the page nor the daily count stops at it', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  const doctor = await aDoctor(deps, territoryId)
  const ids = await someHouseholds(deps, territoryId, 7)
  await say(deps, territoryId, ids, { kind: 'full', availabilityId: doctor })
  await eraseFile(deps, { id: ids[0] ?? '', territoryId, actor }, deps.now())
  const coordinator = anApp(deps).visitor()
  await signIn(deps, coordinator)
  const page = await coordinator.get('/coordination/refus').expect(200)
  expect(page.text).toContain('« complet », 6 foyers')
  expect(await recountAcceptance(deps, deps.now())).toEqual({ opened: 0, closed: 0 })
})

test('an auditor reads it and takes no file; a referrer sees nothing', async () => {
  const deps = aDeps(database)
  await aTerritory(deps)
  const { visitor } = anApp(deps)
  const auditor = visitor()
  await signIn(deps, auditor, 'auditor')
  expect(COORDINATES).not.toContain('auditor')
  expect((await auditor.get('/coordination/refus').expect(200)).text).not.toContain('refus.csv')
  await auditor.get('/coordination/refus.csv').expect(403)
  await visitor().get('/coordination/refus').expect(303)
})
