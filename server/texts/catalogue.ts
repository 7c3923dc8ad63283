import type { Words } from '../../web/words/words.ts'

/** A sentence of the catalogue: words alone, or made from what is given. */
export type Sentence = string | Making
export type Making = (...given: readonly unknown[]) => string

/** Where the catalogue holds what messages say. */
const ROOTS = ['messages', 'doctorMessages', 'accountMessages', 'surveyMessages'] as const

/** The catalogue with its sentences of messages changed, each known by its path: `messages.sms.news`. */
export function changedWords(
  words: Words,
  change: (path: string, sentence: Sentence) => Sentence,
): Words {
  const roots = ROOTS.map((root) => [root, changed(words[root], root, change)])
  return { ...words, ...Object.fromEntries(roots) }
}

function changed(
  branch: unknown,
  path: string,
  change: (path: string, sentence: Sentence) => Sentence,
): unknown {
  if (typeof branch === 'string' || typeof branch === 'function')
    return change(path, branch as Sentence)
  if (typeof branch !== 'object' || branch === null || Array.isArray(branch)) return branch
  const inside = Object.entries(branch)
  return Object.fromEntries(
    inside.map(([name, inner]) => [name, changed(inner, `${path}.${name}`, change)]),
  )
}
