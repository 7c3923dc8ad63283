import type { Page } from 'playwright-core'
import type { Email } from 'postal-mime'

/** Every page that somebody was shown, as it was served, and every letter that they were sent. */
export type Reading = {
  letter: (letter: Pick<Email, 'subject' | 'text' | 'html'>) => void
  /** Which of these are in what was read until now, however they are spelt. */
  found: (words: readonly string[]) => Promise<string[]>
  /** How many pages and letters were read. */
  count: () => number
}

/** Keeps what the pages opened in this window say, from now on. */
export function keepReading(page: Page): Reading {
  const texts: Promise<string>[] = []
  page.on('response', (response) => {
    const isPage = response.request().resourceType() === 'document'
    if (isPage && response.status() !== 303) texts.push(response.text())
  })
  return {
    letter: ({ subject = '', text = '', html = '' }) =>
      texts.push(Promise.resolve(`${subject}\n${text}\n${html}`)),
    found: async (words) => {
      const all = plain((await Promise.all(texts)).join('\n'))
      return words.filter((word) => all.includes(plain(word)))
    },
    count: () => texts.length,
  }
}

/** One spelling for what may be written in several: capitals, spaces in numbers, the two apostrophes. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('&#39;', '’')
    .replaceAll("'", '’')
    .replace(/(?<=\d)[\s\u00a0\u202f.]+(?=\d)/g, '')
}
