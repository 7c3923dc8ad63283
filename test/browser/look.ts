import type { Page } from 'playwright-core'
import { keepPicture } from '../support/browser.ts'
import { lookAtEachWidth, PHONE_PX, WIDE_PX, widen } from '../support/looks.ts'

/** Looks at a page as it is served and stands: what is wrong, one line each. */
export function look(page: Page, name: string): Promise<string[]> {
  return lookAtEachWidth(page, { picture: pictureOf(name) })
}

/** A picture of the page at both widths, as it stands; the page keeps its own. */
export async function picture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  for (const width of [PHONE_PX, WIDE_PX]) {
    await widen(page, width)
    await keepPicture(page, `${pictureOf(name)}-${width}`)
  }
  if (before) await page.setViewportSize(before)
}

function pictureOf(name: string): string {
  return `parcours/${name}`
}
