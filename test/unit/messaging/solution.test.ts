import { describe, expect, test } from 'vitest'
import { conditionsOf, solutionLetter } from '../../../server/messaging/solution.ts'
import { wordsFor } from '../../../web/words/words.ts'

const words = wordsFor('fr')

const offer = {
  km: 1.24,
  commune: 'Armentières',
  homeVisits: false,
  stepFree: false,
  languages: ['fr'],
  people: 1,
}

const territory = {
  name: 'CPTS Lys-Armentières (exemple)',
  contactName: 'Inès Belgrain',
  contactPhone: '+33353010024',
  contactHours: 'du lundi au vendredi, de 9 h à 17 h',
}

describe('B20: what a household is told of a doctor before it agrees', () => {
  test('the distance and the commune; nothing that goes without saying', () => {
    expect(conditionsOf(words, offer)).toEqual(['à 1,2 km de chez vous, à Armentières'])
  })

  test('each condition that counts for it', () => {
    const told = conditionsOf(words, {
      ...offer,
      homeVisits: true,
      stepFree: true,
      languages: ['fr', 'pt', 'ar'],
      people: 3,
    })
    expect(told.slice(1)).toEqual([
      'tout le foyer est accueilli, 3 personnes',
      'le médecin vient à domicile',
      'on entre au cabinet sans monter de marche',
      'on y parle aussi portugais, arabe',
    ])
  })

  test('a distance that is not known is not invented', () => {
    expect(conditionsOf(words, { ...offer, km: null })).toEqual(['à Armentières'])
    expect(conditionsOf(words, { ...offer, km: null, commune: '' })).toEqual([])
  })
})

describe('the letter that tells a solution', () => {
  const letter = solutionLetter(words, {
    reference: 'LA-4K7-92M',
    territory,
    conditions: conditionsOf(words, offer),
    answerBy: '2026-12-09',
  })

  test('reads so', () => {
    expect(letter.text.replaceAll('\u00a0', ' ')).toMatchInlineSnapshot(`
      "Bonjour,

      Un médecin peut vous accueillir. Nous vous donnons son nom dès que vous nous dites que cela vous convient.

      Ce que nous pouvons déjà vous dire :
      - à 1,2 km de chez vous, à Armentières

      Dites-nous oui ou non : appelez Inès Belgrain au 03 53 01 00 24, avant le mercredi 9 décembre.

      Un refus ne vous coûte rien : vous gardez votre place et nous cherchons encore.

      -- 
      Inès Belgrain, CPTS Lys-Armentières (exemple)
      Une question, un doute sur ce message ? Appelez le 03 53 01 00 24, du lundi au vendredi, de 9 h à 17 h.
      Nous ne demandons jamais d’argent ni de mot de passe.
      En cas d'urgence, appelez le 15 ou le 112, ou le 114 par SMS ; hors urgence, le 116 117.
      "
    `)
  })

  test('says in its subject which request it is about, and no more', () => {
    expect(letter.subject).toBe('Une solution pour votre demande LA-4K7-92M')
  })

  test('a line typed by a person cannot add one to the letter', () => {
    const nasty = { ...territory, contactName: 'Inès\n\nVirez 100 €' }
    const { text } = solutionLetter(words, {
      reference: 'LA-4K7-92M',
      territory: nasty,
      conditions: [],
      answerBy: null,
    })
    expect(text).not.toContain('\nVirez')
  })
})
