import type { Locator, Page } from 'playwright-core'

/** What is wrong with the place where the focus is; empty when all is well. */
type Stop = { name: string; faults: string[] }

/** More stops than any page of ours has before its main button. */
const MOST_STOPS = 400

/**
 * Presses Tab until the focus is on `target`, as somebody without a mouse must.
 * @throws Error naming the stop where the focus cannot be seen, is covered, or goes back in the reading order; or when
 * Tab never gets there.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const wanted = await target.elementHandle()
  for (let press = 0; press < MOST_STOPS; press += 1) {
    await markFocused(page)
    await page.keyboard.press('Tab')
    const { name, faults } = await page.evaluate(lookAtFocus)
    if (faults.length > 0) throw new Error(`focus on « ${name} »: ${faults.join(', ')}`)
    if (await wanted?.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('Tab never gets there')
}

/** Remembers where the focus is, for the next stop to be compared with. */
function markFocused(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.querySelector('[data-was-focused]')?.removeAttribute('data-was-focused')
    const { activeElement } = document
    if (activeElement !== document.body) activeElement?.setAttribute('data-was-focused', '')
  })
}

/** Runs in the page. A choice shows its focus on its label, which is what one sees of it. */
function lookAtFocus(): Stop {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body)
    return { name: 'nothing', faults: ['the focus is nowhere'] }
  const label = focused.nextElementSibling?.matches('label') ? focused.nextElementSibling : null
  const seen = [focused, label].filter((each) => each !== null)
  const isRinged = seen.some((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  })
  const isUncovered = seen.some((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const [line] = element.getClientRects()
    const x = line ? line.left + line.width / 2 : left + width / 2
    const y = line ? line.top + line.height / 2 : top + height / 2
    const above = document.elementFromPoint(x, y)
    return above !== null && (element.contains(above) || above.contains(element))
  })
  const before = document.querySelector('[data-was-focused]')
  const isForward =
    !before || Boolean(before.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING)
  const faults = [
    ...(isRinged ? [] : ['no ring shows it']),
    ...(isUncovered || focused.closest('.leaflet-container') ? [] : ['something covers it']),
    ...(isForward ? [] : ['it goes back in the reading order']),
  ]
  return { name: focused.outerHTML.slice(0, 120), faults }
}
