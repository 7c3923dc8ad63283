import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { blindIndex } from '../../../server/crypto/keys.ts'
import { listPromised } from '../../../server/doctor-page/promised-store.ts'
import { backUp } from '../../../server/operations/backup.ts'
import { readErasures } from '../../../server/operations/erasures.ts'
import { restore } from '../../../server/operations/restore.ts'
import { eraseFile } from '../../../server/own-file/erasing.ts'
import { saveDraft } from '../../../server/questionnaire/store.ts'
import { aForm, aMember, DATA_DIR } from '../../support/app.ts'
import { aBrokeredScene } from '../../support/brokered.ts'
import { aDatabase, anotherDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aScene, send } from '../../support/scene.ts'
import { everythingIn } from './everything.ts'
import { aFullFile, FORM, SAID } from './full.ts'

const database = await aDatabase()
const elsewhere = await anotherDatabase()
const folder = mkdtempSync(join(tmpdir(), 'erase-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
  rmSync(DATA_DIR, { recursive: true, force: true })
})

const LATER = new Date('2026-12-01T09:00:00Z')

describe('a household that has everything erased', () => {
  test('nothing that it said is left in any table, sealed or not', async () => {
    const { deps, link, visitor } = await aFullFile(database)
    const before = (await everythingIn(database, deps.keys)).filter((line) => SAID.test(line))
    expect(new Set(before.map((line) => line.split(':')[0]))).toEqual(new Set(HELD))
    await visitor().post(`${link}/effacer`, { cle: randomUUID() }).expect(200)
    const after = await everythingIn(database, deps.keys)
    expect(after.filter((line) => SAID.test(line))).toEqual([])
    for (const word of ['Zorglub', 'Philibertine', '+33639981234', 'jeanne@example.org'])
      expect(after.join('\n')).not.toContain(blindIndex(deps.keys, 'search', word))
    const kept = await database.client.member.findMany()
    expect(kept.map(({ identityIndex }) => identityIndex)).toEqual([null, null])
  })

  test('what is counted stays: dates, people, reference, and no commune of its own', async () => {
    const { deps, id, territoryId, target, read } = await aFullFile(database)
    const before = await read()
    await eraseFile(deps, target, LATER)
    expect(await read()).toMatchObject({
      status: 'closed',
      closeReason: 'erased',
      closedAt: LATER,
      reference: before.reference,
      registeredAt: before.registeredAt,
      orientedAt: before.orientedAt,
      peopleCount: 2,
      inseeCode: null,
      surveyAgreedAt: null,
    })
    expect(await database.client.erasure.findMany()).toEqual([
      { requestId: id, territoryId, erasedAt: LATER },
    ])
    expect(await database.client.auditEntry.count({ where: { action: 'erase' } })).toBe(1)
  })

  test('a commune that many others share stays, to be counted', async () => {
    const { deps, target, read, visitor } = await aBrokeredScene(database)
    for (let i = 0; i < 5; i++)
      await visitor().post('/questionnaire', aForm(aMember(0, { prenom: `Autre ${i}` })))
    await eraseFile(deps, target, LATER)
    expect((await read()).inseeCode).toBe('59350')
  })

  test('opening the page erases nothing, and it says what goes and what stays', async () => {
    const { link, visitor, read } = await aBrokeredScene(database)
    const page = await visitor().get(`${link}/effacer`).expect(200)
    expect(page.text).toContain('Ce que nous effaçons')
    expect(page.text).toContain('On ne peut pas revenir en arrière')
    expect((await read()).status).toBe('ready')
  })

  test('every link dies once the confirmation is shown, and a second press acts no more', async () => {
    const { link, visitor, deps } = await aBrokeredScene(database)
    const done = await visitor().post(`${link}/effacer`, { cle: randomUUID() }).expect(200)
    expect(done.text).toContain('Vos réponses sont effacées')
    for (const answer of [
      await visitor().post(`${link}/effacer`, { cle: randomUUID() }),
      await visitor().get(link),
      await visitor().get(`${link}/effacer`),
    ]) {
      expect(answer.status).toBe(410)
      expect(answer.text).toContain('Vos réponses ont été effacées')
    }
    expect(await deps.database.client.auditEntry.count({ where: { action: 'erase' } })).toBe(1)
  })

  test('B20: its doctor has the place back, and reads that the reference will not come', async () => {
    const { deps, link, territoryId, visitor, proposals, id } = await aFullFile(database)
    const [asked] = await proposals()
    await visitor().post(`${link}/effacer`, { cle: randomUUID() }).expect(200)
    expect((await proposals()).map(({ status }) => status)).toEqual(['withdrawn'])
    const { doctorId } = await database.client.availability.findUniqueOrThrow({
      where: { id: asked?.availabilityId ?? '' },
    })
    const promised = await listPromised(database.client, { doctorId, territoryId }, new Date(0))
    expect(promised).toMatchObject([{ requestId: id, isLiving: false, wasNamed: true }])
    expect(deps.database.client).toBeDefined()
  })

  test('a list that waited to leave never leaves', async () => {
    const scene = await aScene(database)
    await send(scene)
    await scene.patient.post(`${scene.link}/effacer`, { cle: randomUUID() }).expect(200)
    expect(await database.client.message.count()).toBe(0)
    const list = await database.client.shortlist.findFirstOrThrow()
    expect(list.closedAt).not.toBeNull()
  })

  test('a draft of somebody else stays', async () => {
    const { deps, territoryId, target } = await aBrokeredScene(database, { form: FORM })
    const values = aForm(aMember(0, { nom: 'Autre' }))
    const other = { token: 'un-autre-brouillon', territoryId, values }
    await saveDraft(database.client, deps.keys, other, deps.now())
    await eraseFile(deps, target, LATER)
    expect(await database.client.draft.count()).toBe(1)
  })

  test('the staff still open the request, its exports and its inbox, and it cannot be reopened', async () => {
    const { deps, visitor, target, id, read } = await aFullFile(database)
    const coordinator = visitor()
    await signIn(deps, coordinator)
    await eraseFile(deps, target, LATER)
    const { reference, version } = await read()
    const page = await coordinator.get(`/coordination/demandes/${id}`).expect(200)
    expect(page.text).toContain(reference)
    expect(page.text).not.toContain('Rouvrir')
    await coordinator.get('/coordination').expect(200)
    await coordinator.get('/coordination/envois').expect(200)
    await coordinator
      .post(`/coordination/demandes/${id}/etat`, { etat: 'ready', version: String(version) })
      .expect(409)
  })
})

describe('a backup made before an erasure', () => {
  test('is erased again when it is restored', async () => {
    const { deps, link, visitor, id } = await aFullFile(database)
    const file = join(folder, 'before.age')
    await backUp(deps, file, deps.now())
    await visitor().post(`${link}/effacer`, { cle: randomUUID() }).expect(200)
    const erasures = await readErasures(deps.config.dataDir)
    expect(erasures.map(({ requestId }) => requestId)).toContain(id)
    const { keys } = deps
    const { erased } = await restore({ database: elsewhere, keys, erasures }, file, LATER)
    expect(erased).toBe(1)
    const restored = await everythingIn(elsewhere, keys)
    expect(restored.filter((line) => SAID.test(line))).toEqual([])
    expect(restored.join('\n')).toContain(id)
  })
})

/** Where a full file says something before it is erased: the test would prove nothing if one were empty. */
const HELD = [
  'orientation_request.contact_sealed',
  'orientation_request.home_sealed',
  'orientation_request.wishes_sealed',
  'orientation_request.verdict_reason_sealed',
  'member.identity_sealed',
  'request_event.note_sealed',
  'proposal_round.exception_sealed',
  'shortlist.exception_sealed',
  'shortlist_entry.km',
  'shortlist_entry.reasons',
  'outcome.note_sealed',
  'referral.wished_doctor_sealed',
  'local_message.content_sealed',
  'draft.values_sealed',
]

test('a coordinator does the same for a household that asks by phone, and only they', async () => {
  const { deps, visitor, id, link, read } = await aBrokeredScene(database)
  const [coordinator, auditor] = [visitor(), visitor()]
  await signIn(deps, coordinator)
  await signIn(deps, auditor, 'auditor')
  const path = `/coordination/demandes/${id}/effacement`
  expect((await coordinator.get(path).expect(200)).text).toContain('Ce que nous effaçons')
  await auditor.post(path, {}).expect(403)
  await coordinator.post(path, { version: '99' }).expect(409)
  const { version } = await read()
  await coordinator.post(path, { version: String(version) }).expect(303)
  await coordinator.post(path, { version: String(version) }).expect(303)
  expect((await read()).closeReason).toBe('erased')
  await visitor().get(link).expect(410)
})
