import { aHousehold } from '../proof/households.ts'

/** The form of the n-th invented household, under the key that it has for this seed alone. */
export function inventedForm(n: number, seed: number): Record<string, string> {
  return { ...aHousehold(n), cle: keyOf(n, seed) }
}

/** A UUID for the n-th questionnaire of a seed of 32 bits. */
function keyOf(n: number, seed: number): string {
  const first = (seed >>> 0).toString(16).padStart(8, '0')
  return `${first}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}
