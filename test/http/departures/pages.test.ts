import { beforeEach, expect, test } from 'vitest'
import { aDeps, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory, signIn } from '../../support/people.ts'

const database = await aDatabase()
const clock = { at: NOW }
const deps = aDeps(database, { clock })
const { visitor } = anApp(deps)
let page: Visitor
let path = ''

const said = {
  motif: 'retraite',
  part_le: '2027-06-30',
  'personnes[59350][70+]': '84',
  'autre_commune[0]': 'Armentières',
  'autre_code_postal[0]': '59280',
  'autres[0][0-15]': '16',
}

beforeEach(async () => {
  clock.at = NOW
  const territoryId = await aTerritory(deps)
  path = `/coordination/medecins/${await aDoctor(deps, territoryId, { name: 'Ostrevande' })}/depart`
  page = visitor()
  await signIn(deps, page)
  clock.at = new Date(NOW.getTime() + 60_000)
})

const versionIn = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? ''

test('B43: a coordinator announces a departure and finds it counted by commune', async () => {
  await page.post(path, said).expect(303).expect('Location', `${path}?fait=enregistre`)
  const again = await page.get(path).expect(200)
  expect(again.text).toContain('30 juin 2027')
  expect(again.text).toContain('100 personnes à réorienter')
  expect(again.text).toContain('name="personnes[59017][0-15]" type="text" value="16"')
  const list = await page.get('/coordination/departs').expect(200)
  expect(list.text).toContain('1 départ de médecin annoncé')
  expect(list.text).toContain('data-commune="59350"')
  expect(list.text).toContain('Armentières')
  const register = await page.get('/coordination/medecins').expect(200)
  expect(register.text).toContain('part le 30 juin 2027')
})

test('a form to mend is shown again with what was typed', async () => {
  const refused = await page.post(path, { ...said, part_le: 'en juin' }).expect(422)
  expect(refused.text).toContain('value="en juin"')
  expect(refused.text).toContain('href="#part_le"')
  expect(await database.client.departure.count()).toBe(0)
})

test('the leaflet carries the code of the departure, says the day, and names neither doctor nor patient', async () => {
  await page.get(`${path}/feuillet`).expect(404)
  await page.post(path, said).expect(303)
  const { source } = await database.client.departure.findFirstOrThrow()
  const leaflet = await page.get(`${path}/feuillet`).expect(200)
  expect(leaflet.text).toContain(`affiche ${source}`)
  expect(leaflet.text).toContain('prend sa retraite le 30 juin 2027')
  expect(leaflet.text).not.toContain('Ostrevande')
})

test('a departure is taken back by its button, not from an old page', async () => {
  await page.post(path, said).expect(303)
  await page.post(`${path}/annuler`, { version: '7' }).expect(409)
  const version = versionIn((await page.get(path)).text)
  await page.post(`${path}/annuler`, { version }).expect(303)
  expect((await page.get('/coordination/departs?fait=annule')).text).toContain(
    'Ce départ est annulé',
  )
})

test('an auditor reads the list and announces nothing', async () => {
  clock.at = NOW
  const auditor = visitor()
  await signIn(deps, auditor, 'auditor')
  await auditor.get('/coordination/departs').expect(200)
  await auditor.post(path, said).expect(403)
})
