import * as z from 'zod'
import { typingErrors } from './geocoding/text/edit-distance.ts'

const french = z.locales.fr().localeError

/** One letter in so many may be wrong for a field to be taken for one that exists. */
const SLIPS_IN = 3

/** What is wrong with a field of a JSON file, in French. */
export const inFrench: z.core.$ZodErrorMap = (issue) => {
  const { input } = issue
  if (input === undefined) return 'champ absent'
  if (typeof input === 'number' && !Number.isFinite(input))
    return 'nombre trop grand : vérifiez son exposant'
  if (issue.code !== 'unrecognized_keys') return french(issue)
  const fields = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
  return issue.keys.map((key) => unknownField(key, fields)).join(' ; ')
}

/** These words for a field of another shape; one that is absent is still said to be so. */
export function expecting(words: string): { error: z.core.$ZodErrorMap } {
  return { error: ({ input }) => (input === undefined ? undefined : words) }
}

/** Each wrong field and why: `doctors[2].places : …`. */
export function problemsOf({ issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => `${fieldName(path)} : ${message}`)
}

/**
 * The ids of a list of objects, whatever else is wrong with them: null for an object without one, or where there is no
 * list. Never fails.
 */
export const Ids = z
  .array(
    z
      .object({ id: z.string().min(1) })
      .transform(({ id }) => id)
      .nullable()
      .catch(null),
  )
  .nullable()
  .catch(null)

/** Ids given twice in a list named so, with the row that had each first: `doctors[2].id : « d1 » est déjà celui de …`. */
export function repeatedIds(list: string, ids: readonly (string | null)[] | null): string[] {
  const rows = new Map<string, number>()
  return (ids ?? []).flatMap((id, row) => {
    if (id === null) return []
    const first = rows.get(id)
    if (first === undefined) rows.set(id, row)
    return first === undefined
      ? []
      : `${list}[${row}].id : « ${id} » est déjà celui de ${list}[${first}]`
  })
}

/** `['doctors', 2, 'places']` is `doctors[2].places`. */
function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'fichier'
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

function unknownField(typed: string, fields: readonly string[]): string {
  const slips = (field: string) =>
    typingErrors(typed.toLowerCase(), field.toLowerCase(), field.length)
  const [closest] = fields
    .filter((field) => slips(field) <= field.length / SLIPS_IN)
    .sort((a, b) => slips(a) - slips(b))
  const remedy = closest
    ? `vouliez-vous dire « ${closest} » ?`
    : `champs connus : ${fields.join(', ')}`
  return `champ inconnu « ${typed} », ${remedy}`
}
