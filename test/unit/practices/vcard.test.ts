import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NamedDoctor } from '../../../server/doctors/candidates.ts'
import { vcardFileName, vcardOf } from '../../../server/followup/vcard.ts'

function aNamedDoctor(doctor: Partial<NamedDoctor> = {}): NamedDoctor {
  return {
    id: 'a1',
    doctorId: 'd1',
    name: 'Dr Nour Ostrevande',
    firstName: 'Nour',
    lastName: 'Ostrevande',
    practice: 'Cabinet de la Toile-Bise',
    practiceId: 'p1',
    address: '4 Rue de la Toile-Bise',
    postalCode: '59000',
    commune: 'Lille',
    phone: '+33353010101',
    email: 'nour.ostrevande@example.org',
    booking: 'Appelez le matin, de 9 h à 12 h',
    languages: ['fr'],
    stepFree: true,
    ...doctor,
  }
}

const unfolded = (card: string) => card.replaceAll('\r\n ', '')
const lineOf = (card: string, name: string) =>
  unfolded(card)
    .split('\r\n')
    .find((line) => line.startsWith(name))
    ?.slice(name.length)

test('B20: a card says who, where, which number and how to book; their mail stays with the team', () => {
  expect(vcardOf(aNamedDoctor())).toBe(
    [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Ostrevande;Nour;;Dr;',
      'FN:Dr Nour Ostrevande',
      'ORG:Cabinet de la Toile-Bise',
      'TITLE:Médecin généraliste',
      'TEL;TYPE=WORK,VOICE:+33353010101',
      'ADR;TYPE=WORK:;;4 Rue de la Toile-Bise;Lille;;59000;France',
      'NOTE:Appelez le matin\\, de 9 h à 12 h',
      'END:VCARD',
      '',
    ].join('\r\n'),
  )
})

test('what is not known is left out', () => {
  const card = vcardOf(aNamedDoctor({ phone: null, booking: '', practice: '' }))
  expect(card).not.toMatch(/TEL|NOTE|ORG/)
})

test('whatever was typed, no line is too long, none is added, and the text reads back as it was', () => {
  const typed = fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => `é;,\\\n${text}`)
  fc.assert(
    fc.property(typed, (booking) => {
      const card = vcardOf(aNamedDoctor({ booking }))
      for (const line of card.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(unfolded(card).split('\r\n')).toHaveLength(11)
      const note = lineOf(card, 'NOTE:') ?? ''
      const read = note.replace(/\\([\\,;n])/g, (_all, mark) => (mark === 'n' ? '\n' : mark))
      const expected = booking.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n]/gu, '')
      expect(read).toBe(expected)
    }),
  )
})

test('the file has a name that any phone accepts', () => {
  const doctor = aNamedDoctor({ firstName: 'Maël-Ézéchiel', lastName: 'D’Œuvre' })
  expect(vcardFileName(doctor)).toMatch(/^dr-[a-z0-9-]+\.vcf$/)
})
