import type { AddressIndex } from '../../server/geocoding/offline/address-index.ts'
import { suggestIn } from '../../server/geocoding/offline/suggest.ts'
import { ask, type Engine } from './bench.ts'
import type { Work } from './geocode-engines.ts'
import type { Question } from './geocode-noise.ts'

const SUGGESTIONS = 6
/** Letters typed when suggestions are asked for. */
const TYPED = [6, 10, 16]

/** Suggestions while a question without noise is typed, over an index built before. */
export function suggestEngine({ n, questions }: Work, index: () => AddressIndex): Engine {
  const meant = questions.filter(({ kind }) => kind === 'none')
  const typed = meant.flatMap(({ label }) => TYPED.map((length) => label.slice(0, length)))
  const answer = (at: number) => suggestIn(index(), typed[at] ?? '', SUGGESTIONS)
  return {
    engine: 'suggestions',
    n,
    build: () => ({
      round: () => ask(typed.length, answer),
      isRight: () => meant.every((question) => isSuggested(index(), question)),
      heldBytes: 0,
    }),
  }
}

/** Is the address itself suggested, once its street and its postal code are typed, and once it is typed whole? */
export function isSuggested(
  index: AddressIndex,
  { label, postalCode }: Pick<Question, 'label' | 'postalCode'>,
): boolean {
  const named = label.slice(0, label.lastIndexOf(postalCode) + postalCode.length)
  return [named, label].every((typed) =>
    suggestIn(index, typed, SUGGESTIONS).some((suggested) => suggested.label === label),
  )
}
