import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadAssets } from '../../server/http/assets.ts'
import { contactPage } from '../../web/pages/patient/contact.ts'
import { describeInChromium, openBrowser, origin, servePages } from '../support/browser.ts'
import { aQuestionnaire, aSite } from './support.ts'

const found = [
  { name: '14 Rue de la Toile-Bise', postcode: '59000', city: 'Lille' },
  { name: '14 Rue de la Toile', postcode: '59160', city: 'Lomme' },
].map(({ name, postcode, city }) => ({
  properties: { label: `${name} ${postcode} ${city}`, name, postcode, city },
}))

describeInChromium('suggestions of addresses', () => {
  const site = aSite({ assets: loadAssets('dist/web') })
  let browser: Browser
  let page: Page
  let asked: string[] = []
  let answer: { status: number; body: string }

  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage()
    const blank = aQuestionnaire({ values: {}, memberCount: 1 })
    await servePages(page, { coordonnees: contactPage(site, blank) })
    await page.route('**/api/adresses**', (route) => {
      asked.push(new URL(route.request().url()).searchParams.get('q') ?? '')
      return route.fulfill({ contentType: 'application/json', ...answer })
    })
  })

  beforeEach(async () => {
    asked = []
    answer = { status: 200, body: JSON.stringify({ type: 'FeatureCollection', features: found }) }
    await page.goto(`${origin}/coordonnees`)
  })

  afterAll(() => browser.close())

  test('choosing with the keyboard fills street, postal code and commune', async () => {
    await page.locator('#adresse').pressSequentially('14 rue de la toile')
    await page.getByRole('option').first().waitFor()
    expect(await page.locator('#adresse').getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('#adresse').getAttribute('aria-activedescendant')).toBe(
      'adresse-liste-1',
    )
    await page.keyboard.press('Enter')
    expect(await typed()).toEqual(['14 Rue de la Toile', '59160', 'Lomme'])
    expect(await page.getByRole('listbox').isVisible()).toBe(false)
    expect(page.url()).toBe(`${origin}/coordonnees`)
  })

  test('pressing a line chooses it, and the count is announced', async () => {
    await page.locator('#adresse').pressSequentially('14 rue')
    await page.getByRole('option').first().waitFor()
    expect(await page.getByRole('status').textContent()).toBe('2 adresses proposées.')
    await page.getByRole('option').first().click()
    expect(await typed()).toEqual(['14 Rue de la Toile-Bise', '59000', 'Lille'])
  })

  test('typing fast asks once, and Escape leaves what was typed', async () => {
    await page.locator('#adresse').pressSequentially('14 rue de la toile', { delay: 5 })
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Escape')
    expect(asked).toEqual(['14 rue de la toile'])
    expect(await typed()).toEqual(['14 rue de la toile', '', ''])
  })

  test('a service that is away leaves three plain fields', async () => {
    answer = { status: 503, body: '{}' }
    const answered = page.waitForResponse('**/api/adresses**')
    await page.locator('#adresse').pressSequentially('14 rue')
    await answered
    expect(await page.getByRole('option').count()).toBe(0)
    expect(await typed()).toEqual(['14 rue', '', ''])
  })

  function typed(): Promise<string[]> {
    const names = ['adresse', 'code_postal', 'commune']
    return Promise.all(names.map((name) => page.locator(`#${name}`).inputValue()))
  }
})
