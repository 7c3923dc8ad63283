import { expect, test } from 'vitest'
import { unlinked } from '../../../server/messaging/facts.ts'
import { emailText, smsText } from '../../../server/messaging/templates.ts'
import { wordsFor } from '../../../web/words/words.ts'
import { aLetter, LINK } from './letters.ts'

const words = wordsFor('fr')

test.each([
  ['Cabinet piege.example.com', 'Cabinet piege. example. com'],
  ['https://piege.example.com/x', 'https: //piege. example. com/x'],
  ['www.piege.example.com', 'www. piege. example. com'],
  ['aide@piege.example.com', 'aide @ piege. example. com'],
  ['mailto:aide@example.com', 'mailto: aide @ example. com'],
  ['piege。example．com', 'piege. example. com'],
  ['pie\u200bge.exam\u00adple', 'piege. example'],
])('T-24: in a name, « %s » is shown as no link', (typed, shown) => {
  expect(unlinked(typed)).toBe(shown)
})

test.each([
  'Dr M. L’Hôte-Éluard',
  'de 9:30 à 17 h',
  '6 rue du Rouet, 59000 Lille',
  '1.5',
  'St. Omer',
])('T-24: « %s » is shown as it is typed', (typed) => {
  expect(unlinked(typed)).toBe(typed)
})

test('T-24: a doctor named after a site puts no link but ours in a mail nor an SMS', () => {
  const [doctor] = aLetter().doctors
  if (!doctor) throw new Error('the letter names a doctor')
  const facts = aLetter({
    doctors: [{ ...doctor, name: 'Nour https://piege.example.com', practice: 'piege.example.com' }],
  })
  const { text, html } = emailText(words, facts)
  for (const said of [text, html, smsText(words, facts)]) {
    expect(said.replaceAll(LINK, '')).not.toMatch(/https?:\/\/|example\.com/)
    expect(said).toContain('example. com')
  }
})
