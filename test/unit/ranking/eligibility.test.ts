import { describe, expect, test } from 'vitest'
import {
  type Candidate,
  type ExclusionReason,
  type Household,
  type RankingOptions,
  rankDoctors,
} from '../../../server/ranking/rules.ts'
import { aDoctor, aHousehold, north, now } from './builders.ts'

const homebound = { canTravel: false }

/** Reasons why that doctor is left out; none when they are ranked. */
function leftOutFor(
  doctor: Partial<Candidate>,
  household: Household = aHousehold(),
  options: Partial<RankingOptions> = {},
): readonly ExclusionReason[] {
  const asked = { bandKm: 0.5, maxKm: 5, solicitedFactor: 3, now, ...options }
  const { ranked, excluded } = rankDoctors(household, [aDoctor(doctor)], asked)
  expect(ranked.length + excluded.length).toBe(1)
  return excluded[0]?.reasons ?? []
}

test('a doctor with nothing against is ranked', () => {
  expect(leftOutFor({})).toEqual([])
})

describe('B11: a household is counted in people and kept together', () => {
  const three = aHousehold({ members: [{}, {}, {}] })

  test('three people need three free places', () => {
    expect(leftOutFor({ placesOffered: 2 }, three)).toEqual(['full'])
    expect(leftOutFor({ placesOffered: 3 }, three)).toEqual([])
  })

  test('places held by proposals and places taken are not free', () => {
    expect(leftOutFor({ placesOffered: 4, placesHeld: 1 }, three)).toEqual([])
    expect(leftOutFor({ placesOffered: 4, placesHeld: 1, placesTaken: 1 }, three)).toEqual(['full'])
  })

  test('one member out of the ages taken leaves the doctor out for all', () => {
    const family = aHousehold({
      members: [{ birthDate: '1980-01-01' }, { birthDate: '2024-01-01' }],
    })
    expect(leftOutFor({ ageMin: 16 }, family)).toEqual(['age'])
  })
})

describe('B39: places kept for an ALD', () => {
  const ill = { ald: true }
  const kept = { placesOffered: 3, aldPlaces: 2 }

  test('are offered to people with an ALD only; the others may take the rest', () => {
    expect(leftOutFor(kept, aHousehold({ members: [{}] }))).toEqual([])
    expect(leftOutFor(kept, aHousehold({ members: [{}, {}] }))).toEqual(['full'])
    expect(leftOutFor(kept, aHousehold({ members: [ill, ill, ill] }))).toEqual([])
  })

  test('a household is judged whole: those without an ALD need one of the other places each', () => {
    expect(leftOutFor(kept, aHousehold({ members: [ill, {}] }))).toEqual([])
    expect(leftOutFor(kept, aHousehold({ members: [ill, {}, {}] }))).toEqual(['full'])
  })

  test('an ALD that nobody told of is none', () => {
    const all = { placesOffered: 1, aldPlaces: 1 }
    expect(leftOutFor(all, aHousehold({ members: [{ ald: null }] }))).toEqual(['full'])
  })

  test('are the last to go, whoever took the others', () => {
    const oneTaken = { ...kept, placesTaken: 1 }
    expect(leftOutFor(oneTaken, aHousehold({ members: [{}] }))).toEqual(['full'])
    expect(leftOutFor(oneTaken, aHousehold({ members: [ill, ill] }))).toEqual([])
    const twoTaken = { ...kept, placesHeld: 1, placesTaken: 1 }
    expect(leftOutFor(twoTaken, aHousehold({ members: [ill, ill] }))).toEqual(['full'])
    expect(leftOutFor(twoTaken, aHousehold({ members: [ill] }))).toEqual([])
  })
})

describe('B12: a person who cannot travel is offered only doctors who visit at home', () => {
  test('no home visit, no offer', () => {
    const alone = aHousehold({ members: [homebound] })
    expect(leftOutFor({ homeVisitPlaces: 0 }, alone)).toEqual(['home_visit'])
    expect(leftOutFor({ homeVisitPlaces: 1 }, alone)).toEqual([])
  })

  test('as many home visits as members who cannot travel, and no more', () => {
    const couple = aHousehold({ members: [homebound, homebound, {}] })
    expect(leftOutFor({ homeVisitPlaces: 1 }, couple)).toEqual(['home_visit'])
    expect(leftOutFor({ homeVisitPlaces: 2 }, couple)).toEqual([])
  })

  test('home visits are a part of the free places', () => {
    const couple = aHousehold({ members: [homebound, homebound] })
    const taken = { placesOffered: 4, placesTaken: 3, homeVisitPlaces: 4 }
    expect(leftOutFor(taken, couple)).toEqual(['full', 'home_visit'])
  })

  test('the doctor visits the communes they named, everywhere when they named none', () => {
    const alone = aHousehold({ members: [homebound] })
    expect(leftOutFor({ homeVisitPlaces: 1, homeVisitCommunes: ['59017'] }, alone)).toEqual([
      'home_visit',
    ])
    expect(
      leftOutFor({ homeVisitPlaces: 1, homeVisitCommunes: ['59017', '59350'] }, alone),
    ).toEqual([])
  })

  test('Lomme is visited by whoever visits Lomme or the whole of Lille', () => {
    const lomme = aHousehold({ members: [homebound], homeCommunes: ['59355', '59350'] })
    expect(leftOutFor({ homeVisitPlaces: 1, homeVisitCommunes: ['59350'] }, lomme)).toEqual([])
    expect(leftOutFor({ homeVisitPlaces: 1, homeVisitCommunes: ['59355'] }, lomme)).toEqual([])
    const lille = aHousehold({ members: [homebound] })
    expect(leftOutFor({ homeVisitPlaces: 1, homeVisitCommunes: ['59355'] }, lille)).toEqual([
      'home_visit',
    ])
  })
})

describe('ages are those of the day, both bounds taken', () => {
  const born = (birthDate: string | null) => aHousehold({ members: [{ birthDate }] })

  test.each([
    ['2010-11-22', []],
    ['2010-11-23', ['age']],
    ['1950-11-23', []],
    ['1950-11-22', ['age']],
  ])('born on %s, with a doctor who takes from 16 to 75', (birthDate, reasons) => {
    expect(leftOutFor({ ageMin: 16, ageMax: 75 }, born(birthDate))).toEqual(reasons)
  })

  test('an unknown age leaves nobody out', () => {
    expect(leftOutFor({ ageMin: 16, ageMax: 16 }, born(null))).toEqual([])
  })
})

describe('a wheelchair needs an access that is known to be step-free', () => {
  const wheelchair = aHousehold({ wheelchair: true })

  test.each([
    [true, []],
    [false, ['step_free']],
    [null, ['step_free']],
  ])('step-free: %s', (stepFree, reasons) => {
    expect(leftOutFor({ stepFree }, wheelchair)).toEqual(reasons)
    expect(leftOutFor({ stepFree })).toEqual([])
  })
})

describe('availability', () => {
  test('a doctor who takes nobody is not also said to be full', () => {
    expect(leftOutFor({ accepting: false, placesOffered: 0 })).toEqual(['not_accepting'])
  })

  test('a pause lasts to the end of its last day', () => {
    expect(leftOutFor({ pausedUntil: '2026-11-21' })).toEqual([])
    expect(leftOutFor({ pausedUntil: '2026-11-22' })).toEqual(['paused'])
  })

  test('a doctor here for a time takes people from the first day to the last', () => {
    expect(leftOutFor({ startsOn: '2026-11-22', endsOn: '2026-11-22' })).toEqual([])
    expect(leftOutFor({ startsOn: '2026-11-23' })).toEqual(['not_accepting'])
    expect(leftOutFor({ endsOn: '2026-11-21' })).toEqual(['not_accepting'])
  })

  test('never confirmed is expired', () => {
    expect(leftOutFor({ confirmedOn: null })).toEqual(['expired'])
  })
})

describe('open lists never ask for more than three times the places left', () => {
  test.each([
    [11, []],
    [12, ['solicited_out']],
  ])('%i people of open lists for four places', (solicited, reasons) => {
    expect(leftOutFor({ placesOffered: 4, solicited })).toEqual(reasons)
  })

  test('where proposals hold places, there is no such limit', () => {
    expect(leftOutFor({ solicited: 99 }, aHousehold(), { solicitedFactor: null })).toEqual([])
  })
})

test('B18: the reasonable distance is a setting, and reaching it exactly is within it', () => {
  const { ranked } = rankDoctors(aHousehold(), [aDoctor()], {
    bandKm: 0.5,
    maxKm: 5,
    solicitedFactor: 3,
    now,
  })
  const km = ranked[0]?.km ?? 0
  expect(leftOutFor({}, aHousehold(), { maxKm: km })).toEqual([])
  expect(leftOutFor({}, aHousehold(), { maxKm: km - 1e-6 })).toEqual(['too_far'])
})

test('a doctor who refused this household, or whose name may not be told, is left out', () => {
  expect(leftOutFor({ id: 'no' }, aHousehold({ refusedBy: ['no'] }))).toEqual(['refused_before'])
  expect(leftOutFor({ named: false })).toEqual(['not_named'])
})

test('every reason is said at once, in one order', () => {
  const household = aHousehold({ members: [homebound], wheelchair: true, refusedBy: ['doctor'] })
  const doctor = {
    position: north(9),
    placesOffered: 0,
    pausedUntil: '2027-01-01',
    confirmedOn: '2026-01-01',
    ageMin: 60,
    named: false,
  }
  expect(leftOutFor(doctor, household)).toEqual([
    'full',
    'paused',
    'expired',
    'age',
    'home_visit',
    'step_free',
    'too_far',
    'not_named',
    'refused_before',
  ])
})
