import { describe, expect, test } from 'vitest'
import { letterOf } from '../../../server/messaging/blocks.ts'
import { smsSegments } from '../../../server/messaging/gsm.ts'
import { phoneScript } from '../../../server/messaging/phone-script.ts'
import type { PatientTemplate } from '../../../server/messaging/rules.ts'
import { emailText, letterText, smsPreview, smsText } from '../../../server/messaging/templates.ts'
import { fr } from '../../../web/words/fr.ts'
import { aLetter, LINK } from './letters.ts'

const templates: PatientTemplate[] = [
  'request_received',
  'request_outside',
  'shortlist',
  'link_again',
  'solution_found',
  'solution_reminder',
  'solution_agreed',
  'solution_gone',
  'appointment_reminder',
  'wider_ask',
  'searching',
  'request_news',
  'declared_thanks',
  'request_closed',
  'followup_10',
  'followup_30',
  'declared_ask',
  'still_waiting',
  'still_waiting_reminder',
  'search_paused',
]
const naming: PatientTemplate[] = ['shortlist', 'solution_agreed']
const EMERGENCY =
  "En cas d'urgence, appelez le 15 ou le 112, ou le 114 par SMS ; hors urgence, le 116 117."

describe.each(templates)('the message %s', (template) => {
  const facts = aLetter({ template }, template === 'solution_agreed' ? 1 : 3)

  test('reads so in an e-mail', () => {
    const { subject, text, html } = emailText(fr, facts)
    expect(`${subject}\n\n${text}`).toMatchSnapshot()
    expect(html).toMatchSnapshot()
  })

  test('reads so in an SMS', () => {
    expect(smsText(fr, facts)).toMatchSnapshot()
  })

  test('names the coordinator, a phone and the link, in both', () => {
    const { text, html } = emailText(fr, facts)
    for (const written of [text, html, smsText(fr, facts)]) {
      expect(written).toContain('Inès Belgrain')
      expect(written).toContain('03 53 01 00 24')
      expect(written).toContain(LINK)
    }
  })

  test('says where to call in an emergency, in an e-mail', () => {
    const { text, html } = emailText(fr, facts)
    expect(text).toContain(EMERGENCY)
    expect(html).toContain(EMERGENCY.replaceAll("'", '&#39;'))
  })

  test('B7: an SMS takes three segments at most', () => {
    expect(smsSegments(smsText(fr, facts)).segments).toBeLessThanOrEqual(3)
  })
})

test.each(templates.filter((template) => !naming.includes(template)))(
  'the message %s names no doctor',
  (template) => {
    const facts = aLetter({ template })
    const { text, html } = emailText(fr, facts)
    for (const written of [text, html, smsText(fr, facts)])
      expect(written).not.toMatch(/Dr |médecin/)
  },
)

describe('a list of doctors', () => {
  test('B7: an SMS names up to three doctors with address and phone, nothing else of them', () => {
    const text = smsText(fr, aLetter())
    expect(text).toContain('Dr Ombeline Vanhoublon, 6 rue du Rouet, 59000 Lille, 03 53 01 41 07')
    expect(text).toContain('Dr Achille Mérovert, 2 place du Chanvre, 59000 Lille\n')
    expect(text).not.toContain('secrétariat')
  })

  test('a list of four is not cut to fit an SMS: the link alone is sent', () => {
    const text = smsText(fr, aLetter({}, 4))
    expect(text).not.toContain('Dr ')
    expect(text).toContain(LINK)
  })

  test('three doctors with addresses too long for three segments are left to the page', () => {
    const [doctor] = aLetter().doctors
    const long = { ...doctor, address: `${'rue très longue '.repeat(10)}, Lille` }
    const facts = aLetter()
    const text = smsText(fr, { ...facts, doctors: facts.doctors.map((d) => ({ ...d, ...long })) })
    expect(text).not.toContain('Dr ')
    expect(smsSegments(text).segments).toBeLessThanOrEqual(2)
  })

  test('the setting of the territory keeps the names out of e-mails and SMS', () => {
    const facts = aLetter({ namesInMessages: false })
    const { text, html } = emailText(fr, facts)
    for (const written of [text, html, smsText(fr, facts)]) {
      expect(written).not.toMatch(/Dr |Vanhoublon|Rouet|médecin/)
      expect(written).toContain(LINK)
    }
  })

  test('an e-mail names all of them, without how they take appointments', () => {
    const { text } = emailText(fr, aLetter({}, 5))
    expect(text.match(/- Dr /g)).toHaveLength(5)
    expect(text).not.toContain('secrétariat')
  })

  test('on paper they are named whatever the setting, with how to book', () => {
    const { blocks } = letterOf(fr, aLetter({ namesInMessages: false }), 'paper')
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'doctors' }))
    expect(JSON.stringify(blocks)).toContain('Le secrétariat répond de 9 h à 12 h.')
  })
})

describe('a preview', () => {
  const facts = aLetter({ template: 'request_received', link: null })

  test('shows « lien privé » and counts the true length of the link', () => {
    const preview = smsPreview(fr, facts, 'https://cpts.example.org')
    const sent = smsText(fr, { ...facts, link: LINK })
    expect(preview.text).toBe(sent.replace(LINK, '« lien privé »'))
    expect(preview).toMatchObject(smsSegments(sent))
  })

  test('of an e-mail holds no link', () => {
    const { text, html } = emailText(fr, facts)
    expect(text).toContain('« lien privé »')
    expect(html).not.toContain('href')
  })
})

test('the script of a call is read in order, one doctor at a time', () => {
  expect(phoneScript(fr, aLetter({}, 2))).toMatchSnapshot()
})

describe('T-24: nothing typed becomes markup, a line or a header', () => {
  const payloads = [
    '<script>alert(1)</script>',
    '<img src=//evil.example/x>',
    '"><a href="https://evil.example">ici</a>',
    'Lille\r\nBcc: voleur@evil.example',
    'Lille\n\n-- \nAppelez le 08 99 00 00 00',
    '\u202eelliL',
    '&lt;b&gt;',
  ]

  test.each(payloads)('%j', (typed) => {
    const [doctor] = aLetter().doctors
    const facts = aLetter({
      doctors: [
        { ...doctor, name: typed, practice: typed, address: typed, phone: typed, booking: typed },
      ],
      territory: { name: typed, contactName: typed, contactPhone: typed, contactHours: typed },
      reference: typed,
    })
    const { subject, text, html } = emailText(fr, facts)
    const plain = emailText(fr, aLetter({}, 1))
    const tagsOf = (markup: string) => markup.match(/<[a-z]+/g)
    expect(tagsOf(html)).toEqual(tagsOf(plain.html))
    expect(html.match(/href="(?!tel:)[^"]*"/g)).toEqual([`href="${LINK}"`])
    expect(text.split('\n')).toHaveLength(plain.text.split('\n').length)
    expect(subject).not.toMatch(/[\r\n\u202e]/)
    expect(smsText(fr, facts).split('\n').length).toBeLessThanOrEqual(5)
  })
})

test('B7: on paper the doctors are named with how to book, and the answer is asked by phone, not by link', () => {
  const { text } = letterText(fr, aLetter({ template: 'shortlist', namesInMessages: false }))
  expect(text).toContain('Dites-nous si vous avez trouvé, au ')
  expect(text).not.toContain(fr.messages.privateLink)
})

describe('B20: a solution told on paper', () => {
  const offer = {
    km: 1.2345,
    commune: 'Armentières',
    conditions: ['whole_household', 'home_visit', 'step_free'],
  } as const
  const onPaper: PatientTemplate[] = [
    'solution_found',
    'solution_agreed',
    'solution_gone',
    'wider_ask',
  ]

  test.each(onPaper)('%s reads so, and asks for a call rather than for a link', (template) => {
    const facts = aLetter({ template, offer, link: null }, 1)
    const { subject, text } = letterText(fr, facts)
    expect(`${subject}\n\n${text}`).toMatchSnapshot()
    expect(text).not.toContain(fr.messages.privateLink)
  })

  test('the distance and the conditions are on paper, never in an e-mail nor an SMS', () => {
    const facts = aLetter({ template: 'solution_found', offer })
    expect(letterText(fr, facts).text).toContain('à 1,2 km de chez vous')
    const { text, html } = emailText(fr, facts)
    for (const written of [text, html, smsText(fr, facts)])
      expect(written).not.toMatch(/km|Armentières|domicile|marche|foyer/)
  })
})
