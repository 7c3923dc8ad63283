import { describe, expect, test } from 'vitest'
import type {
  AskFacts,
  DoctorLetter,
  DoctorNews,
  Team,
} from '../../../server/messaging/doctor-rules.ts'
import {
  codeSms,
  doctorEmail,
  doctorLetter,
  doctorSms,
} from '../../../server/messaging/doctor-templates.ts'
import { smsSegments, toGsm } from '../../../server/messaging/gsm.ts'
import { fr } from '../../../web/words/fr.ts'

const LINK = `https://cpts.example.org/medecin/${'Zk3'.repeat(14)}Q`

const team: Team = {
  name: 'CPTS Grand-Lille',
  contactName: 'Inès Belgrain',
  contactPhone: '+33353010024',
  contactHours: 'du lundi au vendredi de 9 h à 17 h',
}

function anAsk(part: Partial<AskFacts> = {}): DoctorLetter {
  const facts: AskFacts = {
    team,
    lastName: 'Ostrevande',
    link: LINK,
    rank: 1,
    confirmedOn: '2026-05-24',
    isDoubted: false,
    endsOn: null,
    nextDate: '2026-11-24',
    goneOn: '2026-12-24',
    waiting: null,
    expected: 0,
    ...part,
  }
  return { template: facts.rank === 1 ? 'availability_ask' : 'availability_reminder', ...facts }
}

function aNews(news: Partial<DoctorNews>): DoctorLetter {
  return { template: 'doctor_news', ...who, waiting: null, expected: 0, ...news }
}

const ending = { endsOn: '2026-12-31', nextDate: '2026-12-31', goneOn: '2027-01-01' }
const who = { team, lastName: 'Ostrevande', link: LINK }
const letters: [string, DoctorLetter][] = [
  ['a first question', anAsk()],
  ['a question to who never answered', anAsk({ confirmedOn: null, nextDate: null, goneOn: null })],
  ['a question after a refusal', anAsk({ isDoubted: true })],
  ['a reminder', anAsk({ rank: 2 })],
  ['the last reminder', anAsk({ rank: 3 })],
  ['a question before the end that they gave', anAsk(ending)],
  ['a reminder before the end that they gave', anAsk({ ...ending, rank: 2 })],
  [
    'a question, and a proposal that waits',
    anAsk({ waiting: { count: 1, firstDueOn: '2026-12-01' } }),
  ],
  [
    'a reminder, and proposals that wait',
    anAsk({ rank: 2, waiting: { count: 3, firstDueOn: '2026-12-01' } }),
  ],
  ['a proposal', aNews({ waiting: { count: 1, firstDueOn: '2026-12-01' } })],
  [
    'proposals, and households that are expected',
    aNews({ waiting: { count: 2, firstDueOn: '2026-12-01' }, expected: 2 }),
  ],
  ['a household that is expected', aNews({ expected: 1 })],
  ['a new link', { template: 'doctor_link', ...who }],
  [
    'a doctor of the directory',
    {
      template: 'prospect_informed',
      ...who,
      joinUrl: 'https://cpts.example.org/t/gl/medecins/rejoindre',
    },
  ],
]

describe.each(letters)('the message: %s', (_name, facts) => {
  const { subject, text, html } = doctorEmail(fr, facts)
  const sms = doctorSms(fr, facts)

  test('reads so', () => {
    expect(`${subject}\n\n${text}`).toMatchSnapshot()
    expect(html).toMatchSnapshot()
    expect(sms).toMatchSnapshot()
  })

  test('names the coordinator, a phone and the link', () => {
    for (const written of [text, html, sms]) {
      expect(written).toContain('Inès Belgrain')
      expect(written).toContain('03 53 01 00 24')
      expect(written).toContain(LINK)
    }
  })

  test('says nothing of a patient', () => {
    for (const written of [subject, text, html, sms])
      expect(written).not.toMatch(/ALD|\bans\b|âge|visite|référence|GL-/i)
  })

  test('its SMS is in the GSM alphabet and takes two segments at most', () => {
    expect(toGsm(sms)).toBe(sms)
    expect(smsSegments(sms).segments).toBeLessThanOrEqual(2)
  })
})

test('the SMS of a code holds six digits, how long they last and who to call, in one or two segments', () => {
  const sms = codeSms(fr, team, '042917')
  expect(sms).toMatchInlineSnapshot(`
    "CPTS Grand-Lille : votre code est 042917, valable 10 minutes. Ne le donnez à personne.
    Aide : Inès Belgrain, 03 53 01 00 24"
  `)
  expect(smsSegments(sms).segments).toBeLessThanOrEqual(2)
})

test('a printed letter says the same as the e-mail', () => {
  const facts = letters.at(-1)?.[1] ?? anAsk()
  const { blocks, closing } = doctorLetter(fr, facts)
  const { text } = doctorEmail(fr, facts)
  for (const block of blocks) expect(text).toContain(block.kind === 'text' ? block.text : LINK)
  for (const line of closing) expect(text).toContain(line)
})

test('T-24: nothing typed becomes markup, a line or a header', () => {
  const typed = '<b>x</b>\r\nBcc: voleur@evil.example\u202e'
  const plain = doctorEmail(fr, anAsk())
  const odd = { name: typed, contactName: typed, contactPhone: typed, contactHours: typed }
  const { subject, text, html } = doctorEmail(fr, anAsk({ team: odd, lastName: typed }))
  expect(html.match(/<[a-z]+/g)).toEqual(plain.html.match(/<[a-z]+/g))
  expect(text.split('\n')).toHaveLength(plain.text.split('\n').length)
  expect(subject).toBe(plain.subject)
})
