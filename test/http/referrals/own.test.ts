import { beforeEach, describe, expect, test } from 'vitest'
import type { RequestStatus } from '../../../prisma/generated/enums.ts'
import { aDeps, aForm, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory } from '../../support/people.ts'
import { aReferrer } from '../referrers/support.ts'
import { aRegistration, NEW, OWN } from './support.ts'

const database = await aDatabase()
const deps = aDeps(database)
const { client } = database

let pharmacist: Visitor
let accountId = ''
beforeEach(async () => {
  await aTerritory(deps)
  ;({ visitor: pharmacist, accountId } = await aReferrer(deps))
})

async function becomes(status: RequestStatus, more = {}) {
  await client.orientationRequest.updateMany({ data: { status, ...more } })
}

describe('a referrer sees their own referrals and nothing else', () => {
  test('the name they typed, the reference, the date, and whether the search goes on', async () => {
    await pharmacist.post(NEW, aRegistration()).expect(303)
    const { reference } = await client.orientationRequest.findFirstOrThrow()
    const { text } = await pharmacist.get(OWN)
    for (const shown of ['Rosa Quintavelha', reference, '24 novembre 2026', 'En cours'])
      expect(text).toContain(shown)
    for (const hidden of ['Toile-Bise', '06 39 98', '1948', 'Lille</'])
      expect(text).not.toContain(hidden)
  })

  test('never those of a colleague of the same place, nor of anybody else', async () => {
    await pharmacist.post(NEW, aRegistration()).expect(303)
    await anApp(deps).visitor().post('/questionnaire', aForm())
    const colleague = await aReferrer(deps)
    const { text } = await colleague.visitor.get(OWN)
    expect(text).not.toContain('data-reference')
    expect(text).not.toMatch(/Quintavelha|Lamercier/)
  })

  test('reading the names leaves a line in the audit', async () => {
    await pharmacist.post(NEW, aRegistration()).expect(303)
    await pharmacist.get(OWN)
    const line = await client.auditEntry.findFirstOrThrow({ where: { subjectKind: 'referral' } })
    expect(line).toMatchObject({ action: 'read', actorId: accountId, facts: { rows: 1 } })
  })

  test('a list longer than a page is cut', async () => {
    for (let i = 0; i < 26; i++) await pharmacist.post(NEW, aRegistration()).expect(303)
    const first = (await pharmacist.get(OWN)).text.match(/data-reference/g) ?? []
    const second = (await pharmacist.get(`${OWN}?page=2`)).text.match(/data-reference/g) ?? []
    expect([first.length, second.length]).toEqual([25, 1])
  })
})

describe('B26: the outcome comes back to the referrer, only if the person agreed', () => {
  const steps: [RequestStatus, string, object][] = [
    ['shortlisted', 'doctors_given', {}],
    ['offered', 'solution_offered', {}],
    ['seen', 'seen', {}],
    ['declared', 'declared', {}],
    ['closed', 'found', { closeReason: 'found_alone', closedAt: NOW }],
  ]

  test.each(steps)('%s is told as %s', async (status, outcome, more) => {
    await pharmacist.post(NEW, aRegistration({ accord_suite: 'oui' })).expect(303)
    await becomes(status, more)
    expect((await pharmacist.get(OWN)).text).toContain(`data-outcome="${outcome}"`)
  })

  test.each(steps)(
    'without the agreement, %s is told to nobody',
    async (status, _outcome, more) => {
      await pharmacist.post(NEW, aRegistration()).expect(303)
      await becomes(status, more)
      const { text } = await pharmacist.get(OWN)
      expect(text).not.toContain('data-outcome')
      expect(text).toContain('n’a pas souhaité')
    },
  )

  test.each(['deceased', 'unreachable', 'withdrawn', 'moved', 'duplicate'] as const)(
    'why a search stopped is never told: %s',
    async (closeReason) => {
      await pharmacist.post(NEW, aRegistration({ accord_suite: 'oui' })).expect(303)
      await becomes('closed', { closeReason, closedAt: NOW })
      expect((await pharmacist.get(OWN)).text).toContain('data-outcome="stopped"')
    },
  )
})
