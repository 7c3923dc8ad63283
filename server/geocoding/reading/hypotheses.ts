import type { Commune } from '../communes/catalogue.ts'
import type { Gazetteer, NameSearch } from '../communes/gazetteer.ts'
import { typeAt } from '../text/street-name.ts'
import { STREET_TYPES } from '../text/street-words.ts'
import { isNumber, type Token } from '../text/tokens.ts'
import type { Candidate } from '../trust.ts'
import type { CleanQuery } from './clean.ts'
import { findMentions, type Mention, misspeltAmong } from './mentions.ts'

/** One way to read where a query is: the communes it may mean, and the words left to name a street. */
export type Hypothesis = {
  communes: readonly Commune[]
  evidence: Candidate['commune']
  postalCode: Candidate['postalCode']
  words: readonly Token[]
  cost: number
}

/** A name without its article is nearly as likely the beginning of another (Quesnoy: Le Quesnoy, Quesnoy-sur-Deûle). */
const QUALITY_COST = { exact: 0, core: 0.4, spelling: 0.6, prefix: 0.7 } as const
const EVIDENCE = { exact: 'named', core: 'named', spelling: 'spelling', prefix: 'prefix' } as const
const UNCONFIRMED_SPELLING = 0.4
const OTHER_POSTAL_CODE = 1
const PART_OF_LOCALITY = 0.6
const POSTAL_CODE_ALONE = 0.3
const UNKNOWN_LOCALITY = 0.8
const CONTRADICTED = 1.2
const UNLIKELY_COMMUNE = 2
const NOWHERE = 1.5
const MAX_HYPOTHESES = 8

/**
 * Hypotheses on the commune, likeliest first; the last resort is every commune (an empty list).
 * With `misspelt`, misspelt names are sought even where a right one stands (« Noyelles-sos-Lens »).
 */
export function hypothesesOf(
  query: CleanQuery,
  gazetteer: Gazetteer,
  { misspelt, isLikely }: NameSearch,
): Hypothesis[] {
  const inCode = query.postalCode ? gazetteer.ofPostalCode(query.postalCode.code) : []
  const likely = (commune: Commune) => isLikely(commune) || inCode.includes(commune)
  const mentions = mentionsOf(query, gazetteer, { inCode, misspelt, isLikely: likely })
  const named = mentions.map((mention) => fromMention(mention, query, isLikely))
  const byCode = inCode.length > 0 ? fromPostalCode(query, inCode, mentions) : []
  const all = [...fromInseeCode(query, gazetteer), ...named, ...byCode]
  if (all.length === 0) return [nowhere(query)]
  return withoutUnlikely(all.sort((a, b) => a.cost - b.cost)).slice(0, MAX_HYPOTHESES)
}

type Context = NameSearch & { inCode: readonly Commune[] }

function mentionsOf(
  query: CleanQuery,
  gazetteer: Gazetteer,
  { inCode, ...search }: Context,
): Mention[] {
  const { tokens, departments, postalCode } = query
  const found = findMentions(tokens, gazetteer, search).filter(
    (mention) => !isStreetWord(mention, query),
  )
  const settled = found.some((mention) => isSettled(mention, query))
  const misspelt = settled || !postalCode ? [] : misspeltAmong(inCode, tokens, postalCode.at)
  const all = [...misspelt, ...found]
  const hinted = departments
    ? all.filter(({ commune }) => departments.includes(commune.department))
    : all
  return hinted.length > 0 ? hinted : all
}

/** « Rue » and « Place » are communes too: only when nothing else is said, or with their postal code. */
function isStreetWord({ commune, from, to }: Mention, query: CleanQuery): boolean {
  if (to - from > 1 || query.tokens.length === 1) return false
  return STREET_TYPES.has(query.tokens[from]?.text ?? '') && relationOf(commune, query) !== 'same'
}

/** A commune of the postal code, named in a part of the text of its own: nothing else need be tried. */
function isSettled({ commune, from }: Mention, query: CleanQuery): boolean {
  return query.tokens[from]?.opens === true && relationOf(commune, query) === 'same'
}

function fromMention(
  mention: Mention,
  query: CleanQuery,
  isLikely: (c: Commune) => boolean,
): Hypothesis {
  const { commune, quality, placeCost } = mention
  const postalCode = relationOf(commune, query)
  const confirmed = postalCode === 'same'
  return {
    communes: [commune],
    evidence: EVIDENCE[quality],
    postalCode,
    words: without(query.tokens, mention),
    cost:
      placeCost +
      (endsLocality(mention, query) ? PART_OF_LOCALITY : 0) +
      QUALITY_COST[quality] +
      (quality === 'spelling' && !confirmed ? UNCONFIRMED_SPELLING : 0) +
      (postalCode === 'other' ? OTHER_POSTAL_CODE : 0) +
      (isLikely(commune) || confirmed ? 0 : UNLIKELY_COMMUNE),
  }
}

/** Other words stand between the postal code and the commune: « 59320 Hallnenes Haubourdin ». */
function endsLocality({ from }: Mention, { tokens, postalCode }: CleanQuery): boolean {
  const at = postalCode?.at ?? tokens.length
  return from > at && isLocality(tokens.slice(at, from))
}

/** A CEDEX code says its département only; an INSEE code typed in place of the postal code is the commune itself. */
function relationOf(commune: Commune, { postalCode }: CleanQuery): Candidate['postalCode'] {
  if (!postalCode) return 'absent'
  if (commune.postalCodes.includes(postalCode.code)) return 'same'
  if (commune.code === postalCode.code || commune.old === postalCode.code) return 'same'
  if (postalCode.known) return 'other'
  return postalCode.code.startsWith(commune.department) ? 'unknown' : 'other'
}

/**
 * The communes of the postal code, when none of them is named apart. A commune named apart contradicts the code;
 * one that ends the street may be part of its name (rue de Roubaix). Words after the code that are neither a
 * commune nor a street are an unknown locality: nothing is trusted then.
 */
function fromPostalCode(
  query: CleanQuery,
  inCode: readonly Commune[],
  mentions: readonly Mention[],
): Hypothesis[] {
  const { tokens } = query
  if (mentions.some((mention) => isSettled(mention, query))) return []
  const common = { communes: inCode, postalCode: 'same' } as const
  const plain: Hypothesis = {
    ...common,
    evidence: 'postal_code',
    words: tokens,
    cost: POSTAL_CODE_ALONE,
  }
  const likely = mentions.filter(({ quality, placeCost }) => quality !== 'prefix' && placeCost < 1)
  if (likely.some(({ commune }) => relationOf(commune, query) === 'same')) return [plain]
  const apart = likely.find(({ from }) => tokens[from]?.opens)
  const other = apart ?? likely[0]
  if (other) {
    const words = without(tokens, other)
    const contradicted: Hypothesis = {
      ...common,
      evidence: 'contradicted',
      words,
      cost: CONTRADICTED,
    }
    return apart ? [contradicted] : [plain, contradicted]
  }
  const at = query.postalCode?.at ?? 0
  if (!isLocality(tokens.slice(at))) return [plain]
  const words = tokens.slice(0, at)
  return [{ ...common, evidence: 'contradicted', words, cost: UNKNOWN_LOCALITY }]
}

function isLocality(words: readonly Token[]): boolean {
  return (
    words.length > 0 && words.every((token, i) => !isNumber(token) && typeAt(words, i).type === '')
  )
}

function fromInseeCode(query: CleanQuery, gazetteer: Gazetteer): Hypothesis[] {
  const commune = query.inseeCode ? gazetteer.ofCode(query.inseeCode) : undefined
  if (!commune) return []
  const postalCode = relationOf(commune, query)
  return [
    {
      communes: [commune],
      evidence: 'named',
      postalCode,
      words: query.tokens,
      cost: postalCode === 'other' ? 1 : 0,
    },
  ]
}

function nowhere({ tokens }: CleanQuery): Hypothesis {
  return { communes: [], evidence: 'none', postalCode: 'absent', words: tokens, cost: NOWHERE }
}

/** A hypothesis two errors dearer than the best cannot win; only close ones are kept as rivals. */
function withoutUnlikely(ordered: readonly Hypothesis[]): Hypothesis[] {
  const best = ordered[0]?.cost ?? 0
  return ordered.filter(({ cost }) => cost <= best + 3)
}

/** The words before and after a mention, kept apart by a break. */
function without(tokens: readonly Token[], { from, to }: Mention): Token[] {
  const after = tokens.slice(to).map((token, i) => (i === 0 ? { ...token, opens: true } : token))
  return [...tokens.slice(0, from), ...after]
}
