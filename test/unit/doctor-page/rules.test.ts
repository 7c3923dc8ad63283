import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CODE_TRIES,
  channelFor,
  judgeCode,
  LINK_DAYS,
  smsNumberOf,
  stateOfLink,
} from '../../../server/doctor-links/rules.ts'
import { readPass, writePass } from '../../../server/doctor-page/pass.ts'
import { ageBandOf, bandsOf } from '../../../server/doctor-page/rules.ts'
import { ownField, pauseSchema, readChanges } from '../../../server/doctor-page/schema.ts'

const NOW = new Date('2026-11-24T09:00:00Z')
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const later = (ms: number) => new Date(NOW.getTime() + ms)

const LINK = {
  createdAt: NOW,
  expiresAt: later(LINK_DAYS * DAY_MS),
  usedAt: null,
  killedAt: null,
}

describe('a link', () => {
  test('lives fourteen days, to the millisecond', () => {
    expect(stateOfLink(LINK, later(14 * DAY_MS - 1))).toBe('living')
    expect(stateOfLink(LINK, later(14 * DAY_MS))).toBe('dead')
  })

  test('is used once saved with, and dead once replaced, even if it was used', () => {
    expect(stateOfLink({ ...LINK, usedAt: NOW }, NOW)).toBe('used')
    expect(stateOfLink({ ...LINK, killedAt: NOW }, NOW)).toBe('dead')
    expect(stateOfLink({ ...LINK, usedAt: NOW, killedAt: NOW }, NOW)).toBe('dead')
  })
})

describe('a six-digit code', () => {
  const sent = { codeHash: 'a', codeSentAt: NOW, codeTries: 0 }

  test('is good for ten minutes, and not well before it was sent', () => {
    expect(judgeCode(sent, 'a', later(10 * MINUTE_MS - 1))).toBe('right')
    expect(judgeCode(sent, 'a', later(10 * MINUTE_MS))).toBe('old')
    expect(judgeCode(sent, 'a', later(-MINUTE_MS))).toBe('right')
    expect(judgeCode(sent, 'a', later(-MINUTE_MS - 1))).toBe('old')
  })

  test('is refused after five tries, the right one too', () => {
    expect(judgeCode({ ...sent, codeTries: CODE_TRIES - 1 }, 'b', NOW)).toBe('wrong')
    expect(judgeCode({ ...sent, codeTries: CODE_TRIES }, 'a', NOW)).toBe('spent')
  })

  test('that was never sent opens nothing', () => {
    expect(judgeCode({ codeHash: null, codeSentAt: null, codeTries: 0 }, 'a', NOW)).toBe('old')
  })
})

test('a doctor is reached as they chose, else as they can be', () => {
  const both = { email: 'nour@example.org', phone: '+33639981234', mobile: null }
  expect(channelFor({ channel: 'sms', ...both })).toBe('sms')
  expect(channelFor({ channel: 'email', ...both })).toBe('email')
  expect(channelFor({ channel: 'sms', ...both, phone: '+33353010024' })).toBe('email')
  const landline = { email: null, phone: '+33353010024', mobile: null }
  expect(channelFor({ channel: 'email', ...landline })).toBeNull()
  expect(channelFor({ channel: 'email', ...landline, mobile: '+33639985678' })).toBe('sms')
})

test('SMS go to the private mobile, else to the phone if it is a mobile, else nowhere', () => {
  const phone = '+33639981234'
  expect(smsNumberOf({ phone, mobile: '+33639985678' })).toBe('+33639985678')
  expect(smsNumberOf({ phone, mobile: null })).toBe(phone)
  expect(smsNumberOf({ phone: '+33353010024', mobile: null })).toBeNull()
  expect(smsNumberOf({ phone: null, mobile: null })).toBeNull()
})

describe('rule 9: an age is a band', () => {
  test('the bands meet at 16 and at 70', () => {
    expect(ageBandOf('2010-11-25', '2026-11-24')).toBe('0-15')
    expect(ageBandOf('2010-11-24', '2026-11-24')).toBe('16-69')
    expect(ageBandOf('1956-11-25', '2026-11-24')).toBe('16-69')
    expect(ageBandOf('1956-11-24', '2026-11-24')).toBe('70+')
  })

  test('everybody of the household is in one band, and only one', () => {
    const day = fc
      .date({ min: new Date('1920-01-01'), max: NOW, noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(fc.array(day, { maxLength: 8 }), (births) => {
        const total = bandsOf(births, '2026-11-24').reduce((sum, { people }) => sum + people, 0)
        expect(total).toBe(births.length)
      }),
    )
  })
})

describe('the pass of a browser', () => {
  const keys = { field: new Map(), current: 'k', index: Buffer.alloc(32), session: 'secret' }
  const linkId = randomUUID()
  const header = (value: string) => `autre=1; tu-medecin=${value}; z=2`
  const written = writePass({ keys }, { linkId, since: NOW, names: false })

  test('is read back for its link, for an hour', () => {
    const read = (id: string, at: Date) =>
      readPass({ keys }, { header: header(written), linkId: id }, at)
    expect(read(linkId, later(59 * MINUTE_MS))).toEqual({ linkId, since: NOW, names: false })
    expect(read(linkId, later(60 * MINUTE_MS))).toBeNull()
    expect(read(randomUUID(), NOW)).toBeNull()
  })

  test('cannot be altered to show names, nor written with another key', () => {
    const forged = written.replace('.0.', '.1.')
    expect(readPass({ keys }, { header: header(forged), linkId }, NOW)).toBeNull()
    const other = { keys: { ...keys, session: 'another' } }
    expect(readPass(other, { header: header(written), linkId }, NOW)).toBeNull()
    expect(readPass({ keys }, { header: undefined, linkId }, NOW)).toBeNull()
  })
})

describe('the form of what changes', () => {
  const id = randomUUID()
  const typed = (fields: Record<string, string>) =>
    Object.fromEntries(
      Object.entries({ places: '3', places_ald: '1', places_visite: '0', ...fields }).map(
        ([field, value]) => [ownField(id, field as 'places'), value],
      ),
    )
  const read = (fields: Record<string, string>) =>
    readChanges(typed(fields), [{ id, communes: ['59350'], startsOn: null }], NOW)
  const errorOf = (fields: Record<string, string>, field: Parameters<typeof ownField>[1]) => {
    const answer = read(fields)
    return answer.ok ? null : answer.errors[ownField(id, field)]
  }

  test('fewer places bring their parts down with them: no press is lost on it', () => {
    const answer = read({ places: '1', places_ald: '2', places_visite: '4' })
    const change = answer.ok ? answer.changes.get(id) : null
    expect(change).toMatchObject({ places: 1, aldPlaces: 1, homeVisitPlaces: 1 })
  })

  test('a last day may be written as a French keyboard does', () => {
    const answer = read({ fin: 'date', fin_le: '3/1/2027' })
    expect(answer.ok && answer.changes.get(id)?.endsOn).toBe('2027-01-03')
  })

  test('a dated stay ends on the day it begins at the earliest', () => {
    const stay = [{ id, communes: [], startsOn: '2027-02-01' }]
    const until = (fin_le: string) => readChanges(typed({ fin: 'date', fin_le }), stay, NOW).ok
    expect([until('31/01/2027'), until('01/02/2027')]).toEqual([false, true])
  })

  test.each([
    ['places', { places: 'deux' }],
    ['places', { places: '-1' }],
    ['places', { places: '99999' }],
    ['age_min', { age_min: 'six' }],
    ['age_max', { age_min: '16', age_max: '6' }],
    ['fin_le', { fin: 'date', fin_le: '' }],
    ['fin_le', { fin: 'date', fin_le: '31/02/2027' }],
    ['fin_le', { fin: 'date', fin_le: '23/11/2026' }],
    ['prise_de_rdv', { prise_de_rdv: 'x'.repeat(301) }],
  ] as const)('says how to mend %s in %o', (field, fields) => {
    expect(errorOf(fields, field)).toMatch(/^[A-ZÉ].+\.$/)
  })

  test('a pause lasts some months, until a day, or ends now', () => {
    const schema = pauseSchema(NOW)
    expect(schema.parse({ duree: '1' }).until).toBe('2026-12-24')
    expect(schema.parse({ duree: 'date', pause_le: '01/02/2027' }).until).toBe('2027-02-01')
    expect(schema.parse({ duree: '0' }).until).toBeNull()
    expect(schema.safeParse({}).success).toBe(false)
    expect(schema.safeParse({ duree: 'date', pause_le: '01/02/2020' }).success).toBe(false)
  })
})
