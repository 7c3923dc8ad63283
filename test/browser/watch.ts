import type { BrowserContext, Page, Response } from 'playwright-core'

/** What a browser complains of, and every request that leaves for elsewhere. */
export type Troubles = string[]

/**
 * Listens to every page of the context: violations of the Content-Security-Policy, errors of the console and of
 * scripts, requests to another origin, headers that protect nothing (T-28). A page answered on purpose with a status of
 * the 400s is not a trouble.
 */
export async function watch(
  context: BrowserContext,
  origin: string,
  troubles: Troubles,
): Promise<void> {
  await context.exposeFunction('reportViolation', (text: string) => troubles.push(text))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, lineNumber } = event
      const { reportViolation } = window as unknown as { reportViolation: (text: string) => void }
      reportViolation(`CSP ${violatedDirective} ${blockedURI} line ${lineNumber}`)
    })
  })
  context.on('page', (page) => watchPage(page, origin, troubles))
}

function watchPage(page: Page, origin: string, troubles: Troubles): void {
  page.on('response', (response) => troubles.push(...headerFaults(response)))
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' || isAnswerOfPage(message, page)) return
    troubles.push(`console: ${message.text()} ${message.location().url}`)
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith('data:') && new URL(url).origin !== origin)
      troubles.push(`elsewhere: ${url}`)
  })
}

/** Chromium also prints the status of the page itself, when it is one of the 400s. */
function isAnswerOfPage(
  message: { text: () => string; location: () => { url: string } },
  page: Page,
): boolean {
  return (
    /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text()) &&
    message.location().url === page.url()
  )
}

/** Of communes, and nobody's: kept under an address that changes with them. */
const CONTOURS = '/coordination/carte/contours/'

const PRIVATE_LINK = /^\/(suivi|medecin|activation)\/[\w-]{43}/

/** Every page says what may run in it, that nobody frames it, that nothing keeps it and, with a link, that it is told to nobody. */
function headerFaults(response: Response): string[] {
  const { pathname } = new URL(response.url())
  if (pathname.startsWith('/assets/') || pathname.startsWith('/tuiles/')) return []
  const headers = response.headers()
  const policy = headers['content-security-policy'] ?? ''
  const isPrivate = PRIVATE_LINK.test(pathname) && response.status() < 300
  const isKept = pathname.startsWith(CONTOURS)
  const checks: [name: string, holds: boolean][] = [
    ['policy without a nonce', /script-src 'nonce-[\w+/]{22}==' 'self'(;|$)/.test(policy)],
    ['unsafe policy', !/unsafe-|https?:|\*/.test(policy) && policy.includes("default-src 'none'")],
    ['may be framed', policy.includes("frame-ancestors 'none'")],
    ['kept by the browser', isKept || headers['cache-control'] === 'no-store'],
    ['opener', headers['cross-origin-opener-policy'] === 'same-origin'],
    ['type guessed', headers['x-content-type-options'] === 'nosniff'],
    ['link told', !isPrivate || headers['referrer-policy'] === 'no-referrer'],
  ]
  return checks.filter(([, holds]) => !holds).map(([name]) => `header of ${pathname}: ${name}`)
}
