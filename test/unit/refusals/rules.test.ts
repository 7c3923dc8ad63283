import { describe, expect, test } from 'vitest'
import { maskTable } from '../../../server/refusals/masking-rules.ts'
import {
  type Counted,
  mainReason,
  refusalOf,
  refusalTable,
} from '../../../server/refusals/rules.ts'

describe('whose a refusal is', () => {
  test('« complet » is the doctor’s, even told by the household', () => {
    expect(refusalOf({ source: 'outcome', code: 'full' })).toEqual({
      whose: 'doctor',
      reason: 'full',
    })
    expect(refusalOf({ source: 'declined', code: 'full' })).toEqual({
      whose: 'doctor',
      reason: 'full',
    })
  })

  test('the household’s own reasons are the household’s', () => {
    const reasonOf = (code: string) => refusalOf({ source: 'household', code })
    expect(reasonOf('too_far')).toEqual({ whose: 'patient', reason: 'too_far' })
    expect(reasonOf('found')).toEqual({ whose: 'patient', reason: 'found_alone' })
    expect(reasonOf('unsaid')).toEqual({ whose: 'patient', reason: 'declined' })
    expect(refusalOf({ source: 'outcome', code: 'not_called' })?.whose).toBe('patient')
  })

  test('silence, an absence, a move and a departure are nobody’s', () => {
    for (const told of [
      { source: 'ended', code: 'expired' },
      { source: 'household', code: 'silent' },
      { source: 'outcome', code: 'absent' },
      { source: 'closed', code: 'moved' },
      { source: 'ended', code: 'doctor_gone' },
    ] as const)
      expect([told.code, refusalOf(told)?.whose]).toEqual([told.code, 'other'])
  })

  test('what is no refusal is none', () => {
    expect(refusalOf({ source: 'outcome', code: 'seen' })).toBeNull()
    expect(refusalOf({ source: 'ended', code: 'taken_back' })).toBeNull()
    expect(refusalOf({ source: 'closed', code: 'deceased' })).toBeNull()
    expect(refusalOf({ source: 'ended', code: 'constructor' })).toBeNull()
  })
})

describe('the table of refusals', () => {
  const many = (count: number, from: number, one: Omit<Counted, 'requestId'>): Counted[] =>
    Array.from({ length: count }, (_, i) => ({ ...one, requestId: `r${from + i}` }))

  test('a household refused by three doctors for one reason counts once', () => {
    const one = { requestId: 'r1', whose: 'doctor', reason: 'full', band: 'A' } as const
    const table = refusalTable([one, one, { ...one, reason: 'age' }])
    expect(table.households).toBe(1)
    const doctor = table.groups.find(({ whose }) => whose === 'doctor')
    expect(doctor?.total).toBe(1)
    expect(doctor?.reasons.filter(({ total }) => total > 0).map(({ reason }) => reason)).toEqual([
      'full',
      'age',
    ])
  })

  test('tells no band of fewer than five households, nor what would give it by subtraction', () => {
    const table = refusalTable([
      ...many(12, 0, { whose: 'doctor', reason: 'full', band: 'D' }),
      ...many(8, 20, { whose: 'doctor', reason: 'full', band: 'C' }),
      ...many(6, 40, { whose: 'doctor', reason: 'full', band: 'B' }),
      ...many(2, 60, { whose: 'doctor', reason: 'full', band: 'A' }),
    ])
    const full = table.groups
      .find(({ whose }) => whose === 'doctor')
      ?.reasons.find(({ reason }) => reason === 'full')
    expect(full).toMatchObject({ total: 28, bands: { A: 'few', B: 'hidden', C: 8, D: 12 } })
  })

  test('the reason that most households met comes first', () => {
    const table = refusalTable([
      ...many(3, 0, { whose: 'doctor', reason: 'full', band: 'D' }),
      ...many(4, 9, { whose: 'patient', reason: 'too_far', band: 'D' }),
    ])
    expect(mainReason(table)).toEqual({ whose: 'patient', reason: 'too_far', total: 4 })
    expect(mainReason(refusalTable([]))).toBeNull()
  })
})

describe('masking', () => {
  test('no line and no column keeps a single count untold', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const parts = tableOf(seed)
      const sums = [0, 1, 2, 3].map((c) => parts.reduce((sum, row) => sum + (row[c] ?? 0), 0))
      const counts = [sums, ...parts]
      const shown = maskTable(counts)
      const columns = [0, 1, 2, 3].map((c) => shown.map((row) => row[c]))
      for (const line of [...shown, ...columns]) {
        const untold = line.filter((cell) => typeof cell === 'string')
        const others = line.filter((cell) => typeof cell === 'number' && cell > 0)
        expect([seed, untold.length === 1 && others.length > 0]).toEqual([seed, false])
      }
      for (const [r, row] of shown.entries())
        for (const [c, cell] of row.entries())
          if (typeof cell === 'number' && cell > 0) expect(counts[r]?.[c]).toBeGreaterThanOrEqual(5)
    }
  })

  test('a line of zeros is told: it says nothing of anybody', () => {
    expect(
      maskTable([
        [9, 8, 0, 0],
        [9, 8, 0, 0],
        [0, 0, 0, 0],
      ])[2],
    ).toEqual([0, 0, 0, 0])
  })
})

/** Four reasons in four bands, drawn from a seed. */
function tableOf(seed: number): number[][] {
  let state = seed
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state
  }
  return [0, 1, 2, 3].map(() => [0, 1, 2, 3].map(() => (next() >> 8) % 14))
}
