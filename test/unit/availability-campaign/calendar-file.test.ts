import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarFile } from '../../../server/messaging/doctor-calendar.ts'

const writtenAt = new Date('2026-10-20T07:00:00.123Z')
const kept = {
  uid: 'disponibilites-1-2026-11-24@cpts.example.org',
  day: '2026-11-24',
  title: 'Mes disponibilités, à confirmer ; six mois',
  text: 'Appelez le 03 53 01 00 24\r\nde 9 h à 17 h \\ merci',
}

/** Joins folded lines again, then undoes the escapes of a text (RFC 5545, 3.1 and 3.3.11). */
function unfolded(file: string, name: string): string | undefined {
  const line = file
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((each) => each.startsWith(`${name}:`))
  return line?.slice(name.length + 1).replace(/\\([\\;,nN])/g, (_, c) => (/n/i.test(c) ? '\n' : c))
}

describe('the date to keep', () => {
  test('is one whole day that leaves the day free, the same event each time', () => {
    expect(calendarFile(kept, writtenAt).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      "PRODID:-//Trait d'union//FR",
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:disponibilites-1-2026-11-24@cpts.example.org',
      'DTSTAMP:20261020T070000Z',
      'DTSTART;VALUE=DATE:20261124',
      'DTEND;VALUE=DATE:20261125',
      'SUMMARY:Mes disponibilités\\, à confirmer \\; six mois',
      'DESCRIPTION:Appelez le 03 53 01 00 24\\nde 9 h à 17 h \\\\ merci',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  test('ends the next day, be it 29 February or the new year', () => {
    for (const [day, next] of [
      ['2028-02-28', '20280229'],
      ['2027-02-28', '20270301'],
      ['2026-12-31', '20270101'],
    ] as const)
      expect(calendarFile({ ...kept, day }, writtenAt)).toContain(`DTEND;VALUE=DATE:${next}\r\n`)
  })

  test('any text comes back whole, on lines of 75 octets at most and without a bare line break', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const file = calendarFile({ ...kept, text: typed }, writtenAt)
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n\ufffd](?<!\ufffd)/)
        }
        const plain = typed.replace(/\r\n|[\r\n\u2028\u2029]/g, '\n').replace(/(?!\n)\p{Cc}/gu, '')
        expect(unfolded(file, 'DESCRIPTION')).toBe(plain)
      }),
    )
  })
})
