import { LINKING_WORDS } from '../text/street-words.ts'
import { tokenize } from '../text/tokens.ts'

const SAINTS: Record<string, string> = { st: 'saint', ste: 'sainte', sts: 'saints' }

/** How a name of a commune is looked up: `whole` keeps every word, `core` drops articles and links (La, lez, en). */
export type CommuneKeys = { whole: string; core: string; words: string[] }

export function communeKeys(name: string): CommuneKeys {
  return keysOf(tokenize(name).map(({ text }) => text))
}

/** Keys of words already folded: joined without spaces, so that hyphens, apostrophes and blanks do not matter. */
export function keysOf(texts: readonly string[]): CommuneKeys {
  const words = texts.map((word) => SAINTS[word] ?? word)
  const telling = words.filter((word) => !LINKING_WORDS.has(word))
  return {
    whole: words.map((word) => (word === 'lez' || word === 'les' ? 'les' : word)).join(''),
    core: telling.join(''),
    words: telling,
  }
}
