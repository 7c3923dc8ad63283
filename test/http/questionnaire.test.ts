import { describe, expect, test } from 'vitest'
import { aDeps, aForm, aGeocoder, aMember, anApp } from '../support/app.ts'
import { aDatabase } from '../support/database.ts'
import { aTerritory, signIn } from '../support/people.ts'

const database = await aDatabase()

/** One request with what tests look at. */
function theRequest() {
  return database.client.orientationRequest.findFirstOrThrow({ include: { members: true } })
}

async function submit(fields: Record<string, string> = {}, geocoder = aGeocoder()) {
  const deps = aDeps(database, { geocoder })
  await aTerritory(deps)
  return anApp(deps).visitor().post('/questionnaire', aForm(fields))
}

describe('B2: the questionnaire', () => {
  test('a questionnaire sent is stored and answered with its private page', async () => {
    const deps = aDeps(database)
    await aTerritory(deps)
    const visitor = anApp(deps).visitor()
    const sent = await visitor.post('/questionnaire', aForm())
    expect(sent.status).toBe(303)
    expect(sent.headers.location).toMatch(/^\/suivi\/[\w-]{43}\?nouvelle$/)
    const page = await visitor.get(sent.headers.location ?? '')
    const { reference, status } = await theRequest()
    expect(page.status).toBe(200)
    expect(page.text).toContain(reference)
    expect(status).toBe('ready')
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    expect(page.headers['cache-control']).toBe('no-store')
  })

  test('it is filled in step by step without a script, and keeps what was typed', async () => {
    const deps = aDeps(database)
    await aTerritory(deps)
    const visitor = anApp(deps).visitor()
    const form = aForm()
    await visitor.get('/questionnaire').expect(200)
    await visitor
      .post('/questionnaire/coordonnees', form)
      .expect(303)
      .expect('location', '/questionnaire/foyer')
    await visitor
      .post('/questionnaire/foyer', { ...form, ajouter: '1' })
      .expect(303)
      .expect('location', '/questionnaire/foyer')
    const grown = await visitor.get('/questionnaire/foyer').expect(200)
    expect(grown.text).toContain('membres[1][prenom]')
    expect(grown.text).toContain('value="Lamercier"')
    await visitor.post('/questionnaire/foyer', { ...form, retirer: '1' }).expect(303)
    await visitor
      .post('/questionnaire/foyer', form)
      .expect(303)
      .expect('location', '/questionnaire/preferences')
    await visitor
      .post('/questionnaire/preferences', form)
      .expect(303)
      .expect('location', '/questionnaire/verification')
    const review = await visitor.get('/questionnaire/verification').expect(200)
    const hidden = [
      ...review.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g),
    ]
    const sent = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
    await visitor.post('/questionnaire', sent).expect(303)
    expect(await database.client.orientationRequest.count()).toBe(1)
    expect(await database.client.draft.count()).toBe(0)
  })

  test('on a shared phone, a new questionnaire never opens on the answers of the one before', async () => {
    const deps = aDeps(database)
    await aTerritory(deps)
    const visitor = anApp(deps).visitor()
    await visitor.post('/questionnaire/coordonnees', aForm()).expect(303)
    expect((await visitor.get('/questionnaire')).text).toContain('Reprendre')
    const fresh = await visitor.get('/questionnaire/coordonnees?nouveau=1').expect(200)
    expect(fresh.text).not.toContain('Toile-Bise')
    const other = { ...aForm(), adresse: '2 rue des Essais' }
    await visitor.post('/questionnaire/coordonnees', other).expect(303)
    expect((await visitor.get('/questionnaire/coordonnees')).text).not.toContain('Toile-Bise')
  })

  test('what identifies a person is sealed in the database', async () => {
    await submit({
      ...aMember(0, { nom: 'Canarinel', prenom: 'Ombeline', ald: 'oui' }),
      courriel: 'canari@example.org',
    })
    const stored = JSON.stringify(await theRequest())
    for (const secret of ['Canarinel', 'Ombeline', '1948', 'canari', 'Toile-Bise', '639981234'])
      expect(stored).not.toContain(secret)
  })
})

describe('bad input', () => {
  test.each([
    ['adresse', { adresse: '' }],
    ['commune', { commune: '' }],
    ['code_postal', { code_postal: '5900' }],
    ['telephone', { telephone: '06 39 98 12 3' }],
    ['telephone', { telephone: '', courriel: '' }],
    ['courriel', { courriel: 'jeanne@example.org,autre@example.org' }],
    ['canal', { canal: 'sms', telephone: '' }],
    ['distance_max_km', { distance_max_km: 'loin' }],
    ['membres[0][nom]', aMember(0, { nom: '' })],
    ['membres[0][naissance_jour]', aMember(0, { naissance_jour: '31', naissance_mois: '2' })],
    ['membres[0][naissance_annee]', aMember(0, { naissance_annee: '2030' })],
    ['membres[0][ald]', aMember(0, { ald: '' })],
    ['cle', { cle: 'pas-une-cle' }],
  ])(
    'a wrong %s gives the same page, says how to mend it, and loses nothing',
    async (name, fields) => {
      const answer = await submit(fields)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('Erreur : ')
      expect(answer.text).toContain('error-summary')
      expect(answer.text).not.toMatch(/Invalid|expected/)
      expect(answer.text).toContain(
        name === 'adresse' ? 'jeanne@example.org' : '14 rue de la Toile-Bise',
      )
      expect(await database.client.orientationRequest.count()).toBe(0)
    },
  )

  test('every wrong field is told at once', async () => {
    const answer = await submit({ adresse: '', ...aMember(0, { nom: '', naissance_jour: '' }) })
    const links = answer.text.match(/error-summary[\s\S]*?<\/div>/)?.[0].match(/<a href/g)
    expect(links?.length).toBeGreaterThanOrEqual(3)
  })

  test('a form over 32 kB, an unknown page, another site: a clear page each time', async () => {
    const deps = aDeps(database)
    await aTerritory(deps)
    const visitor = anApp(deps).visitor()
    const large = await visitor.post('/questionnaire', aForm({ adresse: 'x'.repeat(40_000) }))
    const nowhere = await visitor.get('/nulle-part')
    const foreign = await visitor
      .post('/questionnaire', aForm())
      .set('Origin', 'https://ailleurs.example.org')
    expect([large.status, nowhere.status, foreign.status]).toEqual([413, 404, 403])
    for (const { text } of [large, nowhere, foreign]) {
      expect(text).toContain('le 15 ou le 112')
      expect(text).not.toMatch(/ at .*\.ts|node_modules/)
    }
  })
})

describe('T-15: one act, one request', () => {
  test('a hundred sendings of one key at once make one request and one acknowledgement', async () => {
    const geocoder = aGeocoder()
    const deps = aDeps(database, { geocoder })
    await aTerritory(deps)
    const { visitor } = anApp(deps)
    const form = aForm()
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => visitor().post('/questionnaire', form)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(303))
    expect(await database.client.orientationRequest.count()).toBe(1)
    expect(await database.client.message.count()).toBe(1)
    expect(geocoder.asked).toHaveLength(1)
    const { reference } = await theRequest()
    for (const { headers } of answers.slice(0, 5)) {
      const page = await visitor().get(headers.location ?? '')
      expect(page.text).toContain(reference)
    }
  })

  test('the same key with other answers is refused, and the first request is kept', async () => {
    const deps = aDeps(database)
    await aTerritory(deps)
    const { visitor } = anApp(deps)
    const form = aForm()
    await visitor().post('/questionnaire', form).expect(303)
    await visitor()
      .post('/questionnaire', { ...form, commune: 'Loos' })
      .expect(409)
    expect(await database.client.orientationRequest.count()).toBe(1)
  })
})

describe('B5: filled in with the coordinator', () => {
  test('the phone entry is the same questionnaire, may have neither phone nor mail, and opens in the inbox', async () => {
    const deps = aDeps(database)
    await aTerritory(deps)
    const visitor = anApp(deps).visitor()
    await visitor.get('/coordination/demandes/nouvelle').expect(303)
    await signIn(deps, visitor)
    await visitor.get('/coordination/demandes/nouvelle/coordonnees').expect(200)
    const form = aForm({ telephone: '', courriel: '', canal: 'courrier' })
    const sent = await visitor.post('/coordination/demandes/nouvelle', form).expect(303)
    const { id, filledBy } = await theRequest()
    expect(sent.headers.location).toBe(`/coordination/demandes/${id}`)
    expect(filledBy).toBe('coordination')
  })
})

describe('B13: reasons', () => {
  test('a sensitive reason is not among the answers', async () => {
    expect((await submit({ motif: 'sante_mentale' })).status).toBe(422)
    expect((await submit({ motif: 'non_dit' })).status).toBe(303)
  })
})
