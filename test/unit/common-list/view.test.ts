import { describe, expect, test } from 'vitest'
import type { Listed } from '../../../server/common-list/service.ts'
import { commonListView } from '../../../server/common-list/view.ts'

const path = '/medecin/jeton/liste-commune'
const NORTH = '0d5f9a34-6f0e-4a0c-8a55-0a4d1f7c9d01'
const SOUTH = '0d5f9a34-6f0e-4a0c-8a55-0a4d1f7c9d02'

function aHousehold(requestId: string, availabilityId: string): Listed {
  return {
    requestId,
    availabilityId,
    practice: availabilityId === NORTH ? 'Cabinet du Nord, Lille' : 'Cabinet du Sud, Loos',
    nearness: 'under_2',
    people: [{ band: '70+', people: 1 }],
    peopleCount: 1,
    need: 'C',
    homeVisits: 0,
    wheelchair: false,
    language: null,
    area: 'Lille',
    waitingDays: 12,
  }
}

const both = [aHousehold('a', NORTH), aHousehold('b', SOUTH), aHousehold('c', SOUTH)]
const shown = (practiceId: string | null, listed = both) =>
  commonListView(listed, { path, practiceId })

describe('the common list of a doctor with several practices', () => {
  test('shows everybody first, and counts those near each practice', () => {
    const { households, practices } = shown(null)
    expect(households.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(practices).toEqual([
      { href: path, label: 'Tous vos cabinets', households: 3, isChosen: true },
      {
        href: `${path}?cabinet=${NORTH}`,
        label: 'Cabinet du Nord, Lille',
        households: 1,
        isChosen: false,
      },
      {
        href: `${path}?cabinet=${SOUTH}`,
        label: 'Cabinet du Sud, Loos',
        households: 2,
        isChosen: false,
      },
    ])
  })

  test('shows those of the practice asked for', () => {
    const { households, practices } = shown(SOUTH)
    expect(households.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(practices.filter(({ isChosen }) => isChosen)).toMatchObject([
      { label: 'Cabinet du Sud, Loos' },
    ])
  })

  test('shows everybody for a practice that has nobody any more', () => {
    expect(shown('ailleurs').households).toHaveLength(3)
  })

  test('asks nothing of a doctor with one practice, and gives no exact distance', () => {
    const { households, practices } = shown(null, [aHousehold('a', NORTH)])
    expect(practices).toEqual([])
    expect(JSON.stringify(households)).not.toMatch(/"km"/)
  })
})
