import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { Html } from '../../web/html.ts'
import { openBrowser, openDrawn, origin, servePages } from './browser.ts'
import { lookAtEachWidth, WIDE_PX, widen } from './looks.ts'

/** Rendered pages in a browser, one at a time, without a network. */
export type Gallery = {
  page: Page
  /** Opens a page by its name. */
  open: (name: string, width?: number) => Promise<void>
  /** Opens a page and looks at it, folded then unfolded: what is wrong, one line each. */
  look: (name: string) => Promise<string[]>
  close: () => Promise<void>
}

/** `folder` is where their pictures go; `files`: what the pages ask for by themselves, by path. */
export async function openGallery(
  pages: Record<string, Html>,
  folder: string,
  files: Record<string, string> = {},
): Promise<Gallery> {
  const browser = await openBrowser()
  const page = await browser.newPage()
  // In each page from the start: far quicker than to bring it to each.
  await page.addInitScript(axe.source)
  await servePages(page, pages, files)
  const open = async (name: string, width = WIDE_PX) => {
    await widen(page, width)
    await openDrawn(page, `${origin}/${name}`)
  }
  return {
    page,
    open,
    look: async (name) => {
      await open(name)
      return lookAtEachWidth(page, { picture: `${folder}/${name}`, unfolds: true })
    },
    close: () => browser.close(),
  }
}
