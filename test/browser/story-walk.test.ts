import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { withoutTokens } from '../support/tokens.ts'
import { chooseThree, listWords, PAST_UNDO_MS, pinWords, sendList } from './request.ts'
import { linkIn, openFromInbox, sendQuestionnaire, signIn } from './steps.ts'
import { describeServed, type Stage } from './visit.ts'

const BUDGET_BYTES = 30_720
/** Rule 8 of server/README.md: none of these in what leaves by e-mail. */
const NEVER_WRITTEN = /ALD|longue durée|78 ans|1948|\d km|Lamercier|Toile-Bise/

describeServed('the whole story, from the questionnaire to a doctor', (stageOf) => {
  let stage: Stage
  let patient: Page
  let coordinator: Page

  beforeAll(async () => {
    stage = stageOf()
    patient = await stage.visit()
    coordinator = await stage.visit()
    await signIn(coordinator, stage.running)
  })

  test('B2 B3 B6 B7 B11: a household asks, is shown on the map, receives its list, and has found', async () => {
    const { mail, goAhead } = stage.running
    const email = 'jeanne.lamercier@example.org'
    const reference = await sendQuestionnaire(patient, { lastName: 'Lamercier', email })
    expect(await patient.locator('[data-status]').getAttribute('data-status')).toBe('ready')
    const before = await figuresOf(coordinator)

    await openFromInbox(coordinator, reference)
    expect(await coordinator.locator('h1').textContent()).toContain('Lamercier')
    const chosen = await chooseThree(coordinator)
    await sendList(coordinator)
    await mail.letter(email, 1)
    expect(mail.lettersTo(email)).toHaveLength(1)

    await goAhead(PAST_UNDO_MS)
    const letter = await mail.letter(email, 2)
    expect(letter.subject).toBe(`Du nouveau pour votre demande ${reference}`)
    for (const { name } of chosen) expect(letter.text).toContain(name)
    const written = withoutTokens(`${letter.subject} ${letter.text} ${letter.html}`)
    expect(written).not.toMatch(NEVER_WRITTEN)

    await patient.goto(linkIn(letter.text))
    const cards = patient.locator('.doctor-card')
    expect(await cards.locator('h3').allTextContents()).toEqual(chosen.map(({ name }) => name))
    expect(await cards.evaluateAll((all) => all.map(({ dataset }) => dataset.km))).toEqual(
      chosen.map(({ km }) => km),
    )
    expect(await cards.locator('a[href^="tel:+33"]').count()).toBe(3)
    await patient.locator('[name=medecin] + label').first().click()
    await patient.getByRole('button', { name: 'J’ai été vu par le médecin' }).click()
    await patient.getByText('C’est noté. Il reste une étape').waitFor()

    const { oriented, found } = before
    expect(await figuresOf(coordinator)).toEqual({ oriented: oriented + 1, found: found + 1 })
    await coordinator.goto('/coordination?etat=vus')
    const row = coordinator.locator(`[data-reference="${reference}"]`)
    expect(await row.getAttribute('data-status')).toBe('seen')
  })

  test('B3 T-41: the list says of every doctor what the map says, and the tiles come from us', async () => {
    const household = { lastName: 'Velours', email: 'velours@example.org' }
    await openFromInbox(coordinator, await sendQuestionnaire(patient, household))
    await coordinator.locator('.map-has-tiles').waitFor()
    const pins = await pinWords(coordinator)
    expect(pins.length).toBeGreaterThan(10)
    expect(pins.sort()).toEqual((await listWords(coordinator)).sort())
  })

  test('B7: a list taken back within ten seconds never leaves', async () => {
    const { mail, goAhead } = stage.running
    const email = 'repentir@example.org'
    const reference = await sendQuestionnaire(patient, { lastName: 'Repentir', email })
    await openFromInbox(coordinator, reference)
    await chooseThree(coordinator)
    await sendList(coordinator)
    await coordinator.getByRole('button', { name: 'Annuler' }).click()
    await coordinator.getByRole('button', { name: 'Préparer l’envoi' }).waitFor()

    await goAhead(PAST_UNDO_MS)
    await sendQuestionnaire(patient, { lastName: 'Temoin', email: 'temoin.souris@example.org' })
    await mail.letter('temoin.souris@example.org', 1)
    expect(mail.lettersTo(email).map(({ subject }) => subject)).toEqual([
      `Votre demande ${reference} est enregistrée`,
    ])
    await coordinator.goto('/coordination')
    const row = coordinator.locator(`[data-reference="${reference}"]`)
    expect(await row.getAttribute('data-status')).toBe('ready')
  })

  test('the first visit weighs 30,720 bytes at most, every answer with its headers', async () => {
    const { bytesSent } = stage.running
    const page = await stage.visit()
    const before = bytesSent()
    await page.goto('/questionnaire', { waitUntil: 'networkidle' })
    await page.request.get((await page.locator('link[rel=icon]').getAttribute('href')) ?? '')
    const weight = bytesSent() - before
    expect(weight).toBeGreaterThan(2_000)
    expect(weight).toBeLessThanOrEqual(BUDGET_BYTES)
  })
})

async function figuresOf(page: Page): Promise<{ oriented: number; found: number }> {
  await page.goto('/coordination')
  const figure = async (name: string) =>
    Number(await page.locator(`[data-figure=${name}]`).textContent())
  return { oriented: await figure('oriented'), found: await figure('found') }
}
