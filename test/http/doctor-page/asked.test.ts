import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { careForProposals, takeBack } from '../../../server/proposals/service.ts'
import { aDatabase } from '../../support/database.ts'
import { anAskedDoctor, openDoctor, three } from './asked-support.ts'

const database = await aDatabase()
const { client } = database
const proposal = (id: string) => client.proposal.findUniqueOrThrow({ where: { id } })

describe('B19: a doctor who is asked about a household', () => {
  test('sees what it needs, where and for which practice, by when to answer, and nobody’s name', async () => {
    const { page } = await anAskedDoctor(database, { form: { ...three, fauteuil: 'non' } })
    const text = await page()
    for (const said of [
      'Demandes qui attendent votre réponse',
      '3 personnes, Lille',
      '1 de 0 à 15 ans, 1 de 16 à 69 ans, 1 de 70 ans ou plus',
      'Besoin prioritaire : une ALD, et ne peut pas se déplacer',
      '1 personne à voir chez elle',
      'Inscrit aujourd’hui',
      'Cabinet Exemple',
      'Réponse attendue avant le mardi 1er décembre, 18 h',
    ])
      expect(text).toContain(said)
    expect(text).not.toMatch(/Lamercier|Jeanne|1948|Toile-Bise|06 39 98 12 34/)
  })

  test('says yes with one press, which leaves the link good and says what happens next', async () => {
    const { page, press, path, proposalId, read } = await anAskedDoctor(database)
    const answered = await press('oui').expect(303)
    expect(answered.headers.location).toBe(`${path}?merci=oui#merci`)
    expect(await proposal(proposalId)).toMatchObject({
      status: 'accepted',
      answeredBy: expect.stringMatching(/^Dr Nour /),
    })
    expect(await read()).toMatchObject({ status: 'proposed' })
    expect((await client.doctorLink.findFirstOrThrow()).usedAt).toBeNull()
    const text = await page()
    expect(text).not.toContain('Demandes qui attendent votre réponse')
    expect(text).toContain('Vous avez dit oui')
  })

  test('reads, after the press, that the coordinator tells the household', async () => {
    const { browser, press } = await anAskedDoctor(database)
    const { headers } = await press('oui')
    const { text } = await browser.get(headers.location ?? '').expect(200)
    expect(text).toContain('Inès Belgrain prévient le foyer. S’il est d’accord, il vous appelle')
  })

  test.each([
    ['complet', 'full', 'complet'],
    ['domicile', 'home_visit', 'non'],
    ['age', 'age', 'non'],
    ['distance', 'distance', 'non'],
    ['autre', 'other', 'non'],
  ])(
    'says no because of « %s », in two presses, and the next doctor is asked',
    async (raison, declineReason, noted) => {
      const { press, path, proposalId, proposals, doctors } = await anAskedDoctor(database)
      const { headers } = await press('non', { [`raison[${proposalId}]`]: raison }).expect(303)
      expect(headers.location).toBe(`${path}?merci=${noted}#merci`)
      expect(await proposal(proposalId)).toMatchObject({ status: 'declined', declineReason })
      const asked = await proposals()
      expect(asked.map(({ availabilityId }) => availabilityId)).toEqual(doctors.slice(0, 2))
    },
  )

  test('says « fewer »: each number below the household’s is a button, and is kept for the next', async () => {
    const { page, press, proposalId } = await anAskedDoctor(database, { form: three })
    const field = `personnes[${proposalId}]`
    const text = await page()
    const offered = [...text.matchAll(/name="personnes\[[^"]+" value="(\d+)"/g)].map(([, n]) => n)
    expect(offered).toEqual(['1', '2'])
    await press('moins', { [field]: '2' }).expect(303)
    expect(await proposal(proposalId)).toMatchObject({ status: 'declined', fewerPeople: 2 })
  })

  test('is not asked for « fewer » about a household of one', async () => {
    const { page } = await anAskedDoctor(database)
    const text = await page()
    expect(text).not.toContain('Moins de personnes')
    expect(text).toContain('Oui, je peux l’accueillir')
  })

  test.each([
    ['a day offered by a button', '2026-12-24', '2026-12-24'],
    ['a day as a French keyboard writes it', '3/2/2027', '2027-02-03'],
    ['the last day of the year to come', '24/11/2027', '2027-11-24'],
  ])('says « not now, from »: %s', async (_name, typed, kept) => {
    const { press, proposalId, doctors } = await anAskedDoctor(database)
    await press('plus_tard', { [`a_partir_du[${proposalId}]`]: typed }).expect(303)
    const { status, laterFrom } = await proposal(proposalId)
    expect({ status, laterFrom }).toEqual({
      status: 'declined',
      laterFrom: new Date(`${kept}T00:00:00Z`),
    })
    const { pausedUntil } = await client.availability.findUniqueOrThrow({
      where: { id: doctors[0] ?? '' },
    })
    expect(pausedUntil).not.toBeNull()
  })
})

describe('an answer that something is missing from', () => {
  test.each([
    ['plus_tard', 'a_partir_du', '24/11/2026', 'Indiquez un jour à venir, d’ici un an'],
    ['plus_tard', 'a_partir_du', '25/11/2027', 'Indiquez un jour à venir, d’ici un an'],
    ['plus_tard', 'a_partir_du', '31/11/2026', 'Indiquez un jour à venir, d’ici un an'],
    ['plus_tard', 'a_partir_du', 'bientôt', 'Indiquez un jour à venir, d’ici un an'],
    ['moins', 'personnes', '0', 'Indiquez combien de personnes, de 1 à 2.'],
    ['moins', 'personnes', '3', 'Indiquez combien de personnes, de 1 à 2.'],
    ['non', 'raison', 'C2S', 'Choisissez une raison'],
  ])(
    '« %s » with « %s » %s keeps the page open on it, and says how to mend it',
    async (reponse, field, typed, said) => {
      const { press, proposalId, read } = await anAskedDoctor(database, { form: three })
      const { text } = await press(reponse, { [`${field}[${proposalId}]`]: typed }).expect(422)
      expect(text).toMatch(/<title>Erreur : Demandes qui attendent/)
      expect(text).toContain(said)
      expect(text.match(/<details class="asked-answer" open>/g)).toHaveLength(1)
      if (field === 'a_partir_du') expect(text).toContain(`value="${typed}"`)
      expect(await proposal(proposalId)).toMatchObject({ status: 'pending' })
      expect(await read()).toMatchObject({ status: 'proposed' })
    },
  )

  test('no button that we know answers nothing', async () => {
    const { press, path, proposalId } = await anAskedDoctor(database)
    const { headers } = await press('peut-etre').expect(303)
    expect(headers.location).toBe(path)
    expect(await proposal(proposalId)).toMatchObject({ status: 'pending' })
  })

  test('a proposal to somebody else, or none, is not there', async () => {
    const scene = await anAskedDoctor(database)
    const other = await openDoctor(scene, scene.doctors[1])
    for (const sollicitation of [scene.proposalId, randomUUID(), 'rien']) {
      const form = { cle: randomUUID(), sollicitation, reponse: 'oui' }
      await other.browser.post(`${other.path}/sollicitation`, form).expect(404)
    }
    expect(await proposal(scene.proposalId)).toMatchObject({ status: 'pending' })
  })
})

describe('a doctor who answers what no longer waits is thanked, never told off', () => {
  test('expired: a yes is noted, and the coordinator has it to do', async () => {
    const { press, browser, proposalId, clock, deps } = await anAskedDoctor(database, { kms: [1] })
    clock.at = new Date('2026-12-01T17:00:00Z')
    await careForProposals(deps, clock.at)
    const { headers } = await press('oui').expect(303)
    const { text } = await browser.get(headers.location ?? '').expect(200)
    expect(text).toContain('Cette demande n’attend plus de réponse')
    expect(text).toContain('Votre oui est noté, Inès Belgrain vous appelle s’il est encore utile.')
    expect(await client.todo.findMany({ where: { kind: 'late_yes' } })).toMatchObject([
      { facts: { proposalId } },
    ])
  })

  test('taken back by the coordinator: there is nothing to do', async () => {
    const { press, browser, proposalId, deps, target, clock } = await anAskedDoctor(database)
    await takeBack(deps, target, { key: randomUUID() }, clock.at)
    const { headers } = await press('non', { [`raison[${proposalId}]`]: 'autre' }).expect(303)
    const { text } = await browser.get(headers.location ?? '').expect(200)
    expect(text).toContain('Cette demande n’attend plus de réponse')
    expect(text).toContain('Vous n’avez rien à faire. Merci d’avoir répondu.')
  })

  test('answered no on the phone, then yes on an old page: the yes is noted', async () => {
    const { press, doctorSays } = await anAskedDoctor(database, { kms: [1] })
    await doctorSays({ kind: 'no', reason: 'distance' })
    const { headers } = await press('oui').expect(303)
    expect(headers.location).toContain('?merci=tard_oui')
    expect(await client.todo.count({ where: { kind: 'late_yes' } })).toBe(1)
  })

  test('the same press three times at once is one answer, and three thanks', async () => {
    const { press, path } = await anAskedDoctor(database)
    const cle = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => press('oui', { cle })))
    expect(answers.map(({ headers }) => headers.location)).toEqual(
      Array(3).fill(`${path}?merci=oui#merci`),
    )
    expect(await client.todo.count({ where: { kind: 'tell_household' } })).toBe(1)
  })

  test('a no given another reason from the page before is the same no', async () => {
    const { press, proposalId } = await anAskedDoctor(database)
    const cle = randomUUID()
    await press('non', { cle, [`raison[${proposalId}]`]: 'autre' }).expect(303)
    const again = await press('non', { cle, [`raison[${proposalId}]`]: 'distance' }).expect(303)
    expect(again.headers.location).toContain('?merci=non')
    expect(await proposal(proposalId)).toMatchObject({ declineReason: 'other' })
  })
})

test('answering for availability first spends the link: only that browser still answers, for an hour', async () => {
  const { browser, page, press, path, visitor, proposalId } = await anAskedDoctor(database)
  const text = await page()
  const [, version = ''] = /name="version" value="(\d+)"/.exec(text) ?? []
  await browser.post(path, { cle: randomUUID(), version, action: 'inchange' }).expect(303)
  expect(await page()).toContain('Demandes qui attendent votre réponse')
  const form = { cle: randomUUID(), sollicitation: proposalId, reponse: 'oui' }
  await visitor().post(`${path}/sollicitation`, form).expect(410)
  expect(await proposal(proposalId)).toMatchObject({ status: 'pending' })
  await press('oui').expect(303)
  expect(await proposal(proposalId)).toMatchObject({ status: 'accepted' })
})

test('« complet » leaves no place for others, and gives back those held', async () => {
  const { press, proposalId, territoryId, doctors, clock } = await anAskedDoctor(database)
  const whose = { territoryId, availabilityId: doctors[0] ?? '' }
  expect(await loadOf(client, whose, clock.at)).toMatchObject({ held: 1 })
  await press('non', { [`raison[${proposalId}]`]: 'complet' })
  expect(await loadOf(client, whose, clock.at)).toMatchObject({ held: 0 })
  expect(await client.availability.findUnique({ where: { id: doctors[0] ?? '' } })).toMatchObject({
    places: 0,
  })
})

test('who says « complet » for everybody still sees what waits, and is asked to say yes only if they can', async () => {
  const { browser, path, page } = await anAskedDoctor(database)
  const cannot = 'Vous avez dit complet : répondez oui seulement si vous pouvez tout de même.'
  const text = await page()
  expect(text).not.toContain(cannot)
  const [, version = ''] = /name="version" value="(\d+)"/.exec(text) ?? []
  await browser.post(path, { cle: randomUUID(), version, action: 'complet' }).expect(303)
  const after = await page()
  expect(after).toContain('il reste la demande qui attend votre réponse')
  expect(after).not.toContain('Personne ne vous sera adressé')
  expect(after).toContain(cannot)
})

test('T-32: reading what a household needs is in the audit, without a name', async () => {
  const { page, id, doctorId } = await anAskedDoctor(database)
  await page()
  const lines = await client.auditEntry.findMany({
    where: { subjectId: id, actorKind: 'doctor', action: 'read' },
  })
  expect(lines).toMatchObject([{ actorId: doctorId, facts: { names: false } }])
})
