import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { composeMessage } from '../../../server/letters/compose.ts'
import { findRequest } from '../../../server/orientation/service.ts'
import { aMember } from '../../support/app.ts'
import type { BrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { withoutTokens } from '../../support/tokens.ts'
import { aListed } from '../common-list/support.ts'
import { anAskedDoctor } from './asked-support.ts'

const database = await aDatabase()
const { client } = database

/** A household whose every field that says who it is can be told from anything else. */
const form = {
  adresse: '12 rue du Canarirue',
  code_postal: '59777',
  telephone: '06 39 98 77 31',
  courriel: 'canarimail@example.org',
  source: 'CANARI-9',
  motif: 'retraite',
  langue: 'pt',
  ...aMember(0, {
    nom: 'Canarinom',
    prenom: 'Canariprenom',
    naissance_jour: '28',
    naissance_mois: '2',
    naissance_annee: '1931',
    ald: 'oui',
  }),
  ...aMember(1, { nom: 'Canariautre', prenom: 'Canariseconde', naissance_annee: '1969' }),
}

const CANARIES: Record<string, RegExp> = {
  name: /canarinom|canariautre/i,
  firstName: /canariprenom|canariseconde/i,
  birth: /1931|1969|02-28|28\/02|28 février|95 ans|57 ans/,
  phone: /6[ .]?39[ .]?98[ .]?77[ .]?31/,
  email: /canarimail/i,
  address: /canarirue|toile-bise/i,
  postalCode: /59777/,
  source: /canari-9/i,
  reason: /retraite|retirement/i,
}

/** Which canaries sing in a text, ids and tokens drawn at random left out. */
function singing(text: string, reference: string): string[] {
  const read = text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{43}/g, '')
  const all = { ...CANARIES, reference: new RegExp(reference) }
  return Object.entries(all).flatMap(([name, pattern]) => (pattern.test(read) ? [name] : []))
}

/** Everything that can be written to a doctor now, on both channels. */
async function lettersTo({ deps, territoryId, clock }: BrokeredScene, doctorId: string) {
  const letters: string[] = []
  for (const template of ['doctor_news', 'doctor_link', 'availability_ask'])
    for (const channel of ['email', 'sms'] as const) {
      const ids = { doctorId, rank: '1' }
      const id = randomUUID()
      const of = {
        id,
        territoryId,
        uniqueKey: id,
        requestId: null,
        doctorId,
        createdAt: clock.at,
        attempts: 1,
      }
      await client.doctor.update({ where: { id: doctorId }, data: { phone: '+33639981212' } })
      const letter = await composeMessage(deps, { ...of, channel, template, ids }, clock.at)
      if (letter) letters.push(JSON.stringify(letter))
    }
  return letters
}

async function referenceOf(scene: BrokeredScene): Promise<string> {
  return (await scene.read()).reference
}

describe('T-27: before a household agrees, a doctor reads nothing that says who it is', () => {
  test('every canary is in what is stored, or this test would prove nothing', async () => {
    const scene = await anAskedDoctor(database, { form })
    const { deps, id, territoryId } = scene
    const request = await findRequest(client, deps.keys, { id, territoryId })
    const found = singing(JSON.stringify(request), await referenceOf(scene))
    expect(found.sort()).toEqual([...Object.keys(CANARIES), 'reference'].sort())
  })

  test('asked, refused for a slip, then having said yes, on a living link and on one that served', async () => {
    const scene = await anAskedDoctor(database, { form })
    const { page, press, proposalId, browser, path, tell } = scene
    const pages = [await page()]
    const slip = await press('plus_tard', { [`a_partir_du[${proposalId}]`]: 'hier' }).expect(422)
    const [, version = ''] = /name="version" value="(\d+)"/.exec(pages[0] ?? '') ?? []
    pages.push(slip.text)
    await press('oui').expect(303)
    pages.push(await page())
    await tell()
    pages.push(await page())
    await browser.post(path, { cle: randomUUID(), version, action: 'inchange' }).expect(303)
    pages.push(await page())
    expect(pages.filter((text) => text.includes('Lille'))).toHaveLength(pages.length)
    const reference = await referenceOf(scene)
    expect(pages.flatMap((text) => singing(text, reference))).toEqual([])
  })

  test('a household that refused before it was named', async () => {
    const scene = await anAskedDoctor(database, { form })
    await scene.press('oui')
    await scene.tell()
    await scene.householdSays('refused')
    const text = await scene.page()
    expect(text).toContain('Ne viendra pas, rien à faire')
    expect(singing(text, await referenceOf(scene))).toEqual([])
  })

  test('on the common list, before and after taking', async () => {
    const scene = await aListed(database, { form })
    const { browser, path, id } = scene
    const list = `${path}/liste-commune`
    const pages = [(await browser.get(list)).text]
    expect(pages[0]).toContain('J’accueille ce foyer')
    const taken = await browser.post(list, { cle: randomUUID(), foyer: id }).expect(303)
    pages.push((await browser.get(taken.headers.location ?? '')).text)
    pages.push((await browser.get(path)).text)
    const reference = await referenceOf(scene)
    expect(pages.flatMap((text) => singing(text, reference))).toEqual([])
  })

  test('in every message, asked or told whom to expect, by e-mail and by SMS', async () => {
    const scene = await anAskedDoctor(database, { form })
    const letters = await lettersTo(scene, scene.doctorId)
    await scene.doctorSays({ kind: 'yes' })
    await scene.tell()
    await scene.householdSays('agreed')
    letters.push(...(await lettersTo(scene, scene.doctorId)))
    expect(letters.some((text) => text.includes('qui attendre'))).toBe(true)
    const reference = await referenceOf(scene)
    expect(letters.flatMap((text) => singing(text, reference))).toEqual([])
    expect(withoutTokens(letters.join())).not.toMatch(
      /ALD|domicile|70 ans|Portugais|portugais|fauteuil/,
    )
  })

  test('and in the outbox, where ids alone wait to leave', async () => {
    const scene = await anAskedDoctor(database, { form })
    await scene.doctorSays({ kind: 'yes' })
    await scene.tell()
    await scene.householdSays('agreed')
    const stored = await client.message.findMany({ where: { doctorId: { not: null } } })
    expect(stored.length).toBeGreaterThan(0)
    expect(singing(JSON.stringify(stored), await referenceOf(scene))).toEqual([])
  })
})
