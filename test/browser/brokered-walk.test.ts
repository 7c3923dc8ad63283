import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_REFERRERS } from '../../server/accounts/demo.ts'
import { describeInChromium } from '../support/browser.ts'
import {
  type AskedDoctor,
  aHand,
  cardOf,
  fillRegistration,
  IDENTITY,
  leftAt,
  OLD_PHONE,
  PERSON,
  PHONE,
  pickDoctors,
  tickOnly,
} from './brokered-steps.ts'
import { goToHour } from './clock.ts'
import { codeSent, giveMobile } from './doctor-code.ts'
import { picture } from './look.ts'
import { keepReading, type Reading } from './reading.ts'
import { linkIn, openFromInbox, referenceOf, signIn } from './steps.ts'
import { aStage, type Stage } from './visit.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** What leaves to every doctor in the morning may leave before this letter. */
const MORNING_MS = 150_000
const PHARMACY = { email: DEMO_REFERRERS.pharmacist, home: '/signalements' }

describeInChromium('fiche 2, from a pharmacy to a doctor, with four people', () => {
  let stage: Stage
  let pharmacist: Page
  let coordinator: Page
  let person: Page
  let personRead: Reading
  let doctors: { page: Page; read: Reading; asked: AskedDoctor }[] = []
  let reference = ''

  beforeAll(async () => {
    stage = await aStage()
    await goToHour(stage.running, 10)
    pharmacist = await stage.visit(PHONE)
    person = await stage.visit(OLD_PHONE)
    personRead = keepReading(person)
    await signIn(pharmacist, stage.running, PHARMACY)
  })

  afterAll(() => stage.close())

  test('B14 B15: a pharmacist registers a person on a phone: twelve fields, two presses', async () => {
    const hand = aHand(pharmacist)
    await hand.press(pharmacist.getByRole('link', { name: 'Inscrire une personne' }))
    await pharmacist.waitForURL('**/signalements/nouveau')
    await picture(pharmacist, 'seconde-1-inscrire')
    await fillRegistration(hand)
    await hand.press(pharmacist.getByRole('button', { name: 'Inscrire la personne' }))
    await pharmacist.getByText('La personne reçoit un message').waitFor()
    expect({ fields: hand.fields, presses: hand.presses }).toEqual({ fields: 12, presses: 2 })
    await picture(pharmacist, 'seconde-2-signalements')
  })

  test('B16: the person is told by their own channel, and has a page of their own', async () => {
    const letter = await letterOf(PERSON.email, 1)
    await person.goto(linkIn(letter.text))
    reference = await referenceOf(person)
    expect(letter.subject).toContain(reference)
    expect(await statusOf(person)).toBe('ready')
    await picture(person, 'seconde-3-suivi-attente')
  })

  test('B18 B19: asked in the evening, doctors are written to when practices open', async () => {
    const { running } = stage
    await goToHour(running, 20)
    await signInAgain()
    await openFromInbox(coordinator, reference)
    const asked = await pickDoctors(coordinator, stage)
    doctors = await Promise.all(
      asked.map(async (each) => {
        const page = await stage.visit(OLD_PHONE)
        return { page, read: keepReading(page), asked: each }
      }),
    )
    await tickOnly(coordinator, asked)
    await picture(coordinator, 'seconde-4-demande')
    await coordinator.getByRole('button', { name: 'Solliciter' }).click()
    await coordinator.waitForURL('**/sollicitation?**')
    const preview = (
      await coordinator.locator('section[aria-labelledby=apercu]').innerText()
    ).trim()
    expect(IDENTITY.filter((word) => preview.includes(word))).toEqual([])
    expect(preview).toContain(PERSON.commune)
    await picture(coordinator, 'seconde-5-verifier')
    await coordinator.getByRole('button', { name: 'Solliciter' }).click()
    await coordinator.getByRole('heading', { name: 'Sollicitation en cours' }).waitFor()
    await picture(coordinator, 'seconde-6-sollicitation')
    const [first] = asked
    await goToHour(running, 8)
    expect(running.mail.lettersTo(first?.email ?? '')).toEqual([])
    await goToHour(running, 9)
    await letterTo(0, 1)
    expect(await leftAt(stage, first)).toMatchObject({ hour: 9 })
    await expectNothingTold()
  })

  test('B19: the first doctor says no in two presses, on a phone and without a script', async () => {
    const { page, asked } = doctorAt(0)
    const hand = aHand(page)
    await page.goto(linkIn((await letterTo(0, 1)).text, 'medecin'))
    await picture(page, 'seconde-7-medecin')
    const card = await cardOf(page, stage, { ...asked, reference })
    await hand.press(card.locator('summary', { hasText: /^Non/ }))
    await hand.press(card.getByRole('button', { name: /^Je suis complet/ }))
    await page.getByText('Nous continuons de chercher pour ce foyer').waitFor()
    await picture(page, 'seconde-8-medecin-non')
    expect(hand.presses).toBe(2)
    await expectNothingTold()
  })

  test('B19: the second is asked at once, and says yes in one press', async () => {
    const { page, asked } = doctorAt(1)
    const hand = aHand(page)
    await page.goto(linkIn((await letterTo(1, 1)).text, 'medecin'))
    const card = await cardOf(page, stage, { ...asked, reference })
    await hand.press(card.getByRole('button', { name: /^Oui, je peux/ }))
    await page.getByText('Merci docteur, c’est noté').waitFor()
    await picture(page, 'seconde-9-medecin-oui')
    expect(hand.presses).toBe(1)
    await person.reload()
    expect(await statusOf(person)).toBe('proposed')
    await expectNothingTold()
  })

  test('B20: the coordinator announces it, and the person reads the distance and the conditions, not the name', async () => {
    const { asked } = doctorAt(1)
    await signInAgain()
    const todo = coordinator.locator('[data-todo=tell_household]', { hasText: PERSON.lastName })
    expect(await todo.innerText()).toContain(`${asked.name} a dit oui`)
    await picture(coordinator, 'seconde-10-a-faire')
    await todo.getByRole('link', { name: 'Annoncer au foyer' }).click()
    await coordinator.waitForURL('**/annonce')
    await picture(coordinator, 'seconde-11-annoncer')
    await coordinator.getByRole('button', { name: 'Annoncer par mail' }).click()
    await coordinator.getByRole('heading', { name: 'La solution est annoncée au foyer' }).waitFor()
    await person.goto(linkIn((await letterOf(PERSON.email, 2)).text))
    expect(await statusOf(person)).toBe('offered')
    expect(await person.locator('.doctor-card').innerText()).toMatch(/\d\s(m|km)\b/)
    await picture(person, 'seconde-12-suivi-solution')
    await expectNothingTold()
  })

  test('B20: once the person agrees, the name, the address and how to book are theirs', async () => {
    const { asked } = doctorAt(1)
    await person.getByRole('button', { name: /^Oui, cette solution/ }).tap()
    await person.getByRole('heading', { name: asked.name }).waitFor()
    await picture(person, 'seconde-13-suivi-accord')
    expect(await statusOf(person)).toBe('agreed')
    expect(await person.locator('.doctor-card').innerText()).toContain(asked.address)
    const main = await person.locator('main').innerText()
    expect(main).toMatch(new RegExp(`donnez cette référence\\s:\\s${reference}`))
    expect(await person.locator('.doctor-card a[href^="tel:+33"]').count()).toBe(1)
    const told = [asked.lastName, asked.address]
    expect(await personRead.found(told)).toEqual(told)
    const letter = await letterOf(PERSON.email, 3)
    expect(letter.subject).toContain(reference)
  })

  test('B26: the doctor hears of it a week after their first message, and sees who behind six digits', async () => {
    const { running } = stage
    const { page, read, asked } = doctorAt(1)
    await running.goAhead(WEEK_MS - DAY_MS)
    expect(running.mail.lettersTo(asked.email)).toHaveLength(1)
    await running.goAhead(DAY_MS)
    await goToHour(running, 10)
    await page.goto(linkIn((await letterTo(1, 2)).text, 'medecin'))
    const household = page.locator(`[data-reference="${reference}"]`)
    await household.waitFor()
    expect(await read.found(IDENTITY)).toEqual([])
    await picture(page, 'seconde-14-medecin-attendu')
    await signInAgain()
    await giveMobile(coordinator, asked)
    await page.reload()
    await page.getByRole('button', { name: 'Recevoir le code' }).tap()
    await page.fill('[name=code]', await codeSent(coordinator))
    await page.getByRole('button', { name: 'Voir les noms' }).tap()
    await household.getByText(PERSON.lastName).waitFor()
    expect(await read.found([PERSON.lastName])).toEqual([PERSON.lastName])
    await picture(page, 'seconde-15-medecin-noms')
  })

  test('B16: the pharmacist sees that a doctor expects the person, as the person agreed', async () => {
    pharmacist = await stage.visit(PHONE)
    await signIn(pharmacist, stage.running, PHARMACY)
    const row = pharmacist.locator(`[data-reference="${reference}"]`)
    expect(await row.innerText()).toContain('Un médecin l’attend')
    await picture(pharmacist, 'seconde-16-suite')
  })

  test('nobody met a script, a refused resource nor a page in trouble', () => {
    expect(stage.troubles).toEqual([])
  })

  function doctorAt(rank: number) {
    const doctor = doctors[rank]
    if (!doctor) throw new Error(`no doctor number ${rank}`)
    return doctor
  }

  /** The coordinator comes back, on another day. */
  async function signInAgain(): Promise<void> {
    coordinator = await stage.visit()
    await signIn(coordinator, stage.running)
    await coordinator.getByRole('button', { name: /^Aller à CPTS Lys/ }).click()
    await coordinator.getByRole('button', { name: /^Aller à CPTS Grand/ }).waitFor()
  }

  /** A letter to the person, kept with what they read. */
  async function letterOf(address: string, rank: number) {
    const letter = await stage.running.mail.letter(address, rank)
    personRead.letter(letter)
    return letter
  }

  async function letterTo(rank: number, number: number) {
    const { asked, read } = doctorAt(rank)
    const { mail } = stage.running
    const arrived = () => mail.lettersTo(asked.email).length
    await expect.poll(arrived, { timeout: MORNING_MS }).toBeGreaterThanOrEqual(number)
    const letter = await mail.letter(asked.email, number)
    read.letter(letter)
    return letter
  }

  /** Rules 8 and 9 of server/README.md: neither side knows who the other is before the person agrees. */
  async function expectNothingTold(): Promise<void> {
    const naming = doctors.flatMap(({ asked }) => asked.naming)
    expect(naming.length).toBeGreaterThan(8)
    expect(await personRead.found([reference])).toEqual([reference])
    expect(await personRead.found(naming)).toEqual([])
    for (const { read, asked } of doctors.filter(({ read }) => read.count() > 0)) {
      expect(await read.found([asked.lastName])).toEqual([asked.lastName])
      expect(await read.found([...IDENTITY, reference])).toEqual([])
    }
  }
})

async function statusOf(page: Page): Promise<string | null> {
  return page.locator('[data-status]').first().getAttribute('data-status')
}
