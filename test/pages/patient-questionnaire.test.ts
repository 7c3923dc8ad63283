import { expect, test } from 'vitest'
import { contactPage } from '../../web/pages/patient/contact.ts'
import { householdPage } from '../../web/pages/patient/household.ts'
import { preferencesPage } from '../../web/pages/patient/preferences.ts'
import { reviewPage, stepOf } from '../../web/pages/patient/review.ts'
import { welcomePage } from '../../web/pages/patient/welcome.ts'
import { fr } from '../../web/words/fr.ts'
import { memberField, memberFields, options, steps } from '../../web/words/options.ts'
import { answers, aQuestionnaire, aSite, textOf } from './support.ts'

const site = aSite()

test('B2: the welcome page starts the questionnaire, keeps the source of the flyer and names whom to call', () => {
  const page = welcomePage(site, {
    basePath: '/t/grand-lille/questionnaire',
    assisted: false,
    source: 'PH 12&',
  })
  expect(page.text).toContain(
    'href="/t/grand-lille/questionnaire/coordonnees?nouveau=1&amp;source=PH%2012%26"',
  )
  expect(page.text).toContain('href="tel:+33353010024"')
  expect(textOf(page)).toContain('Inès Belgrain')
})

test('B5: by phone the same steps open on what to say, in the staff sheet', () => {
  const page = welcomePage(site, { basePath: '/coordination/demandes/nouvelle', assisted: true })
  expect(page.text).toContain('href="/coordination/demandes/nouvelle/coordonnees?nouveau=1"')
  expect(page.text).toContain(site.assets.staffCss)
  expect(textOf(page)).toContain('Je suis Inès Belgrain')
})

test('B5: by phone nobody is asked who answers, and a letter is enough', () => {
  const assisted = aQuestionnaire({ assisted: true })
  expect(preferencesPage(site, assisted).text).toContain(
    '<input type="hidden" name="rempli_par" value="coordination">',
  )
  expect(preferencesPage(site, assisted).text).not.toContain('value="benevole"')
  expect(textOf(contactPage(site, assisted))).toContain('par courrier')
})

test('every step sends the key to its own address and keeps what was typed', () => {
  const page = contactPage(site, aQuestionnaire())
  expect(page.text).toContain('action="/t/grand-lille/questionnaire/coordonnees"')
  expect(page.text).toContain(`<input type="hidden" name="cle" value="${answers.cle}">`)
  expect(page.text).toMatch(/name="commune"[^>]*value="Lille"/)
})

test('what was typed is escaped', () => {
  const values = { ...answers, commune: '"><script>alert(1)</script>' }
  const page = contactPage(site, aQuestionnaire({ values }))
  expect(page.text).not.toContain('<script>alert')
  expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;')
})

test('an error stands in the summary, beside its field, and in the title', () => {
  const page = contactPage(site, aQuestionnaire({ errors: { telephone: fr.fields.phoneShort(1) } }))
  expect(page.text).toContain('<title>Erreur : ')
  expect(page.text).toMatch(/error-summary[\s\S]*href="#telephone"[\s\S]*<form/)
  expect(page.text).toMatch(
    /id="telephone"[^>]*aria-describedby="telephone-aide telephone-erreur"[^>]*aria-invalid="true"/,
  )
  expect(page.text).toContain(site.assets.focusJs)
})

test('a page without error has neither summary nor prefix', () => {
  const page = contactPage(site, aQuestionnaire())
  expect(page.text).not.toContain('error-summary')
  expect(page.text).not.toContain('<title>Erreur')
})

test('the three parts of a wrong date of birth are one point to mend', () => {
  const errors = {
    'membres[0][naissance_jour]': fr.fields.birth,
    'membres[0][naissance_mois]': fr.fields.birth,
  }
  const page = householdPage(site, aQuestionnaire({ errors }))
  expect(textOf(page)).toContain('Un point à corriger')
  expect(page.text).toContain('href="#membres-0-naissance_jour"')
})

test('each person has every field, and can be taken away when there are several', () => {
  const page = householdPage(site, aQuestionnaire())
  for (const index of [0, 1])
    for (const field of memberFields)
      expect(page.text).toContain(`name="${memberField(index, field)}"`)
  expect(page.text).toContain('name="retirer" value="1"')
  expect(householdPage(site, aQuestionnaire({ memberCount: 1 })).text).not.toContain(
    'name="retirer"',
  )
})

test('pressing Enter continues instead of taking a person away', () => {
  const page = householdPage(site, aQuestionnaire())
  const [firstButton = ''] = page.text.match(/<button[^>]*type="submit"[^>]*>/) ?? []
  expect(firstButton).not.toContain('name=')
})

test('every question of a step is asked once, under its own name', () => {
  const view = aQuestionnaire()
  for (const name of steps.coordonnees)
    expect(contactPage(site, view).text).toContain(`name="${name}"`)
  for (const name of steps.preferences)
    expect(preferencesPage(site, view).text).toContain(`name="${name}"`)
})

test('B12: home visits and ALD are asked, nothing about income, origin or social security', () => {
  const pages = [householdPage, preferencesPage, contactPage].map((page) =>
    textOf(page(site, aQuestionnaire())),
  )
  expect(pages.join(' ')).toContain('se rendre dans un cabinet')
  expect(pages.join(' ')).not.toMatch(/sécurité sociale|C2S|CMU|AME\b|revenu|nationalité|mutuelle/i)
})

test('B13: the reason offers retirement, move, other and prefer not to say, and nothing else', () => {
  expect(options.motif).toEqual(['retraite', 'demenagement', 'autre', 'non_dit'])
  const page = preferencesPage(site, aQuestionnaire())
  expect(page.text.match(/name="motif"/g)).toHaveLength(4)
})

test('the box left empty says no', () => {
  const page = preferencesPage(site, aQuestionnaire())
  expect(page.text).toMatch(
    /type="checkbox" name="accord_enquete"[^>]*checked[\s\S]*type="hidden" name="accord_enquete" value="non"/,
  )
})

test('a distance that is not among the usual ones is kept', () => {
  const view = aQuestionnaire({ values: { ...answers, distance_max_km: '7' } })
  expect(preferencesPage(site, view).text).toMatch(/value="7" checked/)
})

test('the review reads every answer back and sends them all in one form', () => {
  const page = reviewPage(site, aQuestionnaire())
  const text = textOf(page)
  expect(text).toContain('Jeanne Lamercier, naissance le 27 mars 1948')
  expect(text).toContain('Émile Lamercier, naissance le 1er juin 1946')
  expect(text).toContain('portugais')
  for (const [name, value] of Object.entries(answers))
    expect(page.text).toContain(`<input type="hidden" name="${name}" value="${value}">`)
  expect(page.text).toContain('action="/t/grand-lille/questionnaire"')
})

test('an error found on the review leads to the step that holds the field', () => {
  const errors = { telephone: fr.fields.reach, 'membres[1][nom]': fr.fields.lastName }
  const page = reviewPage(site, aQuestionnaire({ errors }))
  expect(page.text).toContain('href="/t/grand-lille/questionnaire/coordonnees#telephone"')
  expect(page.text).toContain('href="/t/grand-lille/questionnaire/foyer#membres-1-nom"')
  expect(stepOf('canal')).toBe('preferences')
})

test('what is missing is said on the review, never hidden', () => {
  const page = reviewPage(site, aQuestionnaire({ values: {}, memberCount: 1 }))
  expect(textOf(page)).toContain('Nom à compléter, date de naissance à compléter')
  expect(textOf(page)).toContain('pas de réponse')
})
