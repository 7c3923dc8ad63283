/** What was typed, exactly, by form name. */
export type Values = Readonly<Record<string, string>>

/** Sentences already worded that say how to mend a field, by form name. */
export type Errors = Readonly<Record<string, string>>

/** Identifier in the page of the control called `name`: `membres[0][nom]` is `membres-0-nom`. */
export function fieldId(name: string): string {
  return name.replace(/[[\]]+/g, '-').replace(/-$/, '')
}

/** Identifiers of the hint and of the error that describe a control, in reading order. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  const ids = [hint && `${id}-aide`, error && `${id}-erreur`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
