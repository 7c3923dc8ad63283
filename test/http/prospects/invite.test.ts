import { expect, test } from 'vitest'
import { tokenHash } from '../../../server/crypto/tokens.ts'
import type { Deps } from '../../../server/deps.ts'
import { objectionPath } from '../../../server/prospects/objection.ts'
import { prospectToInform } from '../../../server/prospects/service.ts'
import { listProspects } from '../../../server/prospects/store.ts'
import { aDeps, anApp, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'
import { aFolder, aGp, anExtraction, imports } from './support.ts'

const database = await aDatabase()
const aFile = aFolder()
const PATH = '/coordination/prospects'
const MAIL = { 'Adresse e-mail (coord. structure)': 'cabinet@example.org' }

/** A territory with two prospects, the first reachable by e-mail, and somebody signed in. */
async function aCampaign(role: 'coordinator' | 'auditor' = 'coordinator') {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  await imports(deps, territoryId, aFile(anExtraction([aGp(1, MAIL), aGp(2)])))
  const { visitor } = anApp(deps)
  const staff = visitor()
  await signIn(deps, staff, role)
  const [first, second] = await listProspects(database.client, territoryId)
  if (!first || !second) throw new Error('the prospects are missing')
  return { deps, territoryId, staff, visitor, first, second }
}

function messages() {
  return database.client.message.findMany({ select: { template: true, channel: true, ids: true } })
}

test('inviting sends an e-mail where the directory has one, else gives a letter to print; twice acts once', async () => {
  const { staff, first, second } = await aCampaign()
  const list = await staff.get(PATH).expect(200)
  expect(list.text).toContain('2 médecins n’ont pas encore été informés')
  await staff.post(`${PATH}/inviter`, { medecin: [first.id, second.id] }).expect(303)
  await staff.post(`${PATH}/inviter`, { tous: 'oui' }).expect(303)

  expect(await messages()).toEqual([
    { template: 'prospect_informed', channel: 'email', ids: { prospectId: first.id } },
  ])
  const letters = await staff.get(`${PATH}/lettres`).expect(200)
  expect(letters.text).toContain('Dr Nour Exemple-C')
  expect(letters.text).not.toContain('Exemple-B')
})

test('a letter carries the same address of objection each time, and is told once it is posted', async () => {
  const { deps, staff, second } = await aCampaign()
  await staff.post(`${PATH}/inviter`, { medecin: second.id }).expect(303)
  const link = objectionPath(deps.keys, second.id)
  for (const _print of [1, 2])
    expect((await staff.get(`${PATH}/lettres`).expect(200)).text).toContain(link)
  expect((await staff.get(PATH)).text).toContain('Lettre à poster')
  await staff.post(`${PATH}/lettres`, { medecin: second.id }).expect(303)
  expect((await staff.get(PATH)).text).toContain('Informé par lettre')
  expect((await staff.get(`${PATH}/lettres`)).text).toContain('Aucune lettre à imprimer')
})

test('the list says when the e-mail left, and calls for a letter when it failed', async () => {
  const { deps, staff, first } = await aCampaign()
  await staff.post(`${PATH}/inviter`, { medecin: first.id }).expect(303)
  expect((await staff.get(PATH)).text).toContain('Mail en cours')
  await database.client.message.updateMany({ data: { status: 'failed_permanent' } })
  expect((await staff.get(PATH)).text).toContain('Mail échoué, lettre à poster')
  await database.client.message.updateMany({
    data: { status: 'accepted', acceptedAt: deps.now() },
  })
  expect((await staff.get(PATH)).text).toContain('Informé par mail')
})

test('an auditor reads and does not invite; filters that mean nothing are left out', async () => {
  const { staff, first } = await aCampaign('auditor')
  await staff.get(`${PATH}?etat=x&page=9&commune=%27`).expect(200)
  await staff.post(`${PATH}/inviter`, { medecin: first.id }).expect(403)
  await staff.get(`${PATH}/lettres`).expect(403)
  expect(await messages()).toEqual([])
})

/** Where the first prospect objects, once invited. */
async function invited(): Promise<
  { path: string; guest: Visitor; deps: Deps } & Awaited<ReturnType<typeof aCampaign>>
> {
  const campaign = await aCampaign()
  const { staff, first, deps, visitor } = campaign
  await staff.post(`${PATH}/inviter`, { medecin: first.id }).expect(303)
  return { ...campaign, path: objectionPath(deps.keys, first.id), guest: visitor() }
}

test('opening the objection link changes nothing; the button takes the doctor out, once, and tells the audit', async () => {
  const { path, guest, staff, first, deps, territoryId } = await invited()
  await guest.get(path).expect(200)
  expect(await listProspects(database.client, territoryId)).toContainEqual(
    expect.objectContaining({ id: first.id, status: 'invited' }),
  )
  const done = await guest.post(path).expect(200)
  expect(done.text).toContain('effacés')
  await guest.post(path).expect(200)
  expect((await guest.get(path).expect(200)).text).toContain('effacés')

  const list = await staff.get(PATH).expect(200)
  expect(list.text).not.toContain('Exemple-B')
  expect(list.text).toContain('1 médecin s’est opposé')
  const audited = await database.client.auditEntry.findMany({
    where: { action: 'erase', subjectKind: 'prospect' },
    select: { actorKind: true, subjectId: true },
  })
  expect(audited).toEqual([{ actorKind: 'doctor', subjectId: first.id }])
  expect(await prospectToInform(deps, { id: first.id, territoryId })).toBeNull()
})

test('only the very link opens the page, and only its hash is stored', async () => {
  const { path, guest, second, deps } = await invited()
  const last = path.endsWith('A') ? 'B' : 'A'
  for (const wrong of [`${path.slice(0, -1)}${last}`, `${path}x`, '/medecins/opposition/court'])
    await guest.get(wrong).expect(404)
  await guest.post(objectionPath(deps.keys, second.id)).expect(404)
  const stored = await database.client.prospect.findMany({ select: { objectHash: true } })
  const hashes = stored.flatMap(({ objectHash }) => objectHash ?? [])
  expect(hashes).toEqual([tokenHash(path.split('/').at(-1) ?? '')])
})

test('the territory map shows prospects apart, by a sign and a word', async () => {
  const { staff } = await aCampaign()
  const map = await staff.get('/coordination/carte').expect(200)
  expect(map.text).toContain('Du répertoire, à inviter')
  expect(map.text).toContain('Dr Nour Exemple-B')
})

test('the team records an objection heard on the phone, for good', async () => {
  const { staff, first, deps, territoryId } = await aCampaign()
  expect((await staff.get(`${PATH}/${first.id}`).expect(200)).text).toContain(first.rpps)
  await staff.post(`${PATH}/${first.id}/opposition`).expect(303)
  await staff.get(`${PATH}/${first.id}`).expect(404)
  await imports(deps, territoryId, aFile(anExtraction([aGp(1, MAIL), aGp(2)])))
  expect((await staff.get(PATH)).text).not.toContain('Exemple-B')
  const audited = await database.client.auditEntry.findFirstOrThrow({
    where: { action: 'erase', subjectKind: 'prospect' },
    select: { actorKind: true },
  })
  expect(audited.actorKind).toBe('staff')
})
