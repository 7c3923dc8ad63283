import { describe, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { openDoctor, three } from '../doctor-page/asked-support.ts'
import { aListed, aPress } from './support.ts'

const database = await aDatabase()
const { client } = database

describe('B33: the common list behind a doctor’s link', () => {
  test('is one press from their page, and shows who waits near them without a name', async () => {
    const { browser, path } = await aListed(database, { form: { ...three, ...canTravel } })
    expect((await browser.get(path)).text).toContain(`href="${path}/liste-commune"`)
    const { text } = await browser.get(`${path}/liste-commune`).expect(200)
    for (const said of [
      '3 personnes, Lille',
      'Besoin renforcé : une ALD, ou ne peut pas se déplacer',
      'Inscrit aujourd’hui',
      'À moins de 2 km',
      'J’accueille ce foyer',
    ])
      expect(text).toContain(said)
    expect(text).not.toMatch(/Lamercier|Jeanne|Paule|Colin|1948|Toile-Bise|06 39 98 12 34/)
  })

  test('says so when nobody waits near the doctor, and how far is too far', async () => {
    const { browser, path } = await aListed(database, { kms: [20] })
    const { text } = await browser.get(`${path}/liste-commune`).expect(200)
    expect(text).toContain('Personne n’attend près de chez vous')
    expect(text).not.toContain('J’accueille ce foyer')
  })

  test('is not there where the territory opens none, nor linked from the page', async () => {
    const scene = await aListed(database)
    const { browser, path, deps, id } = scene
    await client.territory.updateMany({ data: { hasCommonList: false } })
    expect((await browser.get(path)).text).not.toContain('liste-commune')
    await browser.get(`${path}/liste-commune`).expect(404)
    await browser.post(`${path}/liste-commune`, aPress(id)).expect(404)
    expect(await client.proposal.count()).toBe(0)
    expect(deps.now()).toEqual(scene.clock.at)
  })

  test('neither shows nor gives anybody to a doctor who left', async () => {
    const { browser, path, doctorId, id } = await aListed(database)
    await client.doctor.update({
      where: { id: doctorId },
      data: { withdrawnAt: new Date('2026-11-24T08:00:00Z'), coordinationAgreedAt: null },
    })
    const { text } = await browser.get(`${path}/liste-commune`).expect(200)
    expect(text).not.toContain('J’accueille ce foyer')
    const { headers } = await browser.post(`${path}/liste-commune`, aPress(id)).expect(303)
    expect(headers.location).toContain('?merci=parti')
    expect(await client.proposal.count()).toBe(0)
  })

  test('is behind the link: none for a dead one, nor for another browser once it served', async () => {
    const scene = await aListed(database)
    const { browser, path, visitor, doctors } = scene
    const [, version = ''] =
      /name="version" value="(\d+)"/.exec((await browser.get(path)).text) ?? []
    await browser.post(path, { ...aPress(''), version, action: 'inchange' }).expect(303)
    await browser.get(`${path}/liste-commune`).expect(200)
    await visitor().get(`${path}/liste-commune`).expect(410)
    await openDoctor(scene, doctors[0])
    await browser.get(`${path}/liste-commune`).expect(404)
  })

  test('T-32: each reading is in the audit, as a count', async () => {
    const { browser, path, doctorId } = await aListed(database)
    await browser.get(`${path}/liste-commune`)
    expect(
      await client.auditEntry.findMany({ where: { subjectKind: 'common_list' } }),
    ).toMatchObject([{ actorKind: 'doctor', actorId: doctorId, facts: { rows: 1 } }])
  })
})

const canTravel = { 'membres[0][se_deplace]': 'oui' }
