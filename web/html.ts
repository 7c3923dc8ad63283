/** Markup that is already safe to print. Only `html` and `raw` make it. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text
  }
}

export type Printable = Html | string | number | null | undefined | false | readonly Printable[]

/** Tagged template: every value is escaped unless it is `Html`; lists are joined; null, undefined and false print nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Printable[]): Html {
  return new Html(parts.reduce((text, part, i) => text + print(values[i - 1]) + part))
}

/** Markup that we wrote ourselves (an icon, a drawing). Never text from a person. */
export function raw(text: string): Html {
  return new Html(text)
}

function print(value: Printable): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(print).join('')
  return escapeText(String(value))
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
