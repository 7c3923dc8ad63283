import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { screens } from '../support/browser.ts'
import { axeSays, sidewaysPx } from '../support/looks.ts'

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
  const faults: string[] = []
  for (const width of SHOWN_PX) {
    await page.setViewportSize({ width, height: HEIGHT_PX })
    faults.push(...(await axeSays(page)).map((said) => `${width} px: ${said}`))
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
  }
  await page.setViewportSize({ width: NARROWEST_PX, height: HEIGHT_PX })
  const overflow = await sidewaysPx(page)
  return overflow > 0 ? [...faults, `${overflow} px too wide at ${NARROWEST_PX}`] : faults
}
