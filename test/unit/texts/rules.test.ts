import { describe, expect, test } from 'vitest'
import type { Template } from '../../../server/messaging/rules.ts'
import { described } from '../../../server/texts/described.ts'
import { faultsOf } from '../../../server/texts/lengths.ts'
import { type Part, partsOf } from '../../../server/texts/parts.ts'
import { changedBySms, faultOf, tidied } from '../../../server/texts/rules.ts'

const TEMPLATES = Object.keys(described) as Template[]

const about = {
  template: 'request_received' as Template,
  team: {
    name: 'CPTS Lys-Armentières et environs',
    contactName: 'Marie-Françoise Vandenbroucke',
    contactPhone: '0353010024',
    contactHours: 'du lundi au vendredi, de 9 h à 17 h',
  },
  publicUrl: 'https://trait-d-union.cpts-lys.example.org',
}

function part(place: Part['place'], template: Template = 'request_received'): Part {
  const found = partsOf(template).find((each) => each.place === place)
  if (!found) throw new Error('no such part')
  return found
}

/** What is said of a sentence put in the e-mail of a new request, which must keep its reference. */
const said = (text: string) => faultOf(part('email'), `${text} {reference}`)

describe('T-35: words of health, age, mobility or household are refused in a message', () => {
  test.each([
    ['Votre ALD est connue.', 'ALD'],
    ['Pour votre MALADIE rare', 'MALADIE'],
    ['des maladies', 'maladies'],
    ['une affection', 'affection'],
    ['votre handicap', 'handicap'],
    ['les personnes handicapées', 'handicapées'],
    ['accès en fauteuil', 'fauteuil'],
    ['Vu votre âge', 'âge'],
    ['les plus âgés', 'âgés'],
    ['une personne agée', 'agée'],
    ['Vous êtes née le 3 mai', 'née le'],
    ['né le 3 mai', 'né le'],
    ['date de naissance', 'naissance'],
    ['plus de 70 ans', '70 ans'],
    ['une visite à domicile', 'domicile'],
    ['la mobilité réduite', 'mobilité'],
    ['vous déplacer', 'déplacer'],
    ['une grossesse', 'grossesse'],
    ['enceinte', 'enceinte'],
    ['un cancer', 'cancer'],
    ['le diabète', 'diabète'],
    ['diabétique', 'diabétique'],
    ['votre cœur', 'cœur'],
    ['des soins', 'soins'],
    ['votre santé', 'santé'],
    ['un traitement', 'traitement'],
    ['votre ordonnance', 'ordonnance'],
    ['hôpital', 'hôpital'],
    ['votre retraite', 'retraite'],
    ['vos enfants', 'enfants'],
    ['la C2S', 'C2S'],
    ['longue durée', 'longue durée'],
    ['dépression', 'dépression'],
    ['MALADIE CHRONIQUE', 'MALADIE'],
    ['votre sante\u0301', 'santé'],
    ['la MALÀDIE', 'MALÀDIE'],
    ['en A.L.D.', 'A.L.D'],
    ['nées en mai', 'nées en'],
  ])('« %s » is refused, and the words are quoted', (text, quoted) => {
    expect(said(text)).toBe(
      `Retirez « ${quoted} » : un message ne dit rien de la santé, de l’âge ni du foyer. Renvoyez à la page privée.`,
    )
  })

  test.each([
    'Votre médecin traitant',
    'Le centre de santé de la Lys',
    'la maison de santé',
    'Votre infirmière vous a inscrit',
    'une page, un message, un partage',
    'Validez sur votre page, le lien reste valide',
    'votre téléphone mobile',
    'Vous avez retiré votre demande, un retrait',
    'C’est calme aujourd’hui',
    'Né de votre commune',
  ])('« %s » is not', (text) => {
    expect(said(text)).toBeNull()
  })
})

describe('a text says how to mend it', () => {
  test.each([
    ['', 'Écrivez un texte, ou revenez au texte d’origine.'],
    ['Bonjour', 'Il manque la référence de la demande : ajoutez {reference}.'],
    [
      '{reference} {date',
      'Il manque une accolade. Un champ s’écrit entre deux, par exemple {territoire}.',
    ],
    ['{référence}', 'Le champ {référence} n’existe pas ici. Vouliez-vous dire {reference} ?'],
    [
      '{reference} {telephon}',
      'Le champ {telephon} n’existe pas ici. Vouliez-vous dire {telephone} ?',
    ],
    [
      '{reference} {nom du patient}',
      'Le champ {nom du patient} n’existe pas ici. Vous pouvez écrire {reference}, {territoire}, {coordinatrice}, {telephone}, {horaires}.',
    ],
    [
      '{reference} <b>ici</b>',
      'Écrivez des mots seuls : les balises et les codes HTML ne passent pas.',
    ],
    [
      '{reference} &nbsp;',
      'Écrivez des mots seuls : les balises et les codes HTML ne passent pas.',
    ],
    [
      '{reference} a@example.org',
      'Retirez l’adresse mail : la réponse arrive déjà à celle du territoire.',
    ],
    [
      '{reference} 06 39 98 12 34',
      'À la place du numéro, écrivez {telephone} : il suivra vos réglages.',
    ],
  ])('« %s »', (text, remedy) => {
    expect(faultOf(part('email'), text)).toBe(remedy)
  })

  test.each([
    'https://exemple.test/a',
    'www.exemple',
    'voir cpts-lys.fr',
    'bit.ly/abc',
    'javascript://x',
  ])('an address of the web is refused: %s', (link) =>
    expect(said(link)).toMatch(/^Retirez l’adresse web/),
  )

  test('a promise made in our words is made in theirs', () => {
    const gone = part('email', 'solution_gone')
    expect(faultOf(gone, 'Votre demande {reference} continue.')).toBe(
      'Gardez notre promesse : écrivez « vous gardez votre place ».',
    )
    expect(faultOf(gone, 'Demande {reference} : vous gardez votre place.')).toBeNull()
  })

  test('an SMS shows what it writes otherwise, and refuses what it cannot write', () => {
    const text = '{territoire}, cœur ouvert… ça va être {reference} 🙂'
    expect(changedBySms(text)).toEqual([
      { written: 'œ', sent: 'oe' },
      { written: '…', sent: '...' },
      { written: 'ç', sent: 'c' },
      { written: 'ê', sent: 'e' },
      { written: '🙂', sent: '?' },
    ])
    expect(faultOf(part('sms'), '{territoire} 🙂 {reference}')).toBe(
      'Un SMS ne peut pas écrire « 🙂 ». Il partirait ainsi : {territoire} ? {reference}',
    )
    expect(faultOf(part('email'), '🙂 {reference}')).toBeNull()
  })
})

describe('lengths are judged once the fields are replaced', () => {
  const subject = part('subject')
  const sms = part('sms')
  const faults = (id: string, text: string) => faultsOf(about, { [id]: text })[id]

  test('a subject holds 78 characters', () => {
    const most = 78 - 'GL-4K7-92M'.length - 1
    expect(faults(subject.id, `${'a'.repeat(most)} {reference}`)).toBeUndefined()
    expect(faults(subject.id, `${'a'.repeat(most + 1)} {reference}`)).toBe(
      'Raccourcissez de 1 caractère. Un objet en a 78 au plus, une fois ses champs remplis.',
    )
  })

  test('B7: an SMS takes three segments at most, with its link and the longest values', () => {
    const text = (more: number) => `{territoire} : {reference} ${'a'.repeat(more)}`
    expect(faults(sms.id, text(60))).toBeUndefined()
    expect(faults(sms.id, text(300))).toMatch(/^Raccourcissez d’environ \d+ caractères : .* 4 SMS/)
  })
})

test.each(TEMPLATES)('our own words of %s would be accepted from anybody', (template) => {
  const parts = partsOf(template)
  const faults = parts.map((each) => faultOf(each, `${tidied(each.original)} Merci.`))
  expect(faults.filter(Boolean)).toEqual([])
  const edits = Object.fromEntries(parts.map(({ id, original }) => [id, original]))
  expect(faultsOf({ ...about, template }, edits)).toEqual({})
})
