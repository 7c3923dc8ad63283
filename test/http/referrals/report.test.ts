import { beforeEach, describe, expect, test } from 'vitest'
import { aDeps, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'
import { aReferrer } from '../referrers/support.ts'
import { aRegistration, NEW } from './support.ts'

const REPORT = '/coordination/rapports'
const database = await aDatabase()
const clock = { at: NOW }
const deps = aDeps(database, { clock })
const { client } = database

let coordinator: Visitor
beforeEach(async () => {
  clock.at = NOW
  await aTerritory(deps)
  coordinator = anApp(deps).visitor()
  await signIn(deps, coordinator)
})

async function registered(people: number, visitor: Visitor) {
  for (let i = 0; i < people; i++)
    await visitor.post(NEW, aRegistration({ 'membres[0][prenom]': `Rosa ${i}` })).expect(303)
}

function figureOf(text: string, organisation: string, figure: string): string | undefined {
  const row =
    text.split('<tr role="row">').find((part) => part.includes(`<strong>${organisation}<`)) ?? ''
  return new RegExp(`data-figure="${figure}">.*?</span>([^<]+)</td>`).exec(row)?.[1]
}

describe('B26: the quarterly report of each organisation', () => {
  test('counts the people it registered and what became of them, never a name', async () => {
    const { visitor } = await aReferrer(deps)
    await registered(6, visitor)
    await client.orientationRequest.updateMany({ data: { status: 'declared', orientedAt: NOW } })
    await client.member.updateMany({ data: { seenAt: NOW, declaredAt: NOW } })
    const { text } = await coordinator.get(`${REPORT}?trimestre=2026-T4`)
    for (const figure of ['referred', 'oriented', 'seen', 'declared'])
      expect([figure, figureOf(text, 'Pharmacie de la Halle', figure)]).toEqual([figure, '6'])
    expect(figureOf(text, 'Pharmacie de la Halle', 'waiting')).toBe('moins de 5')
    expect(text).not.toMatch(/Rosa|Quintavelha/)
  })

  test('small counts of an organisation are not told, the total is', async () => {
    const { visitor } = await aReferrer(deps)
    const other = { organisation_nom: 'Pharmacie du Lin' }
    const second = await aReferrer(deps, { fields: other })
    await registered(2, visitor)
    await registered(3, second.visitor)
    const { text } = await coordinator.get(REPORT)
    expect(figureOf(text, 'Pharmacie de la Halle', 'referred')).toBe('moins de 5')
    expect(figureOf(text, 'Ensemble', 'referred')).toBe('5')
  })

  test('a referral counts in the quarter when it was made', async () => {
    const { visitor } = await aReferrer(deps)
    await registered(5, visitor)
    await client.referral.updateMany({ data: { createdAt: new Date('2026-09-30T22:00:00Z') } })
    expect((await coordinator.get(`${REPORT}?trimestre=2026-T4`)).text).toContain(
      'Pharmacie de la Halle',
    )
    await client.referral.updateMany({ data: { createdAt: new Date('2026-09-30T21:59:59Z') } })
    const none = await coordinator.get(`${REPORT}?trimestre=2026-T4`)
    expect(none.text).toContain('Personne n’a été inscrit ce trimestre')
    const third = await coordinator.get(`${REPORT}?trimestre=2026-T3`)
    expect(figureOf(third.text, 'Pharmacie de la Halle', 'referred')).toBe('5')
  })

  test('one organisation is shown alone, to be handed to it without the others', async () => {
    const { visitor } = await aReferrer(deps)
    const second = await aReferrer(deps, { fields: { organisation_nom: 'Pharmacie du Lin' } })
    await registered(5, visitor)
    await registered(5, second.visitor)
    const { id } = await client.organisation.findFirstOrThrow({
      where: { name: 'Pharmacie du Lin' },
    })
    const { text } = await coordinator.get(`${REPORT}?organisme=${id}`)
    expect(figureOf(text, 'Pharmacie de la Halle', 'referred')).toBeUndefined()
    expect(figureOf(text, 'Ensemble', 'referred')).toBeUndefined()
    expect(figureOf(text, 'Pharmacie du Lin', 'referred')).toBe('5')
  })

  test('the file says the same, with the same small counts left out, and is in the audit', async () => {
    const { visitor } = await aReferrer(deps)
    await registered(5, visitor)
    const { text } = await coordinator.get(`${REPORT}.csv?trimestre=2026-T4`)
    const lines = text.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines).toEqual([
      'organisme;type;inscrites;orientees;vues;declarees;en_attente;attente_mediane_jours',
      'Pharmacie de la Halle;Pharmacie;5;moins de 5;moins de 5;moins de 5;5;0',
      'Ensemble;;5;0;0;0;5;0',
    ])
    expect(await client.auditEntry.count({ where: { action: 'export' } })).toBe(1)
  })

  test('another territory counts nothing of it', async () => {
    const { visitor } = await aReferrer(deps)
    await registered(5, visitor)
    await aTerritory(deps, { slug: 'lys-armentieres' })
    const elsewhere = anApp(deps).visitor()
    await signIn(deps, elsewhere, 'coordinator', 'lys-armentieres')
    expect((await elsewhere.get(REPORT)).text).not.toContain('Pharmacie de la Halle')
  })
})
