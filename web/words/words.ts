import { fr, type Words } from './fr.ts'

export type { Words } from './fr.ts'

const catalogues = { fr } satisfies Record<string, Words>

export type Language = keyof typeof catalogues

/** The catalogue of a language. A language without every word of the French one does not compile. */
export function wordsFor(language: Language): Words {
  return catalogues[language]
}
