import { randomUUID } from 'node:crypto'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mintDoctorLink } from '../../server/doctor-links/service.ts'
import { findRequest } from '../../server/orientation/service.ts'
import { askDoctors } from '../../server/proposals/service.ts'
import { choiceFor } from '../../server/shortlists/choice.ts'
import { findTerritory } from '../../server/territory/service.ts'
import { COORDINATOR } from '../support/brokered.ts'
import { describeInChromium } from '../support/browser.ts'
import { look } from './look.ts'
import { aStage, type Stage, untilDoctorsAreWrittenTo } from './visit.ts'

const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }

const KM = 10

describeInChromium('B19: a doctor answers on a phone, without JavaScript nor account', () => {
  let stage: Stage
  const asked: string[] = []
  let presses = 0

  beforeAll(async () => {
    stage = await aStage()
    await untilDoctorsAreWrittenTo(stage)
  })

  beforeEach(() => {
    presses = 0
  })

  afterAll(() => stage.close())

  test('« Oui » is one press', async () => {
    const card = await anAskedCard()
    await press(card.getByRole('button', { name: /^Oui, je peux/ }))
    await card.page().getByText('Merci docteur, c’est noté').waitFor()
    expect(await answered()).toMatchObject({ status: 'accepted' })
    expect(presses).toBe(1)
  })

  test('« Non » is two presses, the second one says why', async () => {
    const card = await anAskedCard()
    await press(card.locator('summary', { hasText: /^Non/ }))
    await press(card.getByRole('button', { name: /^C’est trop loin/ }))
    await card.page().getByText('Nous continuons de chercher pour ce foyer').waitFor()
    expect(await answered()).toMatchObject({ status: 'declined', declineReason: 'distance' })
    expect(presses).toBeLessThanOrEqual(2)
  })

  test('« Pas maintenant » is two presses for one of the days offered', async () => {
    const card = await anAskedCard()
    await press(card.locator('summary', { hasText: /^Pas maintenant/ }))
    await press(card.getByRole('button', { name: /^Dans deux mois/ }))
    await card.page().getByText('Personne ne vous est adressé à ce cabinet avant ce jour').waitFor()
    expect(await answered()).toMatchObject({ status: 'declined', declineReason: 'later' })
    expect(presses).toBeLessThanOrEqual(2)
  })

  test('the common list, as it is served, has nothing for axe to say, nor anything too wide', async () => {
    const page = await stage.visit()
    await page.goto(await aLink(await someDoctor()))
    await page.getByRole('link', { name: 'Voir la liste commune' }).click()
    await page.getByRole('heading', { name: 'Liste commune' }).waitFor()
    expect(await look(page, 'medecin-liste-commune')).toEqual([])
  })

  test('no page of the journey was in trouble', () => {
    expect(stage.troubles).toEqual([])
  })

  async function press(what: Locator): Promise<void> {
    presses += 1
    await what.tap()
  }

  /** On the page of a doctor, what was just asked about a household that waits in the demonstration; they may be asked about others too. */
  async function anAskedCard(): Promise<Locator> {
    const proposalId = await askSomebody()
    asked.push(proposalId)
    const { client } = stage.running.deps.database
    const { availability } = await client.proposal.findUniqueOrThrow({
      where: { id: proposalId },
      select: { availability: { select: { doctorId: true } } },
    })
    const page = await stage.visit({ ...PHONE, javaScriptEnabled: false })
    await page.goto(await aLink(availability.doctorId))
    await page.getByRole('heading', { name: 'Demandes qui attendent votre réponse' }).waitFor()
    return page.locator(`[data-proposal-id="${proposalId}"]`)
  }

  function answered() {
    const id = asked.at(-1) ?? ''
    return stage.running.deps.database.client.proposal.findUniqueOrThrow({ where: { id } })
  }

  /** Asks the doctor nearest to a household, by phone: a message would leave with a link of its own. The proposal. */
  async function askSomebody(): Promise<string> {
    const { deps } = stage.running
    const { client } = deps.database
    const now = deps.now()
    const ready = await client.orientationRequest.findMany({
      where: { status: 'ready', territory: { mode: 'brokered' } },
      orderBy: { id: 'asc' },
    })
    for (const { id, territoryId } of ready) {
      const request = await findRequest(client, deps.keys, { id, territoryId })
      const territory = await findTerritory(deps, territoryId)
      const choice = request && (await choiceFor(client, { request, territory, km: KM }, now))
      const [first] = choice?.ranking.ranked ?? []
      if (!first) continue
      const asking = {
        key: randomUUID(),
        availabilityIds: [first.id],
        km: KM,
        exception: 'essai',
        medium: 'phone' as const,
        isNamed: false,
      }
      await askDoctors(deps, { id, territoryId, actor: COORDINATOR }, asking, now)
      return (
        await client.proposal.findFirstOrThrow({ where: { requestId: id, status: 'pending' } })
      ).id
    }
    throw new Error('the demonstration has nobody to ask about')
  }

  async function someDoctor(): Promise<string> {
    const { client } = stage.running.deps.database
    const where = { withdrawnAt: null, territory: { mode: 'brokered' as const } }
    return (await client.doctor.findFirstOrThrow({ where, orderBy: { rpps: 'asc' } })).id
  }

  async function aLink(doctorId: string): Promise<string> {
    const { deps } = stage.running
    const { territoryId } = await deps.database.client.doctor.findUniqueOrThrow({
      where: { id: doctorId },
    })
    return deps.database.transaction((tx) =>
      mintDoctorLink(tx, { territoryId, doctorId }, deps.now()),
    )
  }
})
