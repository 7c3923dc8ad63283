import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Everything that axe has to say against the page, one line for each rule, with the elements. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return axeSays(page)
}

/** The same, in a page that axe was put into before. */
export function axeSays(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  })
}

/** Pixels by which the page is wider than the window; 0 or less when nothing scrolls sideways. */
export function sidewaysPx(page: Page): Promise<number> {
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
