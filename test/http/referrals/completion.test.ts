import { beforeEach, describe, expect, test } from 'vitest'
import { findRequest } from '../../../server/orientation/service.ts'
import { aDeps, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'
import { aReferrer } from '../referrers/support.ts'
import { aRegistration, NEW } from './support.ts'

const PATH = '/signalements/completer'
const database = await aDatabase()
const deps = aDeps(database)
const { client } = database
const CPAM = {
  role: 'cpam',
  profession: '',
  organisation_nom: 'CPAM de la plaine',
  organisation_type: 'cpam',
}

let territoryId = ''
let agent: Visitor
let pharmacist: Visitor
beforeEach(async () => {
  territoryId = await aTerritory(deps)
  agent = (await aReferrer(deps, { fields: CPAM })).visitor
  pharmacist = (await aReferrer(deps)).visitor
  await pharmacist.post(NEW, aRegistration()).expect(303)
})

function birth(day = '27', month = '3', year = '1948') {
  return {
    'membres[0][naissance_jour]': day,
    'membres[0][naissance_mois]': month,
    'membres[0][naissance_annee]': year,
  }
}

async function theRequest() {
  const { id } = await client.orientationRequest.findFirstOrThrow()
  const request = await findRequest(client, deps.keys, { id, territoryId })
  if (!request) throw new Error('request lost')
  return request
}

describe('B16: the CPAM completes a request that it can name', () => {
  test('by its exact reference and a birth date, sees what is missing and never what is there', async () => {
    const { reference } = await theRequest()
    const typed = { reference: reference.toLowerCase(), ...birth() }
    const { status, text } = await agent.post(PATH, typed)
    expect(status).toBe(200)
    expect(text).toContain('name="courriel"')
    expect(text).toContain('name="ald"')
    expect(text).not.toContain('name="telephone"')
    expect(text).not.toMatch(/Quintavelha|Toile-Bise|06 39 98|0639|Lille<\/td/)
  })

  test('adds what is missing, each field with its line of timeline and of audit', async () => {
    const { reference, id } = await theRequest()
    const form = { reference, ...birth(), courriel: 'rosa@example.org', ald: 'oui' }
    const { headers } = await agent.post(`${PATH}/ajouter`, form)
    expect(headers.location).toBe(`${PATH}?fait=ajout`)
    const request = await theRequest()
    expect(request.contact).toMatchObject({ email: 'rosa@example.org', phone: '+33639981234' })
    expect(request.members[0]?.ald).toBe(true)
    const events = await client.requestEvent.findMany({ where: { kind: 'completed' } })
    expect(events.map(({ facts }) => facts)).toEqual([{ field: 'email' }, { field: 'ald' }])
    const audited = await client.auditEntry.findMany({
      where: { subjectId: id, action: 'update', facts: { path: ['field'], not: 'null' } },
    })
    expect(audited.map(({ facts }) => (facts as { field?: string }).field).filter(Boolean)).toEqual(
      ['email', 'ald'],
    )
  })

  test('what the household said is never replaced', async () => {
    const { reference } = await theRequest()
    const form = { reference, ...birth(), telephone: '06 39 98 99 99' }
    const { headers } = await agent.post(`${PATH}/ajouter`, form)
    expect(headers.location).toBe(`${PATH}?fait=rien`)
    expect((await theRequest()).contact.phone).toBe('+33639981234')
  })

  test('a request found again by a new phone, in the inbox', async () => {
    await client.orientationRequest.deleteMany()
    await pharmacist.post(NEW, aRegistration({ telephone: '', canal: 'courrier' })).expect(303)
    const { reference } = await theRequest()
    await agent.post(`${PATH}/ajouter`, { reference, ...birth(), telephone: '06 39 98 77 66' })
    const coordinator = anApp(deps).visitor()
    await signIn(deps, coordinator)
    const { text } = await coordinator.get('/coordination?q=0639987766')
    expect(text).toContain(reference)
  })
})

describe('the least that the CPAM needs', () => {
  test('a wrong reference, a wrong date and a closed request are the same answer', async () => {
    const { reference } = await theRequest()
    const answerTo = async (form: Record<string, string>) => {
      const { status, text } = await agent.post(PATH, form)
      const said = /<ul class="error-summary-list">.*?<\/ul>/s.exec(text)?.[0]
      return [status, said]
    }
    const unknown = await answerTo({ reference: 'GL-AAA-222', ...birth() })
    expect(unknown[0]).toBe(422)
    expect(await answerTo({ reference, ...birth('28') })).toEqual(unknown)
    await client.orientationRequest.updateMany({
      data: { status: 'closed', closeReason: 'withdrawn', closedAt: NOW },
    })
    expect(await answerTo({ reference, ...birth() })).toEqual(unknown)
  })

  test('nothing is found in another territory', async () => {
    await aTerritory(deps, { slug: 'lys-armentieres' })
    const { reference } = await theRequest()
    await client.orientationRequest.updateMany({
      data: {
        territoryId: (
          await client.territory.findFirstOrThrow({ where: { slug: 'lys-armentieres' } })
        ).id,
      },
    })
    expect((await agent.post(PATH, { reference, ...birth() })).status).toBe(422)
  })

  test('birth dates cannot be tried one after the other', async () => {
    const { reference } = await theRequest()
    const statuses: number[] = []
    for (let day = 1; day <= 31; day++)
      statuses.push(
        (await agent.post(PATH, { reference, ...birth('1', '1', String(1900 + day)) })).status,
      )
    expect([statuses[0], statuses.at(-1)]).toEqual([422, 429])
  })

  test('a look leaves a line in the audit, found or not', async () => {
    const { reference, id } = await theRequest()
    await agent.post(PATH, { reference, ...birth() })
    await agent.post(PATH, { reference, ...birth('28') })
    const looks = await client.auditEntry.findMany({
      where: { facts: { path: ['by'], equals: 'reference' } },
      orderBy: { sequence: 'asc' },
    })
    expect(looks.map(({ subjectId }) => subjectId)).toEqual([id, null])
  })

  test('a professional completes nothing', async () => {
    expect((await pharmacist.get(PATH)).status).toBe(403)
  })
})
