import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { UNDO_SECONDS } from '../../server/shortlists/service.ts'

/** A list sent this long ago can no longer be taken back. */
export const PAST_UNDO_MS = (UNDO_SECONDS + 1) * 1000

export type Chosen = { name: string; km: string }

/** Ticks the three nearest of a request, once they are on the map with the home. */
export async function chooseThree(page: Page): Promise<Chosen[]> {
  await page.locator('[data-map-canvas][data-ready=oui]').waitFor()
  expect(await page.locator('.map-pin-home').count()).toBe(1)
  const chosen: Chosen[] = []
  for (const row of (await page.locator('.rank-row').all()).slice(0, 3)) {
    await row.locator('input[name=medecin]').check()
    const km = (await row.getAttribute('data-km')) ?? ''
    chosen.push({ name: nameOf(await row.locator('.rank-row-name').textContent()), km })
  }
  expect(await page.locator('[data-chosen-count]').textContent()).toBe('3 médecins choisis')
  return chosen
}

/** Prepares a list by e-mail and sends it; ends on the request, where it can still be taken back. */
export async function sendList(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Préparer l’envoi' }).click()
  await page.waitForURL('**/envoi?**')
  await page.getByRole('button', { name: 'Envoyer la liste par mail' }).click()
  await page.getByRole('button', { name: 'Annuler' }).waitFor()
}

/** What the list says of each doctor, as the map would say it: « 1. Dr Nour Belkassari, 0,8 km ». */
export function listWords(page: Page): Promise<string[]> {
  return page.locator('[data-eligible]').evaluateAll((rows) => {
    const words = (row: Element, selector: string) => row.querySelector(selector)?.textContent ?? ''
    return rows.map((row) =>
      row.matches('.rank-row')
        ? `${words(row, '.rank-row-name')}, ${words(row, '.rank-row-km')}`
        : `${row.querySelector('p')?.firstChild?.textContent}, ${words(row, 'p .soft')}`,
    )
  })
}

/** What the pins say of each doctor, practice by practice. */
export async function pinWords(page: Page): Promise<string[]> {
  const labels = await page
    .locator('.map-pin:not(.map-pin-home)')
    .evaluateAll((pins) => pins.map((pin) => pin.getAttribute('aria-label') ?? ''))
  return labels.flatMap((label) => label.slice(label.lastIndexOf(' : ') + 3).split(' ; '))
}

function nameOf(heading: string | null): string {
  return (heading ?? '').replace(/^\d+\. /, '')
}
