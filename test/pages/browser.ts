import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Html } from '../../web/html.ts'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const dist = 'dist/web'

/** Where screenshots go; git ignores it. */
export const screens = 'test/.screens'
export const origin = 'http://pages.test'
export const hasChromium = existsSync(executablePath)

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

/** A browser, with a directory for its screenshots. */
export function openBrowser(): Promise<Browser> {
  mkdirSync(screens, { recursive: true })
  return chromium.launch({ executablePath, args: launchArguments })
}

/** Serves rendered pages by name, and the built files, without a network. Anything else answers 404. */
export async function servePages(page: Page, pages: Record<string, Html>): Promise<void> {
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    const shown = pages[pathname.slice(1)]
    if (shown) return route.fulfill({ contentType: 'text/html', body: shown.text })
    if (!pathname.startsWith('/assets/')) return route.fulfill({ status: 404 })
    const body = readFileSync(join(dist, pathname.slice('/assets/'.length)))
    return route.fulfill({ contentType: types[extname(pathname)] ?? 'text/plain', body })
  })
}
