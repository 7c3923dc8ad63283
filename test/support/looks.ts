import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { keepPicture } from './browser.ts'

export const WIDE_PX = 1280
export const PHONE_PX = 360
export const NARROWEST_PX = 320
const HEIGHT_PX = 800

type Look = {
  /** Where its pictures go, without width nor extension. */
  picture: string
  /** Opens all that is folded before the page is judged on a phone. */
  unfolds?: boolean
}

/**
 * Looks at a page as it stands: nothing for axe to say at 1280 and 360 px, nothing that scrolls sideways there nor at 320.
 * Opened once: what a width changes is in the style sheets. It ends wide, where the next page opens, so that a map is
 * drawn for it. Gives what is wrong, one line each.
 */
export async function lookAtEachWidth(
  page: Page,
  { picture, unfolds = false }: Look,
): Promise<string[]> {
  const wide = await faultsAt(page, WIDE_PX)
  await keepPicture(page, `${picture}-${WIDE_PX}`)
  await widen(page, PHONE_PX)
  await keepPicture(page, `${picture}-${PHONE_PX}`)
  const folded = await tooWideAt(page, NARROWEST_PX)
  if (unfolds) await unfold(page)
  const narrow = unfolds ? await tooWideAt(page, NARROWEST_PX) : []
  const phone = await faultsAt(page, PHONE_PX)
  await widen(page, WIDE_PX)
  return [...wide, ...folded, ...narrow, ...phone]
}

/** Makes the window of the page this wide, in pixels. */
export function widen(page: Page, width: number): Promise<void> {
  return page.setViewportSize({ width, height: HEIGHT_PX })
}

/** Everything that axe has to say against the page, one line for each rule, with the elements. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  })
}

async function faultsAt(page: Page, width: number): Promise<string[]> {
  const wide = await tooWideAt(page, width)
  return [...wide, ...(await violations(page)).map((said) => `${width} px: ${said}`)]
}

async function tooWideAt(page: Page, width: number): Promise<string[]> {
  await widen(page, width)
  const overflow = await sidewaysPx(page)
  if (overflow <= 0) return []
  return [`${overflow} px too wide at ${width}`, ...(await tooWide(page)).slice(-5)]
}

/** Pixels by which the page is wider than the window; 0 or less when nothing scrolls sideways. */
function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** Elements that go past the right edge of the window, the innermost last; to say what makes a page too wide. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *, header *, footer *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5)
      .filter((element) => !element.closest('.leaflet-container, svg'))
      .map((element) => element.outerHTML.slice(0, 80)),
  )
}

/** Opens everything that is folded, as somebody who looks for the right form does. */
export function unfold(page: Page): Promise<void> {
  return page.locator('details').evaluateAll((all) => {
    for (const each of all) each.setAttribute('open', '')
  })
}
