import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Role } from '../../../prisma/generated/enums.ts'
import { aDeps, anApp } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'

const database = await aDatabase()
const PATH = '/coordination/reglages'

const GIVEN = {
  contact_nom: 'Inès Belgrain',
  contact_telephone: '03 53 01 00 24',
  contact_mail: 'coordination@example.org',
  contact_horaires: 'du lundi au vendredi, de 9 h à 17 h',
  tranche_km: '0,5',
  sollicitations_par_place: '3',
  delai_nouvelles: '10',
  noms_dans_messages: 'oui',
  distance_raisonnable_km: '10',
  delai_medecin: '5',
  delai_foyer: '10',
  apres_refus: 'next',
  plus_loin_km: '15',
  liste_commune: 'non',
  liste_commune_jours: '30',
}

async function aTeam(role: Role = 'coordinator') {
  const deps = aDeps(database)
  const id = await aTerritory(deps, { mode: 'brokered' })
  const { visitor } = anApp(deps)
  const staff = visitor()
  await signIn(deps, staff, role)
  return {
    staff,
    read: () => database.client.territory.findUniqueOrThrow({ where: { id } }),
    save: (fields: Record<string, string>, version = 1) =>
      staff.post(PATH, { cle: randomUUID(), version: String(version), ...GIVEN, ...fields }),
    audit: async () => {
      const subject = { subjectKind: 'territory', action: 'update' }
      return (await database.client.auditEntry.findMany({ where: subject })).map(
        (line) => line.facts,
      )
    },
  }
}

test('what is typed holds at once, and says who changed it', async () => {
  const { staff, save, read } = await aTeam()
  await save({ distance_raisonnable_km: '12,5', apres_refus: 'coordinator', liste_commune: 'oui' })
  expect(await read()).toMatchObject({
    reasonableKm: 12.5,
    movesOnTo: 'coordinator',
    hasCommonList: true,
  })
  const { text } = await staff.get(`${PATH}?enregistre`).expect(200)
  expect(text).toContain('value="12,5"')
  expect(text).toContain('Dernier changement : Inès Belgrain, le 24 novembre, 10 h.')
})

test('the audit names the settings that changed and not their values', async () => {
  const { save, audit } = await aTeam()
  await save({ delai_medecin: '7', contact_nom: 'Malik Kerbane' })
  expect(await audit()).toEqual([{ settings: 'contactName proposalWorkingDays' }])
})

test('nothing changed, nothing is written', async () => {
  const { staff, save, audit, read } = await aTeam()
  expect((await staff.get(PATH)).text).toContain('Personne n’a encore rien changé')
  await save({})
  expect(await audit()).toEqual([])
  expect(await read()).toMatchObject({ settingsVersion: 1 })
})

test('two people at once: the second is told who was faster, and overwrites nothing', async () => {
  const { save, read } = await aTeam()
  await save({ delai_medecin: '7' })
  const second = await save({ delai_foyer: '20' })
  expect(second.status).toBe(409)
  expect(second.text).toContain('Inès Belgrain a modifié cette fiche')
  expect(await read()).toMatchObject({ proposalWorkingDays: 7, offerWorkingDays: 10 })
})

test('a wrong number comes back as typed, with an example, and nothing is saved', async () => {
  const { save, read } = await aTeam()
  const wrong = await save({
    delai_medecin: 'cinq',
    distance_raisonnable_km: '0',
    contact_telephone: '03 53',
    liste_commune_jours: '9999',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('<title>Erreur')
  expect(wrong.text).toContain('value="cinq"')
  expect(wrong.text).toContain('Écrivez un nombre de jours, de 1 à 60, par exemple 5.')
  expect(wrong.text).toContain('Écrivez un numéro à 10 chiffres')
  expect(await read()).toMatchObject({ proposalWorkingDays: 5, reasonableKm: 10 })
})

test('B18: a delegate changes them as a coordinator does', async () => {
  const delegate = await aTeam('delegate')
  await delegate.save({ delai_medecin: '7' })
  expect(await delegate.read()).toMatchObject({ proposalWorkingDays: 7 })
})

test('an auditor reads them and can change nothing', async () => {
  const auditor = await aTeam('auditor')
  const { text } = await auditor.staff.get(PATH).expect(200)
  expect(text).not.toContain('Enregistrer les réglages')
  expect((await auditor.save({ delai_medecin: '7' })).status).toBe(403)
})
