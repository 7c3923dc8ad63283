import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { screens } from '../support/browser.ts'
import { axeSays, sidewaysPx, tooWide } from '../support/looks.ts'

/** The last one is where the next page opens, so that a map is drawn for it. */
const SHOWN_PX = [360, 1280]
const NARROWEST_PX = 320
const HEIGHT_PX = 800

/**
 * Looks at the page as it stands: nothing for axe to say at 360 and 1280 px, nothing that scrolls sideways at 320. Keeps
 * a picture at both widths. Gives what is wrong, one line each.
 */
export async function look(page: Page, name: string): Promise<string[]> {
  const folder = join(screens, 'parcours')
  mkdirSync(folder, { recursive: true })
  await page.evaluate(axe.source)
  await page.setViewportSize({ width: NARROWEST_PX, height: HEIGHT_PX })
  const faults = await widthFaults(page)
  for (const width of SHOWN_PX) {
    await page.setViewportSize({ width, height: HEIGHT_PX })
    faults.push(...(await axeSays(page)).map((said) => `${width} px: ${said}`))
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
  }
  return faults
}

/** A picture of the page at both widths, as it stands; the page keeps its own. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(screens, 'parcours')
  mkdirSync(folder, { recursive: true })
  const before = page.viewportSize()
  for (const width of SHOWN_PX) {
    await page.setViewportSize({ width, height: HEIGHT_PX })
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
  }
  if (before) await page.setViewportSize(before)
}

async function widthFaults(page: Page): Promise<string[]> {
  const overflow = await sidewaysPx(page)
  if (overflow <= 0) return []
  return [`${overflow} px too wide at ${NARROWEST_PX}`, ...(await tooWide(page)).slice(-5)]
}
