import type { Commune } from '../communes/catalogue.ts'
import type { Gazetteer, NameMatch, NameSearch } from '../communes/gazetteer.ts'
import { communeKeys, keysOf } from '../communes/name-keys.ts'
import { typingErrors } from '../text/edit-distance.ts'
import { LINKING_WORDS, STREET_TYPES } from '../text/street-words.ts'
import { isNumber, type Token } from '../text/tokens.ts'

/** Words of the query that may be the name of a commune: tokens `from` (included) to `to` (excluded). */
export type Mention = {
  from: number
  to: number
  commune: Commune
  quality: NameMatch['quality']
  /** How unlikely it is that a commune is named at this place of the text, in typing errors. */
  placeCost: number
}

type Span = { from: number; to: number; placeCost: number }

const LONGEST_NAME = 7
const UNLIKELY = 1.5
/** A commune whose name follows one of these is the end of a longer name (Hallennes-lez-Haubourdin). */
const INSIDE_NAMES = new Set(['lez', 'les', 'sur', 'sous', 'en', 'pres'])

/**
 * Every commune named at an end of the text or of a part of it, longest names first: a name inside a longer one
 * is not told. Misspelt names are sought where no right one ends the text, or everywhere when `search` says so.
 */
export function findMentions(
  tokens: readonly Token[],
  gazetteer: Gazetteer,
  search: NameSearch,
): Mention[] {
  const spans = spansOf(tokens)
  const named = (among: readonly Span[], misspelt: boolean) =>
    among.flatMap((span) => mentionsAt(span, tokens, gazetteer, { ...search, misspelt }))
  const right = named(spans, false)
  const solid = right.some(({ quality, placeCost }) => quality !== 'prefix' && placeCost < UNLIKELY)
  if (solid && !search.misspelt) return withoutContained(right)
  const atEnds = spans.filter(({ from, to }) => to === tokens.length || from === 0)
  const misspelt = named(atEnds, true).filter(({ quality }) => quality === 'spelling')
  return withoutContained([...right, ...misspelt])
}

/**
 * The communes of a list (those of the postal code) that the words next to the postal code misspell, up to one
 * letter in four.
 */
export function misspeltAmong(
  communes: readonly Commune[],
  tokens: readonly Token[],
  at: number,
): Mention[] {
  const spans = spansOf(tokens).filter(({ from, to }) => from === at || to === at)
  const found = spans.flatMap(({ from, to, placeCost }) => {
    const typed = keysOf(tokens.slice(from, to).map(({ text }) => text)).whole
    return communes.flatMap((commune) => {
      const { whole } = communeKeys(commune.name)
      const errors = typingErrors(typed, whole, Math.max(1, Math.floor(whole.length / 4)))
      const isIt = errors <= Math.max(1, Math.floor(whole.length / 4))
      return isIt ? [{ from, to, commune, quality: 'spelling' as const, placeCost, errors }] : []
    })
  })
  return found.sort((a, b) => a.errors - b.errors || b.to - b.from - (a.to - a.from)).slice(0, 3)
}

function mentionsAt(
  { from, to, placeCost }: Span,
  tokens: readonly Token[],
  gazetteer: Gazetteer,
  search: NameSearch,
): Mention[] {
  const words = tokens.slice(from, to).map(({ text }) => text)
  const isWhole = !INSIDE_NAMES.has(words[0] ?? '')
  return gazetteer
    .named(words, search)
    .filter(({ quality }) => isWhole || quality === 'exact')
    .map((match) => ({ from, to, placeCost, ...match }))
}

/** Stretches of words that touch an end of the text or of one of its parts. */
function spansOf(tokens: readonly Token[]): Span[] {
  const spans: Span[] = []
  for (let from = 0; from < tokens.length; from++) {
    const opensHere = from === 0 || tokens[from]?.opens === true
    for (let to = from + 1; to <= Math.min(from + LONGEST_NAME, tokens.length); to++) {
      const last = tokens[to - 1]
      if (!last || isNumber(last) || (to - 1 > from && last.opens)) break
      const closesHere = to === tokens.length || tokens[to]?.opens === true
      if (!opensHere && !closesHere) continue
      spans.push({ from, to, placeCost: placeCostOf(tokens, { from, to, opensHere, closesHere }) })
    }
  }
  return spans
}

function placeCostOf(
  tokens: readonly Token[],
  {
    from,
    to,
    opensHere,
    closesHere,
  }: { from: number; to: number; opensHere: boolean; closesHere: boolean },
): number {
  if (opensHere && closesHere) return 0
  const previous = tokens[from - 1]?.text ?? ''
  if (STREET_TYPES.has(previous) || INSIDE_NAMES.has(previous)) return UNLIKELY
  if (to === tokens.length) return LINKING_WORDS.has(previous) && previous !== 'a' ? 0.3 : 0
  if (from === 0) return 0.2
  return UNLIKELY
}

function withoutContained(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    (mention) =>
      !mentions.some(
        (other) =>
          other.quality === 'exact' &&
          other.from <= mention.from &&
          other.to >= mention.to &&
          other.to - other.from > mention.to - mention.from,
      ),
  )
}
