import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_EMAIL, DEMO_PASSWORD } from '../../server/accounts/demo.ts'
import { tabTo } from './keys.ts'
import { PAST_UNDO_MS } from './request.ts'
import { freshCode, openFromInbox, referenceOf, sendQuestionnaire, signIn } from './steps.ts'
import { describeServed, type Stage } from './visit.ts'

describeServed('a patient and a coordinator without a mouse', (stageOf) => {
  let stage: Stage

  beforeAll(() => {
    stage = stageOf()
  })

  test('T-41: a patient answers, sends and reads with Tab, Enter, Space and arrows', async () => {
    const page = await stage.visit({ viewport: { width: 360, height: 740 } })
    await page.goto('/questionnaire')
    await skipToContent(page)
    await tabTo(page, page.getByRole('link', { name: 'Commencer' }))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/coordonnees*')

    await answerContact(page)
    await answerHousehold(page)
    await answerPreferences(page)
    await tabTo(page, page.getByRole('button', { name: 'Envoyer ma demande' }))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/suivi/**')
    expect(await referenceOf(page)).toMatch(/^GL-/)
    await tabTo(page, page.getByRole('link', { name: 'Retirer ma demande' }))
  })

  test('T-41: a wrong answer brings the keyboard to the summary, then to the field', async () => {
    const page = await stage.visit({ viewport: { width: 360, height: 740 } })
    await page.goto('/questionnaire/coordonnees')
    await tabTo(page, continueButton(page))
    await page.keyboard.press('Enter')
    await page.locator('.error-summary:focus').waitFor()
    const first = page.locator('.error-summary a').first()
    await tabTo(page, first)
    await page.keyboard.press('Enter')
    await page.locator(`${await first.getAttribute('href')}:focus`).waitFor()
  })

  test('T-41: a coordinator signs in, finds, ticks, sends a list and takes it back', async () => {
    const patient = await stage.visit()
    const email = 'clavier@example.org'
    const reference = await sendQuestionnaire(patient, { lastName: 'Touchedor', email })
    const page = await stage.visit({ viewport: { width: 1280, height: 800 } })
    await signInByKeys(page)

    await page.keyboard.press('/')
    await page.keyboard.type('Touchedor')
    await page.keyboard.press('Enter')
    await page.waitForURL('**q=Touchedor**')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.locator(`[data-reference="${reference}"] a:focus`).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/demandes/**')

    const ticked = page.locator('input[name=medecin]:checked')
    const before = await ticked.count()
    for (let row = 0; row <= before; row += 1) await page.keyboard.press('j')
    await page.keyboard.press('x')
    expect(await ticked.count()).toBe(before + 1)
    await page.keyboard.press('e')
    await page.waitForURL('**/envoi?**')
    await tabTo(page, page.getByRole('button', { name: 'Envoyer la liste par mail' }))
    await page.keyboard.press('Enter')
    await page.waitForURL(/demandes\/[\w-]+$/)
    await skipToContent(page)
    await tabTo(page, page.getByRole('button', { name: 'Annuler' }))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Préparer l’envoi' }).waitFor()

    await stage.running.goAhead(PAST_UNDO_MS)
    await sendQuestionnaire(patient, { lastName: 'Temoin', email: 'temoin.clavier@example.org' })
    await stage.running.mail.letter('temoin.clavier@example.org', 1)
    expect(stage.running.mail.lettersTo(email)).toHaveLength(1)
  })

  test('T-41: the home is moved on the map and saved; every stop of the page shows its focus', async () => {
    const patient = await stage.visit()
    const household = { lastName: 'Boussole', email: 'boussole@example.org' }
    const reference = await sendQuestionnaire(patient, household)
    const page = await stage.visit({ viewport: { width: 1280, height: 800 } })
    await signIn(page, stage.running)
    await openFromInbox(page, reference)
    await page.locator('[data-map-canvas][data-ready=oui]').waitFor()
    const latitude = page.locator('[data-map-position] [name=lat]')
    const before = Number(await latitude.inputValue())
    await tabTo(page, page.getByRole('button', { name: 'Déplacer le domicile' }))
    await page.keyboard.press('Enter')
    await page.locator('.map-pin-home:focus').waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    const moved = Number(await latitude.inputValue())
    expect(moved).toBeGreaterThan(before)
    await page.keyboard.press('Enter')
    await page.locator('button:focus', { hasText: 'Enregistrer cette position' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Adresse placée à la main').waitFor()
    expect(Number(await latitude.inputValue())).toBeCloseTo(moved, 5)
  })

  async function signInByKeys(page: Page): Promise<void> {
    await page.goto('/coordination')
    await skipToContent(page)
    await tabTo(page, page.locator('[name=courriel]'))
    await page.keyboard.type(DEMO_EMAIL)
    await tabTo(page, page.locator('[name=mot_de_passe]'))
    await page.keyboard.type(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/connexion/code**')
    await tabTo(page, page.locator('[name=code]'))
    await page.keyboard.type(await freshCode(stage.running))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/coordination')
  }
})

/** The first stop of every page leads past its header. */
async function skipToContent(page: Page): Promise<void> {
  await page.keyboard.press('Tab')
  const skip = page.locator('a:focus')
  expect(await skip.textContent()).toBe('Aller au contenu')
  expect(await skip.isVisible()).toBe(true)
  await page.keyboard.press('Enter')
  await page.locator('main:focus').waitFor()
}

async function answerContact(page: Page): Promise<void> {
  await tabTo(page, page.locator('#adresse'))
  await page.keyboard.type('14 rue de la toile')
  // A slow machine shows what a part of the words finds before they are all typed.
  await page.locator('.combobox-option:first-child', { hasText: 'Toile-Bise' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await page.locator('#adresse').inputValue()).toBe('14 Rue de la Toile-Bise')
  expect(await page.locator('#commune').inputValue()).toBe('Lille')
  await tabTo(page, page.locator('#telephone'))
  await page.keyboard.type('0639981234')
  await tabTo(page, continueButton(page))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/foyer')
}

async function answerHousehold(page: Page): Promise<void> {
  const answers = [
    ['prenom', 'Jeanne'],
    ['nom', 'Lamercier'],
    ['naissance_jour', '27'],
    ['naissance_mois', '3'],
    ['naissance_annee', '1948'],
  ] as const
  for (const [name, value] of answers) {
    await tabTo(page, page.locator(`[name="membres[0][${name}]"]`))
    await page.keyboard.type(value)
  }
  await tabTo(page, page.locator('[name="membres[0][ald]"]').first())
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  expect(await page.locator('[name="membres[0][ald]"]:checked').inputValue()).toBe('non')
  await tabTo(page, page.locator('[name="membres[0][se_deplace]"]').first())
  await page.keyboard.press('Space')
  await tabTo(page, continueButton(page))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/preferences')
}

async function answerPreferences(page: Page): Promise<void> {
  await tabTo(page, page.locator('[name=distance_max_km]').first())
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, page.locator('[name=canal]').first())
  await page.keyboard.press('Space')
  await tabTo(page, continueButton(page))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/verification')
}

function continueButton(page: Page) {
  return page.getByRole('button', { name: 'Continuer' })
}
