import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { describe } from 'vitest'
import type { Html } from '../../web/html.ts'

/** Where Debian, Ubuntu, Fedora, macOS and Homebrew put it. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const executablePath = process.env.CHROMIUM_PATH ?? USUAL_PLACES.find((path) => existsSync(path))
const dist = 'dist/web'

/** Where pictures of the pages go, for people to look at; git ignores it. */
const SCREENS = 'test/.screens'
export const origin = 'http://pages.test'
export const hasChromium = executablePath !== undefined && existsSync(executablePath)

/** No sandbox: containers run as root. Nothing that calls home. */
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `describe` where there is a Chromium; elsewhere skipped, with the reason in the name. */
export function describeInChromium(name: string, tests: () => void): void {
  if (hasChromium) describe(name, tests)
  else describe.skip(`${name} (skipped: no Chromium here, install it or set CHROMIUM_PATH)`, tests)
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: launchArguments,
  })
}

/** Keeps a picture of the whole page, or of what its window shows; none in CI, where nobody looks at them. */
export async function keepPicture(page: Page, name: string, fullPage = true): Promise<void> {
  if (process.env.CI) return
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage })
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

/** Serves rendered pages by name, and the built files, without a network. Anything else answers 404. */
export async function servePages(
  page: Page,
  pages: Record<string, Html>,
  files: Record<string, string> = {},
): Promise<void> {
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    const shown = pages[pathname.slice(1)]
    if (shown) return route.fulfill({ contentType: 'text/html', body: shown.text })
    const file = files[pathname]
    if (file) return route.fulfill({ contentType: 'application/json', body: file })
    if (!pathname.startsWith('/assets/')) return route.fulfill({ status: 404 })
    const body = readFileSync(join(dist, pathname.slice('/assets/'.length)))
    return route.fulfill({ contentType: types[extname(pathname)] ?? 'text/plain', body })
  })
}

/** Opens an address, and waits until its maps are drawn: their contours come by themselves. */
export async function openDrawn(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('[data-map-canvas]')].every(
      ({ dataset }) => dataset.ready,
    ),
  )
}
