/**
 * Why something kept is not shown: it says nothing of the household (`technical`), is a mark that cannot be read back
 * (`fingerprint`), is shown elsewhere in the same file (`elsewhere`), or would tell who somebody else is (`others`).
 */
export type Withheld = { withheld: 'technical' | 'fingerprint' | 'elsewhere' | 'others' }

export type Shown<V> = { label: string; text: (value: NonNullable<V>) => string }

/** How each thing kept in a record is shown. One that is forgotten does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: Shown<T[K]> | Withheld }

/** One thing kept, in words and as it is. `text`: null when there is nothing. */
export type Line = { name: string; label: string; text: string | null; value: unknown }

export const TECHNICAL = { withheld: 'technical' } as const
export const FINGERPRINT = { withheld: 'fingerprint' } as const
export const ELSEWHERE = { withheld: 'elsewhere' } as const
export const OTHERS = { withheld: 'others' } as const

/** What ties any row to its request. */
export const OWN = { id: TECHNICAL, territoryId: TECHNICAL, requestId: TECHNICAL } as const

export function shown<V>(
  label: string,
  text: (value: V) => string,
): { label: string; text: (value: V) => string } {
  return { label, text }
}

/** The lines of one record, in the order of its fields. */
export function linesOf<T extends object>(record: T, fields: Fields<T>): Line[] {
  return (Object.keys(fields) as (keyof T & string)[]).flatMap((key): Line[] => {
    const field = fields[key]
    if ('withheld' in field) return []
    const value = record[key]
    const isMissing = value === null || value === undefined || value === ''
    const text = isMissing ? null : field.text(value as NonNullable<T[typeof key]>)
    return [{ name: nameOf(key), label: field.label, text: text || null, value: value ?? null }]
  })
}

/** What was sealed is given opened. */
function nameOf(key: string): string {
  return key.replace(/Sealed$/, '')
}
