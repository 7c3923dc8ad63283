import { expect, test } from 'vitest'
import { fullDay, kmText, longDay, shortDay, typedDay } from '../../web/words/dates.ts'
import { phoneHref, phoneText } from '../../web/words/phone.ts'
import { frenchSpaces } from '../../web/words/typography.ts'

test('a phone is read in pairs and dialled with its country, however it was written', () => {
  for (const written of ['+33639981234', '0639981234', '06 39 98 12 34', '06.39.98.12.34']) {
    expect(phoneText(written)).toBe('06 39 98 12 34')
    expect(phoneHref(written)).toBe('tel:+33639981234')
  }
})

test('a foreign number is left as it is', () => {
  expect(phoneText('+32 470 00 00 00')).toBe('+32 470 00 00 00')
  expect(phoneHref('+32 470 00 00 00')).toBe('tel:+32470000000')
})

test('a day is written in full, the first of the month as 1er', () => {
  expect(longDay('2026-12-01')).toBe('mardi 1er décembre')
  expect(shortDay('2026-11-24')).toBe('24 novembre')
  expect(fullDay('1948-03-27')).toBe('27 mars 1948')
})

test('a moment is written with the day it is in Paris', () => {
  expect(longDay(new Date('2026-11-30T23:30:00Z'))).toBe('mardi 1er décembre')
})

test('three typed fields read back as a date, or not at all', () => {
  expect(typedDay('01', '6', '1946')).toBe('1er juin 1946')
  expect(typedDay('27', '13', '1948')).toBeNull()
  expect(typedDay('', '', '')).toBeNull()
})

test('kilometres have one decimal, and two places are never 0 km apart', () => {
  expect(kmText(1.24)).toBe('1,2 km')
  expect(kmText(0.01)).toBe('0,1 km')
  expect(kmText(0)).toBe('0,0 km')
})

test('a line never starts with a colon, in texts, lists and functions', () => {
  const words = frenchSpaces({
    a: 'Aide : ici',
    b: ['Trouvé ?'],
    c: (name: string) => `« ${name} »`,
  })
  expect(words.a).toBe('Aide\u00a0: ici')
  expect(words.b).toEqual(['Trouvé\u00a0?'])
  expect(words.c('oui')).toBe('«\u00a0oui\u00a0»')
})
