import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../server/calendar/rules.ts'
import {
  AGE_BANDS,
  type Announcement,
  isSameAnnouncement,
  type PeopleLeft,
  peopleIn,
  totalsByCommune,
} from '../../../server/departures/rules.ts'
import { readDepartureForm } from '../../../server/departures/schema.ts'
import { cutStay, wholeStay } from '../../../server/doctors/rules.ts'

const now = new Date('2026-11-22T08:00:00Z')
const read = (values: Record<string, string>) =>
  readDepartureForm(
    { motif: 'retraite', part_le: '2027-06-30', ...values },
    { communes: ['59350', '59009'], by: 'coordinator' },
    now,
  )
const errorsOf = (values: Record<string, string>) => {
  const form = read(values)
  return form.ok ? {} : form.errors
}

const counts = fc.array(
  fc.record<PeopleLeft>({
    inseeCode: fc.constantFrom('59350', '59009', '59512'),
    ageBand: fc.constantFrom(...AGE_BANDS),
    people: fc.nat(400),
  }),
  { maxLength: 12 },
)

test('B43: totals by commune lose and invent nobody, the largest first', () => {
  fc.assert(
    fc.property(counts, (all) => {
      const totals = totalsByCommune(all)
      expect(peopleIn(totals)).toBe(peopleIn(all))
      for (const { bands, people } of totals)
        expect(bands['0-15'] + bands['16-69'] + bands['70+']).toBe(people)
      const sizes = totals.map(({ people }) => people)
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    }),
  )
})

test('the same counts in another order are the same announcement, another figure is not', () => {
  const first: PeopleLeft = { inseeCode: '59350', ageBand: '70+', people: 12 }
  const second: PeopleLeft = { inseeCode: '59009', ageBand: '0-15', people: 3 }
  const said: Announcement = { kind: 'move', leavesOn: '2027-06-30', counts: [first, second] }
  expect(isSameAnnouncement(said, { ...said, counts: [second, first] })).toBe(true)
  expect(isSameAnnouncement(said, { ...said, counts: [first] })).toBe(false)
  expect(isSameAnnouncement(said, { ...said, leavesOn: '2027-07-01' })).toBe(false)
})

test('an empty field counts nobody; a commune written twice is counted once, with both', () => {
  const form = read({
    'personnes[59350][0-15]': ' 12 ',
    'personnes[59350][70+]': '',
    'autre_commune[0]': 'hellemmes',
    'autre_code_postal[0]': '59260',
    'autres[0][0-15]': '5',
  })
  expect(form).toEqual({
    ok: true,
    announcement: {
      kind: 'retirement',
      leavesOn: '2027-06-30',
      counts: [{ inseeCode: '59350', ageBand: '0-15', people: 17 }],
    },
  })
})

test('a date as a French keyboard writes it is read', () => {
  const form = read({ part_le: '30/06/2027' })
  expect(form.ok && form.announcement.leavesOn).toBe('2027-06-30')
})

test.each([
  ['no motive', { motif: '' }, 'motif'],
  ['31 June', { part_le: '2027-06-31' }, 'part_le'],
  ['a date ten years away', { part_le: '2036-06-30' }, 'part_le'],
  ['a date of long ago', { part_le: '2020-06-30' }, 'part_le'],
  ['half a person', { 'personnes[59009][70+]': '1,5' }, 'personnes[59009][70+]'],
  ['fewer than nobody', { 'personnes[59009][16-69]': '-4' }, 'personnes[59009][16-69]'],
  ['a crowd', { 'personnes[59009][16-69]': '10001' }, 'personnes[59009][16-69]'],
  [
    'a commune that does not exist',
    { 'autre_commune[1]': 'Brumeville', 'autre_code_postal[1]': '59999' },
    'autre_commune[1]',
  ],
  ['people of no commune', { 'autres[2][70+]': '4' }, 'autre_commune[2]'],
])('%s is refused at its field', (_case, values, field) => {
  expect(Object.keys(errorsOf(values))).toEqual([field])
})

test('B24: a departure cuts what goes beyond it, and leaves a shorter stay and a later one as they are', () => {
  const leaves = '2027-06-30'
  const stay = (startsOn: string | null, endsOn: string | null) =>
    cutStay({ startsOn, endsOn }, leaves).endsOn
  expect(stay(null, null)).toBe('2027-06-29')
  expect(stay('2027-01-01', '2027-06-30')).toBe('2027-06-29')
  expect(stay('2027-01-01', '2027-06-29')).toBe('2027-06-29')
  expect(stay(null, '2027-03-01')).toBe('2027-03-01')
  expect(stay('2027-06-30', null)).toBe(null)
  expect(cutStay({ startsOn: null, endsOn: null }, null).endsOn).toBe(null)
})

test('a stay that a departure cut is whole again without it, whatever it was', () => {
  const aDay = fc.integer({ min: 0, max: 40 }).map((rank) => addDays('2027-06-01', rank))
  fc.assert(
    fc.property(fc.option(aDay), fc.option(aDay), fc.option(aDay), (startsOn, last, leavesOn) => {
      const endsOn = last && startsOn && last < startsOn ? startsOn : last
      const cut = cutStay({ startsOn, endsOn }, leavesOn)
      expect(wholeStay(cut, leavesOn)).toEqual({ startsOn, endsOn })
      expect(cut.endsOnBefore === null || cut.endsOnBefore >= (cut.endsOn ?? '')).toBe(true)
    }),
  )
})
