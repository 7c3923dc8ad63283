import { cleanedTeam, oneLine } from '../messaging/facts.ts'
import type { LetterFacts } from '../messaging/rules.ts'

/** What can stand in a text, between braces, and what replaces it. */
export const fieldMeanings = {
  reference: 'la référence de la demande',
  territoire: 'le nom de la CPTS',
  coordinatrice: 'la personne qui répond',
  telephone: 'son numéro',
  horaires: 'quand l’appeler',
  date: 'la date dont parle la phrase',
  nombre: 'le nombre dont parle la phrase',
  equipe: 'l’équipe qui suit l’adresse',
}

export type Field = keyof typeof fieldMeanings

/** Fields that every text may use. */
export const TEAM_FIELDS = ['territoire', 'coordinatrice', 'telephone', 'horaires'] as const

export type Team = LetterFacts['territory']

/** What the fields of a whole message stand for. `reference` is absent from what is not about a request. */
export function valuesOf(team: Team, reference?: string): Partial<Record<Field, string>> {
  const { name, contactName, contactPhone, contactHours } = cleanedTeam(team)
  return {
    territoire: name,
    coordinatrice: contactName,
    telephone: contactPhone,
    horaires: contactHours,
    ...(reference === undefined ? {} : { reference: oneLine(reference) }),
  }
}

/** A text with its fields replaced, once: what a value holds between braces is left as it is. */
export function filled(text: string, values: Partial<Record<string, string>>): string {
  return text.replace(BRACED, (whole, name: string) => values[name] ?? whole)
}

/** Names between braces, each once, in reading order. */
export function fieldsIn(text: string): string[] {
  return [...new Set([...text.matchAll(BRACED)].map(([, name = '']) => name))]
}

const BRACED = /\{([^{}]*)\}/g
