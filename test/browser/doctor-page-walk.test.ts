import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mintDoctorLink } from '../../server/doctor-links/service.ts'
import { describeInChromium } from '../support/browser.ts'
import { look } from './look.ts'
import { aStage, type Stage, untilDoctorsAreWrittenTo } from './visit.ts'

const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }
const MOBILE = '+33639981212'

describeInChromium('B8: a doctor updates their page on a phone, without JavaScript', () => {
  let stage: Stage
  let page: Page
  let doctor: { id: string; territoryId: string; lastName: string }

  beforeAll(async () => {
    stage = await aStage()
    await untilDoctorsAreWrittenTo(stage)
    const { client } = stage.running.deps.database
    const where = { withdrawnAt: null, availabilities: { some: { places: { gt: 0 } } } }
    doctor = await client.doctor.findFirstOrThrow({ where, orderBy: { rpps: 'asc' } })
    await client.doctor.update({ where: { id: doctor.id }, data: { phone: MOBILE } })
  })

  afterAll(() => stage.close())

  beforeEach(async () => {
    page = await stage.visit({ ...PHONE, javaScriptEnabled: false })
    await page.goto(await aLink())
  })

  test('« Rien n’a changé » is one press, and the page says thanks', async () => {
    await page.getByRole('button', { name: 'Rien n’a changé' }).tap()
    await thanks()
    expect(await isConfirmedNow()).toBe(true)
  })

  test('other places are two presses: the field, then « Enregistrer »', async () => {
    let presses = 0
    const press = async (what: ReturnType<Page['locator']>) => {
      presses += 1
      await what.tap()
    }
    const places = page.getByLabel('Combien de nouvelles personnes ?').first()
    await press(places)
    await places.fill('7')
    await press(page.getByRole('button', { name: 'Enregistrer les changements' }))
    await thanks()
    const rows = await availabilities()
    expect(rows.map(({ places }) => places)).toContain(7)
    expect(presses).toBeLessThanOrEqual(2)
  })

  test('a pause is three presses', async () => {
    await page.getByRole('link', { name: 'Faire une pause' }).tap()
    await page.getByText('Deux mois').tap()
    await page.getByRole('button', { name: 'Mettre en pause' }).tap()
    await thanks()
    expect((await availabilities()).every(({ pausedUntil }) => pausedUntil !== null)).toBe(true)
  })

  test('a departure is announced with a reason and a date, and its page is in order', async () => {
    await page.getByRole('link', { name: 'Annoncer mon départ' }).tap()
    await page.getByText('Je pars à la retraite').tap()
    await page.getByLabel('Premier jour sans vous').fill(inOneYear())
    await page.getByRole('button', { name: 'Annoncer mon départ' }).tap()
    await thanks()
    expect(await page.content()).toContain('Votre départ est annoncé')
    const seen = await stage.visit()
    await seen.goto(`${await aLink()}/depart`)
    expect(await look(seen, 'medecin-depart')).toEqual([])
    await seen.getByRole('button', { name: 'Je reste, annuler ce départ' }).click()
    await seen.getByRole('heading', { name: 'Merci docteur, c’est noté' }).waitFor()
  })

  test('the page as it is served has nothing for axe to say, nor anything too wide', async () => {
    const seen = await stage.visit()
    await seen.goto(await aLink())
    expect(await look(seen, 'medecin-disponibilites')).toEqual([])
    await seen.getByRole('button', { name: 'Rien n’a changé' }).click()
    expect(await look(seen, 'medecin-merci')).toEqual([])
  })

  test('no page of the journey was in trouble', () => {
    expect(stage.troubles).toEqual([])
  })

  /** The first day of that month, as a French keyboard writes it. */
  function inOneYear(): string {
    const [year, month] = stage.running.deps.now().toISOString().split('-')
    return `1/${month}/${Number(year) + 1}`
  }

  function thanks(): Promise<void> {
    return page.getByRole('heading', { name: 'Merci docteur, c’est noté' }).waitFor()
  }

  function aLink(): Promise<string> {
    const { deps } = stage.running
    const whose = { territoryId: doctor.territoryId, doctorId: doctor.id }
    return deps.database.transaction((tx) => mintDoctorLink(tx, whose, deps.now()))
  }

  function availabilities() {
    const { client } = stage.running.deps.database
    return client.availability.findMany({ where: { doctorId: doctor.id } })
  }

  async function isConfirmedNow(): Promise<boolean> {
    const startedMs = stage.running.deps.now().getTime() - 60_000
    const rows = await availabilities()
    return rows.every(({ confirmedAt }) => (confirmedAt?.getTime() ?? 0) > startedMs)
  }
})
