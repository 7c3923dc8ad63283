import { describe, expect, test } from 'vitest'
import type { Template } from '../../../server/messaging/rules.ts'
import { emailOf } from '../../../server/messaging/templates.ts'
import { described } from '../../../server/texts/described.ts'
import { editedWords } from '../../../server/texts/edited.ts'
import { anatomyOf, partsOf } from '../../../server/texts/parts.ts'
import { samplesOf } from '../../../server/texts/samples.ts'
import { longest, shortest } from '../../../server/texts/values.ts'
import { wordsFor } from '../../../web/words/words.ts'

const TEMPLATES = (Object.keys(described) as Template[]).filter(
  (template) => described[template].channels.length > 0,
)
const team = {
  name: 'CPTS Grand-Lille',
  contactName: 'Inès Belgrain',
  contactPhone: '0353010024',
  contactHours: 'du lundi au vendredi',
}
const LINK = 'https://cpts.example.org/suivi/abc'
const words = wordsFor('fr')

/** Everything that a message says, in all its cases, with these texts. */
function everything(template: Template, edits: Record<string, string>) {
  return [shortest(team, LINK), longest(team, LINK)].flatMap((values) => {
    const by = (channel: 'email' | 'sms') =>
      editedWords(words, { template, channel, team, reference: values.reference }, edits)
    return samplesOf(template, values).map(({ letter, sms }) => ({
      email: letter && emailOf(by('email'), letter(by('email'))),
      sms: sms?.(by('sms')),
    }))
  })
}

describe.each(TEMPLATES)('%s', (template) => {
  test('says the same when every part is given our own words', () => {
    const ours = Object.fromEntries(partsOf(template).map(({ id, original }) => [id, original]))
    expect(everything(template, ours)).toEqual(everything(template, {}))
  })

  test('every part that is offered changes something', () => {
    const before = JSON.stringify(everything(template, {}))
    for (const { id } of partsOf(template))
      expect(JSON.stringify(everything(template, { [id]: 'Autre chose' })), id).not.toBe(before)
  })

  test('names who answers and the phone whatever is written', () => {
    const emptied = Object.fromEntries(partsOf(template).map(({ id }) => [id, 'Bonjour']))
    for (const { email, sms } of everything(template, emptied)) {
      if (email) expect(email.text).toMatch(/Inès Belgrain[\s\S]*03 53 01 00 24/)
      if (email) expect(email.text).toContain(LINK)
      if (sms) expect(sms).toMatch(/Inès Belgrain, 03 53 01 00 24/)
      if (sms) expect(sms).toContain(LINK)
    }
  })
})

test('a sentence that two channels share is changed in one alone', () => {
  const edits = { 'sms:messages.nextStep': 'Nous revenons vers vous le {date}.' }
  const [first] = everything('request_received', edits)
  expect(first?.sms).toContain('Nous revenons vers vous le lundi 3 mai.')
  expect(first?.email?.text).toContain('Prochaine nouvelle le lundi 3 mai.')
})

test('one and several are two sentences', () => {
  const edits = {
    'email:doctorMessages.expected:one': 'Un seul vous attend.',
    'email:doctorMessages.expected:many': 'Ils sont {nombre}.',
  }
  const said = everything('doctor_news', edits).map(({ email }) => email?.text ?? '')
  expect(said.some((text) => text.includes('Un seul vous attend.'))).toBe(true)
  expect(said.some((text) => text.includes('Ils sont 12.'))).toBe(true)
})

test('what a value holds between braces is not replaced, and cannot become markup', () => {
  const hostile = { ...team, name: '{telephone}<script>' }
  const about = { template: 'link_again', channel: 'email', team: hostile } as const
  const edits = { 'email:messages.linkAgain': 'De {territoire} : {reference}' }
  const said = editedWords(words, { ...about, reference: 'GL-1' }, edits)
  expect(said.messages.linkAgain('GL-1')).toBe('De {telephone}<script> : GL-1')
})

test('a text whose field is gone gives way to our words', () => {
  const edits = { 'email:messages.linkAgain': 'Bonjour {prenom}' }
  const about = { template: 'link_again', channel: 'email', team, reference: 'GL-1' } as const
  expect(editedWords(words, about, edits)).toBe(words)
})

test('what nobody changes is shown in its place', () => {
  const shown = anatomyOf('solution_found').email.map((piece) =>
    piece.kind === 'fixed' ? piece.text : piece.part.id,
  )
  expect(shown).toEqual([
    'Bonjour,',
    'email:messages.solutionFound',
    'email:messages.answerOnPage',
    'Le lien privé',
    'Répondez au plus tard le {date} à 18 h.',
    'Vous préférez en parler ? Appelez {coordinatrice} au {telephone}.',
    'Vous restez libre. Un refus ne vous coûte rien : vous gardez votre place.',
    '{coordinatrice}, {territoire}',
    'Une question, un doute sur ce message ? Appelez le {telephone}, {horaires}.',
    'Nous ne demandons jamais d’argent ni de mot de passe.',
    "En cas d'urgence, appelez le 15 ou le 112, ou le 114 par SMS ; hors urgence, le 116 117.",
  ])
})
