import * as z from 'zod'

const french = z.locales.fr().localeError

/** What is wrong with a field of a JSON file, in French. */
export const inFrench: z.core.$ZodErrorMap = (issue) =>
  issue.input === undefined ? 'champ absent' : french(issue)

/** `['doctors', 2, 'places']` is `doctors[2].places`. */
export function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'fichier'
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
