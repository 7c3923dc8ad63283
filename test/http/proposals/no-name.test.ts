import { beforeEach, expect, test } from 'vitest'
import { RequestStatus } from '../../../prisma/generated/enums.ts'
import { aBrokeredScene, type BrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()

/** Everything that would tell who the doctor is. */
const NAMING = [
  'Ombeline',
  'Vanhoublon',
  'Cabinet des Moulins',
  'rue du Rouet',
  '03 53 01 41 07',
  '353014107',
  'cabinet@example.org',
  'secrétariat',
]

/** Statuses in which the household agreed to its doctor, so knows who it is. */
const AGREED: readonly string[] = ['agreed', 'seen', 'declared']

let scene: BrokeredScene

beforeEach(async () => {
  scene = await aBrokeredScene(database, { kms: [1] })
  const { client } = database
  const doctor = { firstName: 'Ombeline', lastName: 'Vanhoublon', phone: '+33353014107' }
  await client.doctor.updateMany({ data: doctor })
  const practice = { name: 'Cabinet des Moulins', address: '6 rue du Rouet' }
  await client.practice.updateMany({ data: practice })
  await client.availability.updateMany({ data: { booking: 'Le secrétariat du Dr Vanhoublon' } })
})

/** What tells the doctor on the household's page, in its source too, and in the contact it may fetch. */
async function named(): Promise<string[]> {
  const page = await scene.visitor().get(scene.link)
  expect(page.status).toBe(200)
  const card = await scene.visitor().get(`${scene.link}/medecins/${scene.doctors[0]}.vcf`)
  const seen = page.text + card.text
  return NAMING.filter((word) => seen.toLowerCase().includes(word.toLowerCase()))
}

test('B20: along the way of a request no doctor is named until the household agreed, nor once it took that back', async () => {
  expect(await named()).toEqual([])
  await scene.ask(scene.doctors)
  expect(await named()).toEqual([])
  await scene.doctorSays({ kind: 'yes' })
  expect(await named()).toEqual([])
  await scene.tell()
  expect(await named()).toEqual([])
  await scene.householdSays('agreed')
  const told = ['Ombeline', 'Vanhoublon', 'Cabinet des Moulins', 'rue du Rouet', '353014107']
  expect(await named()).toEqual(expect.arrayContaining(told))
  await scene.householdSays('refused')
  expect(await named()).toEqual([])
})

test.each(Object.values(RequestStatus))(
  'B20: in status %s, a doctor who said yes is named only to a household that agreed',
  async (status) => {
    await scene.ask(scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    await scene.tell()
    const { client } = database
    const where = { id: scene.id }
    const closing = { closeReason: 'withdrawn' as const, closedAt: scene.clock.at }
    await client.orientationRequest.update({
      where,
      data: { status, ...(status === 'closed' ? closing : {}) },
    })
    expect(await named()).toEqual([])
    await client.proposal.updateMany({
      data: { householdAnswer: 'agreed', householdAnsweredAt: scene.clock.at },
    })
    expect((await named()).length > 0).toBe(AGREED.includes(status))
  },
)
