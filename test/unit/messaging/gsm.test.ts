import { expect, test } from 'vitest'
import { smsSegments, toGsm } from '../../../server/messaging/gsm.ts'

test('French accents of the GSM alphabet stay, the others lose their accent', () => {
  expect(toGsm('Élodie, à bientôt : déjà où çà, Noël, maïs, forêt, GÎTE')).toBe(
    'Élodie, à bientot : déjà où cà, Noel, mais, foret, GITE',
  )
})

test('typographic marks become what an old phone can write', () => {
  expect(toGsm('L’œil « ouvert » – oui… n°5')).toBe('L\'oeil "ouvert" - oui... n?5')
  expect(toGsm('03\u202f53\u00a001')).toBe('03 53 01')
})

test('invisible characters disappear and unknown scripts become question marks', () => {
  expect(toGsm('a\u200bb\u202ec\u0000d')).toBe('abcd')
  expect(toGsm('日本 🙂')).toBe('?? ?')
})

test('a decomposed accent is read as its letter', () => {
  expect(toGsm('e\u0301')).toBe('é')
})

test('one SMS holds 160 septets, each part of a longer one 153', () => {
  expect(smsSegments('a'.repeat(160))).toEqual({ segments: 1, septets: 160, capacity: 160 })
  expect(smsSegments('a'.repeat(161))).toEqual({ segments: 2, septets: 161, capacity: 306 })
  expect(smsSegments('a'.repeat(306)).segments).toBe(2)
  expect(smsSegments('a'.repeat(307)).segments).toBe(3)
})

test('a character of the extension table takes two septets', () => {
  expect(smsSegments('€'.repeat(80))).toMatchObject({ segments: 1, septets: 160 })
  expect(smsSegments('€'.repeat(81)).segments).toBe(2)
})

test('an escape is never parted from its character, so a part may end one septet short', () => {
  const text = `${'a'.repeat(152)}€${'a'.repeat(152)}`
  expect(smsSegments(text)).toMatchObject({ septets: 306, segments: 3 })
})

test('every character written is in the alphabet, whatever was typed', () => {
  const typed = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).join('')
  const written = toGsm(typed)
  expect(toGsm(written)).toBe(written)
  expect(smsSegments(written).septets).toBe(smsSegments(typed).septets)
})
