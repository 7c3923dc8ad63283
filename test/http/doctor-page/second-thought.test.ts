import { expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { anAskedDoctor } from './asked-support.ts'

const database = await aDatabase()

const proposal = (id: string) => database.client.proposal.findUniqueOrThrow({ where: { id } })

test('yes, then no before the household agreed: the last word counts', async () => {
  const { press, proposalId } = await anAskedDoctor(database)
  await press('oui')
  const { headers } = await press('non', { [`raison[${proposalId}]`]: 'autre' }).expect(303)
  expect(headers.location).toContain('?merci=non')
  expect(await proposal(proposalId)).toMatchObject({ status: 'declined', declineReason: 'other' })
})

test('yes, then no once the household agreed: the yes stands, and the page says who to call', async () => {
  const scene = await anAskedDoctor(database)
  const { press, browser, proposalId } = scene
  await press('oui')
  await scene.tell()
  await scene.householdSays('agreed')
  const { headers } = await press('non', { [`raison[${proposalId}]`]: 'autre' }).expect(303)
  const { text } = await browser.get(headers.location ?? '').expect(200)
  expect(text).toContain('Vous aviez dit oui pour ce foyer')
  expect(text).toContain('03 53 01 00 24')
  expect(await proposal(proposalId)).toMatchObject({ status: 'accepted' })
})
