import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import type { ZodError } from 'zod'

/** A form as it was sent: one text for each name, as typed. */
export type FormValues = Record<string, string>

/** The fields of a form, flat (`membres[0][nom]` is a plain name); of a repeated name the first counts. */
export function formValues(req: Request): FormValues {
  return textsOf(req.body)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Key of the act, drawn with its form; a form that carries none is an act of its own. */
export function actKey({ cle }: FormValues): string {
  return cle && UUID.test(cle) ? cle : randomUUID()
}

/** The query of a page, the same way. */
export function queryValues(req: Request): FormValues {
  return textsOf(req.query)
}

function textsOf(source: unknown): FormValues {
  if (typeof source !== 'object' || source === null) return {}
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => {
      const text: unknown = Array.isArray(value) ? value[0] : value
      return typeof text === 'string' ? [[name, text]] : []
    }),
  )
}

/** Every value sent under one name: the boxes ticked. */
export function tickedValues(req: Request, name: string): string[] {
  return listOf(req.body, name)
}

/** Every value of one name in the address. */
export function queryList(req: Request, name: string): string[] {
  return listOf(req.query, name)
}

function listOf(source: unknown, name: string): string[] {
  if (typeof source !== 'object' || source === null) return []
  const value = (source as Record<string, unknown>)[name]
  return [value].flat().filter((text): text is string => typeof text === 'string')
}

/** First message of each field, by the field's form name (the schema names its fields as the form does). */
export function fieldErrors(error: ZodError): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, message } of error.issues) errors[formName(path)] ??= message
  return errors
}

/** `['membres', 0, 'nom']` → `membres[0][nom]`. */
function formName(path: readonly PropertyKey[]): string {
  const [head = '', ...rest] = path.map(String)
  return head + rest.map((part) => `[${part}]`).join('')
}
