import { describe, expect, test } from 'vitest'
import { ownField } from '../../../server/doctor-page/schema.ts'
import { aDatabase } from '../../support/database.ts'
import {
  aCode,
  aDoctorScene,
  aHouseholdSent,
  aLink,
  MINUTE_MS,
  MOBILE,
  pageForm,
  type Scene,
} from './support.ts'

const database = await aDatabase()
const { client } = database
const OTHER = '06 39 98 56 78'

/** « Enregistrer les changements », with what is typed over the page. */
async function save({ doctor, path, availabilityId }: Scene, fields: Record<string, string>) {
  const counts = (['places', 'places_ald', 'places_visite'] as const).map((field) => [
    ownField(availabilityId, field),
    '0',
  ])
  const typed = { action: 'enregistrer', ...Object.fromEntries(counts), ...fields }
  return doctor.post(path, await pageForm(doctor, path, typed))
}

/** The six digits are typed in the doctor's browser. */
async function prove(scene: Scene): Promise<void> {
  const proof = { code: await aCode(scene), vers: 'mobile' }
  await scene.doctor.post(`${scene.path}/noms`, proof).expect(303)
}

const stored = ({ doctorId }: Scene) =>
  client.doctor.findUniqueOrThrow({
    where: { id: doctorId },
    select: { channel: true, mobile: true, phone: true },
  })

describe('how a doctor is written to, on the page behind their link', () => {
  test('is theirs to choose, mail or SMS, by the save that confirms the rest', async () => {
    const scene = await aDoctorScene(database)
    expect((await scene.doctor.get(scene.path)).text).toContain('Nos messages : par mail')
    expect((await save(scene, { canal: 'sms' })).status).toBe(303)
    expect(await stored(scene)).toEqual({ channel: 'sms', mobile: null, phone: MOBILE })
    const { text } = await scene.doctor.get(scene.path)
    expect(text).toContain('Nos messages vous arrivent par SMS, au mobile qui finit par 12.')
  })

  test('is told without an address nor a whole number, since a link may be in other hands', async () => {
    const scene = await aDoctorScene(database, { mobile: '+33639985678' })
    const { text } = await scene.doctor.get(scene.path)
    expect(text).toContain('Votre mobile finit par 78.')
    expect(text).not.toMatch(/56 ?78|fantine\.hautelisse@/)
  })

  test('without a mobile on file there is nothing to choose, and the page says who to call', async () => {
    const scene = await aDoctorScene(database, { phone: '+33353014107' })
    const { text } = await scene.doctor.get(scene.path)
    expect(text).not.toContain('name="canal"')
    expect(text).toContain('Donnez-nous votre mobile de vive voix')
    const answer = await save(scene, { canal: 'sms' })
    expect([answer.status, answer.text.includes('Pour les SMS, indiquez un mobile')]).toEqual([
      422,
      true,
    ])
  })
})

describe('the private mobile, which receives the six digits', () => {
  test('a stolen link alone changes no mobile, so it never reads a name', async () => {
    for (const phone of [MOBILE, '+33353014107', null]) {
      const scene = await aDoctorScene(database, { phone })
      await aHouseholdSent(scene)
      const before = await stored(scene)
      const { status, text } = await save(scene, { canal: 'courriel', mobile: OTHER })
      expect(status).toBe(422)
      expect(text).toContain('recevez d’abord six chiffres')
      expect(text).not.toContain('Lamercier')
      expect(await stored(scene)).toEqual(before)
      expect((await client.doctorLink.findFirstOrThrow()).usedAt).toBeNull()
      await client.territory.deleteMany()
    }
  })

  test('is changed once the one on file is proved in this browser, and the audit says so', async () => {
    const scene = await aDoctorScene(database)
    expect((await scene.doctor.get(scene.path)).text).not.toContain('name="mobile"')
    await scene.doctor
      .post(`${scene.path}/code`, { vers: 'mobile' })
      .expect('Location', `${scene.path}?code=1#code-mobile`)
    await prove(scene)
    expect((await scene.doctor.get(scene.path)).text).toContain('name="mobile"')
    expect((await save(scene, { canal: 'sms', mobile: OTHER })).status).toBe(303)
    expect(await stored(scene)).toMatchObject({ channel: 'sms', mobile: '+33639985678' })
    const { facts } = await client.auditEntry.findFirstOrThrow({
      where: { actorKind: 'doctor', action: 'update' },
    })
    expect(facts).toMatchObject({ mobile_changed: true })
    expect(JSON.stringify(facts)).not.toContain('5678')
  })

  test('what the former one proved shows no name any more: the new one is to be proved', async () => {
    const scene = await aDoctorScene(database)
    await aHouseholdSent(scene)
    await prove(scene)
    expect((await scene.doctor.get(scene.path)).text).toContain('Jeanne Lamercier')
    await save(scene, { mobile: OTHER })
    const { text } = await scene.doctor.get(scene.path).expect(200)
    expect(text).not.toContain('Lamercier')
    expect(text).toContain('Recevoir le code')
    await prove(scene)
    expect((await scene.doctor.get(scene.path)).text).toContain('Jeanne Lamercier')
  })

  test('a proof is for one browser, one link and one hour', async () => {
    const scene = await aDoctorScene(database)
    await prove(scene)
    const refused = async (from: Scene) => {
      const { status, text } = await save(from, { mobile: OTHER })
      expect([status, text.includes('recevez d’abord six chiffres')]).toEqual([422, true])
    }
    await refused({ ...scene, doctor: scene.visitor() })
    scene.clock.at = new Date(scene.clock.at.getTime() + 61 * MINUTE_MS)
    await refused(scene)
    await prove(scene)
    await refused({ ...scene, path: await aLink(scene) })
    expect((await stored(scene)).mobile).toBeNull()
  })

  test('a number that is not a mobile is sent back with what was typed', async () => {
    const scene = await aDoctorScene(database)
    await prove(scene)
    const { status, text } = await save(scene, { mobile: '03 53 01 41 07' })
    expect(status).toBe(422)
    expect(text).toContain('Indiquez un mobile à 10 chiffres')
    expect(text).toContain('value="03 53 01 41 07"')
  })
})
