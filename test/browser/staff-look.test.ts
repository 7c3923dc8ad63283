import type { Page } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { README_ADDRESSES } from '../../prisma/seed/addresses.ts'
import { invite } from '../../server/accounts/invitation.ts'
import { looker } from './looker.ts'
import { REFUSED } from './mailbox.ts'
import { chooseThree, PAST_UNDO_MS, sendList } from './request.ts'
import { freshCode, openFromInbox, sendQuestionnaire, signIn } from './steps.ts'
import { describeServed, type Stage } from './visit.ts'

/** A list further than what the household chose, so that a reason is asked. */
const TOO_FAR_KM = 40
const SOON_MS = 60_000

const household = { lastName: 'Tardiveau', email: 'tardiveau@example.org' }

describeServed('every page of the staff, as it is served', (stageOf) => {
  let stage: Stage
  let page: Page
  let ready: string

  const { open, press, seen } = looker(() => page, 'equipe-')

  beforeAll(async () => {
    stage = stageOf()
    page = await stage.visit()
    const patient = await stage.visit()
    await sendQuestionnaire(patient, { lastName: 'Injoignable', email: REFUSED })
    await signIn(page, stage.running)
    ready = await requestIn('ready')
  })

  test('the door: sign-in and its refusals, the code, the first visit of an account', async () => {
    const inside = page
    page = await stage.visit()
    await open('/coordination', 'connexion')
    await press('Continuer', 'connexion-refusee')
    await page.fill('[name=courriel]', 'coordination@example.org')
    await page.fill('[name=mot_de_passe]', 'trait-d-union-exemple')
    await press('Continuer', 'code')
    await page.fill('[name=code]', '000000')
    await press('Se connecter', 'code-refuse')
    await freshCode(stage.running)
    const { deps } = stage.running
    const asked = { email: 'ines@example.org', role: 'delegate', territory: 'grand-lille' } as const
    await open(await invite(deps, asked, deps.now()), 'activation')
    await page.locator('main form button').last().click()
    await page.waitForLoadState()
    await seen('activation-refusee')
    page = inside
  })

  test('B7: the inbox, its groups, its search', async () => {
    await open('/coordination', 'demandes')
    await open('/coordination?etat=toutes&page=2', 'demandes-toutes-2')
    await open('/coordination?etat=vus', 'demandes-vues')
    await open('/coordination?q=introuvable', 'demandes-aucune')
  })

  test('a request in every state but the first', async () => {
    for (const status of [
      'outside',
      'already_followed',
      'shortlisted',
      'seen',
      'declared',
      'closed',
    ])
      await open(await requestIn(status), `demande-${status}`)
  })

  test('B3 B6: a request to orient, and those whose address is in doubt', async () => {
    await open(ready, 'demande-ready')
    await page.goto('/coordination?etat=to_locate')
    const onBorder = await hrefOfRow('Vérifier le territoire')
    const lost = await hrefOfRow('Placer l’adresse')
    await open(onBorder, 'demande-a-verifier')
    await open(lost, 'demande-a-localiser')
  })

  test('a form of the request refused, and one changed by somebody else meanwhile', async () => {
    await openFolds(ready)
    await press('Chercher cette adresse', 'demande-adresse-refusee')
    await openFolds(ready)
    await page.locator('[name=raison_cloture]').first().waitFor()
    const other = await page.context().newPage()
    await other.goto(ready)
    await openFoldsOf(other)
    await other.locator('[data-map-position] button').click()
    await other.waitForLoadState()
    await other.close()
    await page.locator('[data-map-position] button').click()
    await page.getByText('Votre changement n’a pas été enregistré').waitFor()
    await seen('demande-perimee')
  })

  test('B7: the sending by each channel, its refusal, and the call', async () => {
    const patient = await stage.visit()
    await openFromInbox(page, await sendQuestionnaire(patient, household))
    const request = page.url()
    await chooseThree(page)
    await page.getByRole('button', { name: 'Préparer l’envoi' }).click()
    await page.waitForURL('**/envoi?**')
    const choice = new URL(page.url())
    for (const canal of ['courriel', 'sms', 'courrier']) {
      choice.searchParams.set('canal', canal)
      await open(choice.href, `envoi-${canal}`)
    }
    await open(choice.href.replace('/envoi?', '/telephone?'), 'telephone')
    await open(`${request}/telephone`, 'telephone-sans-liste')
    choice.searchParams.set('km', String(TOO_FAR_KM))
    await page.goto(choice.href)
    await page.locator('.request-bar button').click()
    await page.locator('.error-summary').waitFor()
    await seen('envoi-refuse')
  })

  test('B7: what was sent, what did not arrive', async () => {
    await page.goto(`/coordination?q=${household.lastName}`)
    await page.locator('[data-row] a').first().click()
    await page.waitForURL('**/demandes/**')
    await chooseThree(page)
    await sendList(page)
    await seen('demande-envoyee')
    await stage.running.goAhead(PAST_UNDO_MS + SOON_MS)
    await stage.running.mail.letter(household.email, 2)
    await open('/coordination/envois', 'envois')
    await open('/coordination?q=Injoignable', 'demandes-echec')
    await page.locator('[data-row] a').first().click()
    await page.waitForURL('**/demandes/**')
    await seen('demande-echec')
  })

  test('B5: a request entered during a call', async () => {
    const start = '/coordination/demandes/nouvelle'
    await open(start, 'saisie')
    await open(`${start}/coordonnees`, 'saisie-coordonnees')
    await press('Continuer', 'saisie-coordonnees-refusees')
    await page.fill('[name=adresse]', README_ADDRESSES.inside.adresse)
    await page.fill('[name=commune]', 'Lille')
    await press('Continuer', 'saisie-foyer')
  })

  test('B1 B3: the register, a sheet, an import, the map of the territory', async () => {
    const start = '/coordination/medecins'
    await open(start, 'medecins')
    await open(`${start}?q=introuvable`, 'medecins-aucun')
    await open(`${start}/nouveau`, 'medecin-nouveau')
    await page.locator('main form button[type=submit]').last().click()
    await page.locator('.error-summary').waitFor()
    await seen('medecin-refuse')
    await page.goto(start)
    await page.locator('[data-doctor-id] a, [data-row] a').first().click()
    await page.waitForURL(/medecins\/[\w-]{36}/)
    await seen('medecin')
    await open(`${start}/import`, 'medecins-import')
    await page.setInputFiles('[name=fichier]', aFile('rpps;nom\n123;=1+1\n'))
    await page.locator('main form button[type=submit]').last().click()
    await page.waitForLoadState()
    await seen('medecins-import-refuse')
    await open('/coordination/carte', 'carte')
  })

  test('B4 B11: the indicators, the flyer, nothing there', async () => {
    await open('/coordination/indicateurs', 'indicateurs')
    await open('/coordination/affiche', 'affiche')
    await open('/coordination/affiche?source=caf%C3%A9', 'affiche-refusee')
    await open('/coordination/demandes/nulle-part', 'equipe-404')
  })

  async function requestIn(status: string): Promise<string> {
    await page.goto(`/coordination?etat=${status}`)
    return (await page.locator('[data-row] a').first().getAttribute('href')) ?? ''
  }

  async function hrefOfRow(text: string): Promise<string> {
    const row = page.locator('[data-row]', { hasText: text }).first()
    return (await row.locator('a').first().getAttribute('href')) ?? ''
  }

  async function openFolds(path: string): Promise<void> {
    await page.goto(path)
    await openFoldsOf(page)
  }
})

/** Unfolds everything, as somebody who looks for the right form does. */
function openFoldsOf(page: Page): Promise<void> {
  return page.locator('main details').evaluateAll((all) => {
    for (const each of all) each.setAttribute('open', '')
  })
}

function aFile(text: string) {
  return { name: 'medecins.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}
