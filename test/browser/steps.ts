import type { Page } from 'playwright-core'
import { README_ADDRESSES } from '../../prisma/seed/addresses.ts'
import { DEMO_EMAIL, DEMO_PASSWORD, DEMO_TOTP_SECRET } from '../../server/accounts/demo.ts'
import { codeAt } from '../../server/accounts/totp.ts'
import type { Running } from './server.ts'

export type Household = {
  place?: { adresse: string; code_postal: string; commune: string }
  firstName?: string
  lastName: string
  email: string
}

/** Address, phone and e-mail, in the page that asks for them. */
export async function fillContact(page: Page, { place, email }: Household): Promise<void> {
  const { adresse, code_postal, commune } = place ?? README_ADDRESSES.inside
  await page.fill('[name=adresse]', adresse)
  await page.fill('[name=code_postal]', code_postal)
  await page.fill('[name=commune]', commune)
  await page.fill('[name=telephone]', '06 39 98 12 34')
  await page.fill('[name=courriel]', email)
}

/** One person, born in 1948, with a long-term illness, who can travel. */
export async function fillPerson(
  page: Page,
  { firstName = 'Jeanne', lastName }: Household,
): Promise<void> {
  await page.fill('[name="membres[0][prenom]"]', firstName)
  await page.fill('[name="membres[0][nom]"]', lastName)
  await page.fill('[name="membres[0][naissance_jour]"]', '27')
  await page.fill('[name="membres[0][naissance_mois]"]', '3')
  await page.fill('[name="membres[0][naissance_annee]"]', '1948')
  await choose(page, 'membres[0][ald]', 'oui')
  await choose(page, 'membres[0][se_deplace]', 'oui')
}

/** Five kilometres at most, news by e-mail. */
export async function fillPreferences(page: Page): Promise<void> {
  await choose(page, 'distance_max_km', '5')
  await choose(page, 'canal', 'courriel')
}

/** Presses the line of an answer, as a finger would. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`[name="${name}"][value="${value}"] + label`).click()
}

/** The whole questionnaire from its welcome page; ends on the private page. Gives the reference shown there. */
export async function sendQuestionnaire(
  page: Page,
  household: Household,
  start = '/questionnaire',
): Promise<string> {
  await page.goto(start)
  await page.getByRole('link', { name: 'Commencer' }).click()
  await fillContact(page, household)
  await goOn(page, 'foyer')
  await fillPerson(page, household)
  await goOn(page, 'preferences')
  await fillPreferences(page)
  await goOn(page, 'verification')
  await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
  await page.waitForURL('**/suivi/**')
  return referenceOf(page)
}

export async function referenceOf(page: Page): Promise<string> {
  return (await page.locator('[data-reference]').first().getAttribute('data-reference')) ?? ''
}

async function goOn(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.waitForURL(`**/${step}`)
}

/** A code opens once: the clock moves on to a fresh one first. */
const FRESH_CODE_MS = 90_000

/** Signs an account of the demonstration in, with both factors, from its first page: the coordinator and the inbox unless said. */
export async function signIn(
  page: Page,
  running: Running,
  { email = DEMO_EMAIL, home = '/coordination' } = {},
): Promise<void> {
  await page.goto(home)
  await page.fill('[name=courriel]', email)
  await page.fill('[name=mot_de_passe]', DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.waitForURL('**/connexion/code**')
  await page.fill('[name=code]', await freshCode(running))
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL(`**${home}`)
}

/** Six digits that have not been used yet. */
export async function freshCode({ deps, goAhead }: Running): Promise<string> {
  await goAhead(FRESH_CODE_MS)
  return codeAt(DEMO_TOTP_SECRET, deps.now())
}

/** Opens a request from the inbox, by the reference that the patient was given. */
export async function openFromInbox(page: Page, reference: string): Promise<void> {
  await page.goto('/coordination')
  await page.locator(`[data-reference="${reference}"] a`).click()
  await page.waitForURL('**/coordination/demandes/**')
}

/** The private link of a letter, a household's unless said. */
export function linkIn(text: string | undefined, holder: 'suivi' | 'medecin' = 'suivi'): string {
  const links = /http:\/\/127\.0\.0\.1:\d+\/(suivi|medecin)\/[\w-]{43}/g
  const link = text?.match(links)?.find((each) => each.includes(`/${holder}/`))
  if (!link) throw new Error('no private link in the letter')
  return link
}
