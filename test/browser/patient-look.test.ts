import type { Page } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { README_ADDRESSES } from '../../prisma/seed/addresses.ts'
import { looker } from './looker.ts'
import { chooseThree, sendList } from './request.ts'
import {
  choose,
  fillContact,
  fillPerson,
  fillPreferences,
  openFromInbox,
  sendQuestionnaire,
  signIn,
} from './steps.ts'
import { describeServed, type Stage } from './visit.ts'

const household = { lastName: 'Lamercier', email: 'jeanne@example.org' }

describeServed('every page a patient may reach, as it is served', (stageOf) => {
  let stage: Stage
  let page: Page

  const { open, press, seen } = looker(() => page)

  beforeAll(async () => {
    stage = stageOf()
    page = await stage.visit()
  })

  test('B2: the questionnaire, each step empty, refused and filled', async () => {
    await open('/questionnaire', 'accueil')
    await open('/t/lys-armentieres/questionnaire', 'accueil-lys')
    await open('/questionnaire/coordonnees', 'coordonnees')
    await press('Continuer', 'coordonnees-refusees')
    await fillContact(page, household)
    await press('Continuer', 'foyer')
    await press('Continuer', 'foyer-refuse')
    await press('Ajouter une personne', 'foyer-deux')
    await page.getByRole('button', { name: 'Retirer' }).last().click()
    await fillPerson(page, household)
    await press('Continuer', 'preferences')
    await press('Continuer', 'preferences-refusees')
    await open('/questionnaire/verification', 'relecture-incomplete')
    await page.goto('/questionnaire/preferences')
    await fillPreferences(page)
    await press('Continuer', 'relecture')
    await press('Envoyer ma demande', 'suivi-nouvelle')
  })

  test('the private page while it waits, paused, resumed and withdrawn', async () => {
    const link = page.url().replace(/\?.*/, '')
    await open(link, 'suivi-a-orienter')
    await page.getByRole('link', { name: 'Mettre en pause' }).click()
    await seen('suivi-pause')
    await press('Mettre en pause', 'suivi-pause-refusee')
    await choose(page, 'duree', '3')
    await press('Mettre en pause', 'suivi-en-pause')
    await open(`${link}/retrait`, 'suivi-retrait')
    await press('Retirer ma demande', 'suivi-close')
  })

  test('B6: an address outside, and one that a person must look at', async () => {
    const { outside, doubtful } = README_ADDRESSES
    await sendQuestionnaire(page, { ...household, place: outside })
    await seen('suivi-hors-territoire')
    await sendQuestionnaire(page, { ...household, place: doubtful })
    await seen('suivi-a-verifier')
    const nowhere = { adresse: '3 rue Qui-N’existe-Pas', code_postal: '59000', commune: 'Lille' }
    await sendQuestionnaire(page, { ...household, place: nowhere })
    await seen('suivi-a-localiser')
  })

  test('B7 B11: the list, an answer of each kind, and the doctor found', async () => {
    const reference = await sendQuestionnaire(page, household)
    const link = page.url().replace(/\?.*/, '')
    const coordinator = await stage.visit()
    await signIn(coordinator, stage.running)
    await openFromInbox(coordinator, reference)
    await chooseThree(coordinator)
    await sendList(coordinator)
    await open(link, 'suivi-liste')
    await press('Je n’ai pas encore appelé', 'suivi-pas-appele')
    await page.locator('[name=medecin] + label').nth(1).click()
    await press('Le cabinet a refusé', 'suivi-refuse')
    await page.goto(link)
    await page.locator('[name=medecin] + label').first().click()
    await press('J’ai été vu par le médecin', 'suivi-vu')
  })

  test('the same key with other answers, a page too heavy, an act from elsewhere, nothing there', async () => {
    await sendQuestionnaire(page, household)
    const { deps } = stage.running
    const spent = await deps.database.client.idempotencyKey.findFirstOrThrow({
      orderBy: { createdAt: 'desc' },
    })
    await fillAgain(spent.key)
    await press('Envoyer ma demande', 'erreur-409')
    await page.goto('/connexion')
    await setHidden('[name=courriel]', `${'x'.repeat(40_000)}@example.org`)
    await press('Continuer', 'erreur-413')
    await page.goto('about:blank')
    await page.setContent(
      `<form method="post" action="${stage.running.origin}/connexion"><button>Partir</button></form>`,
    )
    await press('Partir', 'erreur-403')
    await open('/nulle-part', 'erreur-404')
    await open(`/suivi/${'a'.repeat(43)}`, 'suivi-inconnu')
  })

  test('B12: the notice, and how accessible this is', async () => {
    await open('/information', 'information')
    await open('/accessibilite', 'accessibilite')
  })

  async function fillAgain(key: string): Promise<void> {
    await page.goto('/questionnaire/coordonnees')
    await fillContact(page, household)
    await page.getByRole('button', { name: 'Continuer' }).click()
    await fillPerson(page, { ...household, lastName: 'Autrement' })
    await page.getByRole('button', { name: 'Continuer' }).click()
    await fillPreferences(page)
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.waitForURL('**/verification')
    await setHidden('[name=cle]', key)
  }

  function setHidden(selector: string, value: string): Promise<void> {
    return page.locator(selector).evaluate((field, text) => {
      ;(field as HTMLInputElement).value = text
    }, value)
  }
})
