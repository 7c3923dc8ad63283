import type { BrowserContext, Page } from 'playwright-core'

/** What a browser complains of, and every request that leaves for elsewhere. */
export type Troubles = string[]

/**
 * Listens to every page of the context: violations of the Content-Security-Policy, errors of the console and of
 * scripts, requests to another origin. A page answered on purpose with a status of the 400s is not a trouble.
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
