import { officialGazetteer } from './communes/official.ts'
import { compareTypes, NUMBER_NOT_FOUND, STREET_NOT_FOUND } from './costs.ts'
import { type CleanQuery, cleanQuery } from './reading/clean.ts'
import { type Hypothesis, hypothesesOf } from './reading/hypotheses.ts'
import { readStreets, type StreetReading } from './reading/street-readings.ts'
import { type GeocodeAnswer, type GeocodeQuery, notFound, type Place } from './rules.ts'
import { placeOf, type ServiceFeature, streetNameOf } from './service-answer.ts'
import { nameDistance, nameLimit, readStreetName } from './text/street-name.ts'
import { isNumber, tokenize } from './text/tokens.ts'
import { type Candidate, judge } from './trust.ts'

const WRONG_PLACE = 4

/** Whether the query may be asked at all: it says something, and that something is in France. */
export function refusedUnasked(query: GeocodeQuery): GeocodeAnswer | null {
  const clean = cleanQuery(query, officialGazetteer())
  if (clean.foreign) return notFound('service', ['foreign'])
  const isEmpty =
    clean.tokens.every(({ text }) => text.length < 2) && !clean.postalCode && !clean.inseeCode
  return isEmpty ? notFound('service') : null
}

/**
 * The answer to give from the features of the service. Its score is not believed: each feature is compared with
 * the query by the same rules as the offline index (type, number, postal code, commune, margin to the next).
 */
export function judgeFeatures(
  query: GeocodeQuery,
  features: readonly ServiceFeature[],
): GeocodeAnswer {
  const clean = cleanQuery(query, officialGazetteer())
  const codes = new Set(features.map(({ properties }) => properties.citycode))
  const hypotheses = withHomonyms(
    hypothesesOf(clean, officialGazetteer(), {
      misspelt: false,
      isLikely: ({ code }) => codes.has(code),
    }),
  )
  const candidates = features.flatMap((feature) => {
    const place = placeOf(feature)
    return place ? [bestReading(feature, place, { clean, hypotheses })] : []
  })
  return judge(candidates, 'service')
}

/** The service knows all of France: without a postal code, a name that several communes bear names none of them. */
function withHomonyms(hypotheses: readonly Hypothesis[]): Hypothesis[] {
  return hypotheses.map((hypothesis) => {
    const { communes, evidence, postalCode } = hypothesis
    if (evidence !== 'named' || postalCode !== 'absent') return hypothesis
    const others = hypotheses
      .flatMap((other) => other.communes)
      .filter((other) => other.code !== communes[0]?.code)
    const isHomonym = others.some(({ name }) => name === communes[0]?.name)
    return isHomonym ? { ...hypothesis, evidence: 'prefix' } : hypothesis
  })
}

type Readings = { clean: CleanQuery; hypotheses: readonly Hypothesis[] }

function bestReading(
  feature: ServiceFeature,
  place: Place,
  { clean, hypotheses }: Readings,
): Candidate {
  const inPlace = hypotheses.filter(({ communes }) =>
    communes.some(({ code }) => isIn(place, code)),
  )
  const candidates =
    inPlace.length > 0
      ? inPlace.flatMap((hypothesis) => compare(feature, place, hypothesis, clean))
      : compare(feature, place, elsewhere(hypotheses[0], clean), clean)
  return candidates.reduce((best, other) => (other.cost < best.cost ? other : best))
}

function isIn({ inseeCode, oldInseeCode }: Place, code: string): boolean {
  return inseeCode === code || oldInseeCode === code
}

/** The service answered in a commune the query does not mean. */
function elsewhere(first: Hypothesis | undefined, { tokens, postalCode }: CleanQuery): Hypothesis {
  const named = (first?.communes.length ?? 0) > 0
  return {
    communes: [],
    evidence: named ? 'contradicted' : 'none',
    postalCode: postalCode ? 'other' : 'absent',
    words: first?.words ?? tokens,
    cost: named ? WRONG_PLACE : (first?.cost ?? WRONG_PLACE),
  }
}

function compare(
  feature: ServiceFeature,
  place: Place,
  hypothesis: Hypothesis,
  clean: CleanQuery,
): Candidate[] {
  const readings = readStreets(hypothesis.words)
  const asked =
    readings.some(({ number }) => number !== null) || hypothesis.words.some(isNumber)
      ? 'housenumber'
      : 'street'
  const common = { place, commune: hypothesis.evidence, covered: true } as const
  if (place.precision === 'municipality' || readings.length === 0) {
    const isAll = readings.length === 0 && asked === 'street'
    const cost = hypothesis.cost + (isAll ? 0 : STREET_NOT_FOUND)
    const postalCode = hypothesis.postalCode
    return [
      {
        ...common,
        postalCode,
        nameCost: 0,
        nameLimit: 0,
        asked: isAll ? 'municipality' : asked,
        type: 'same',
        cost,
      },
    ]
  }
  return readings.map((reading) => compareStreet({ feature, place, hypothesis, clean, reading }))
}

type Compared = {
  feature: ServiceFeature
  place: Place
  hypothesis: Hypothesis
  clean: CleanQuery
  reading: StreetReading
}

function compareStreet({ feature, place, hypothesis, clean, reading }: Compared): Candidate {
  const real = readStreetName(streetNameOf(feature))
  const nameCost = nameDistance(reading.name, real)
  const { type, cost: typeCost } = compareTypes(reading.type, real.type)
  const numberFound = reading.number !== null && hasNumber(feature, reading)
  const numberMissing = reading.number !== null && !numberFound
  const isOther =
    !!clean.postalCode?.known && !!place.postalCode && place.postalCode !== clean.postalCode.code
  return {
    place:
      place.precision === 'housenumber' && !numberFound ? { ...place, precision: 'street' } : place,
    nameCost,
    nameLimit: nameLimit(reading.name),
    asked: reading.number === null ? 'street' : 'housenumber',
    type,
    commune: hypothesis.evidence,
    postalCode: isOther && hypothesis.postalCode === 'same' ? 'sibling' : hypothesis.postalCode,
    covered: true,
    cost:
      hypothesis.cost + reading.cost + nameCost + typeCost + (numberMissing ? NUMBER_NOT_FOUND : 0),
  }
}

/** The house number of the feature is the one asked for, suffix included (64bis is not 64). */
function hasNumber({ properties }: ServiceFeature, { number, suffix }: StreetReading): boolean {
  const [first, second] = tokenize(properties.housenumber ?? '')
  return first?.text === String(number) && (second?.text ?? '') === suffix
}
