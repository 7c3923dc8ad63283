import { LINKING_WORDS } from '../text/street-words.ts'
import { tokenize } from '../text/tokens.ts'

const SAINTS: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['sts', 'saints'],
])

/** How a name of a commune is looked up: `whole` keeps every word, `core` drops articles and links (La, lez, en). */
export type CommuneKeys = { whole: string; core: string; words: string[] }

/** Keys of a name as it is written: accents, capitals and hyphens do not matter. */
export function communeKeys(name: string): CommuneKeys {
  return keysOf(tokenize(name).map(({ text }) => text))
}

/** Keys of words already folded: joined without spaces, so that hyphens, apostrophes and blanks do not matter. */
export function keysOf(texts: readonly string[]): CommuneKeys {
  const words: string[] = []
  let whole = ''
  let core = ''
  for (const text of texts) {
    const word = SAINTS.get(text) ?? text
    whole += word === 'lez' ? 'les' : word
    if (LINKING_WORDS.has(word)) continue
    words.push(word)
    core += word
  }
  return { whole, core, words }
}
