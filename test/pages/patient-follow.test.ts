import { describe, expect, test } from 'vitest'
import { followPage } from '../../web/pages/patient/follow.ts'
import { confirmPage } from '../../web/pages/patient/follow-manage.ts'
import {
  aDoctor,
  aFollowView,
  anOffer,
  anOutcome,
  aSite,
  doctors,
  followStates,
  territory,
  textOf,
} from './support.ts'

const site = aSite()
const shortlisted = { status: 'shortlisted', sentOn: '2026-11-24', doctors } as const
const outcome = anOutcome()

describe.each(followStates)('a request that is $status', (state) => {
  test('says where it stands, its reference, and whom to call', () => {
    const page = followPage(site, aFollowView(state))
    expect(page.text).toContain(`data-status="${state.status}"`)
    expect(page.text).toContain('data-reference="GL-4K7-92M"')
    expect(page.text).toContain('data-next-step-date="2026-12-01"')
    expect(textOf(page)).toContain('GL-4K7-92M')
    expect(page.text).toContain('href="tel:+33353010024"')
  })

  test('says nothing of health, age or need', () => {
    const text = textOf(followPage(site, aFollowView(state, { outcome })))
    expect(text).not.toMatch(/\bALD\b|affection|besoin [A-D]|né le|née le|naissance|\bans\b/i)
  })
})

test('while a doctor is looked for, the date of the next news is in full', () => {
  const page = followPage(site, aFollowView({ status: 'ready', news: null }))
  expect(textOf(page)).toContain('Prochaine nouvelle le mardi 1er décembre.')
})

test('straight after the questionnaire the page thanks and shows the reference', () => {
  const page = followPage(site, aFollowView({ status: 'ready', news: null }, { isNew: true }))
  expect(textOf(page)).toContain('Merci, votre demande est bien arrivée')
  expect(page.text).toContain('<p class="reference">GL-4K7-92M</p>')
})

test('B7: the list names each doctor with a link that calls, the distance and the reference to give', () => {
  const page = followPage(site, aFollowView(shortlisted))
  expect(textOf(page)).toContain('Trois médecins peuvent vous accueillir')
  expect(page.text).toContain('data-doctor-id="doctor-1" data-km="0.812"')
  expect(page.text).toContain('href="tel:+33353014107"')
  expect(textOf(page)).toMatch(/donnez cette référence\s: GL-4K7-92M/)
  expect(textOf(page)).toContain('Parle aussi portugais et espagnol')
  expect(page.text).toContain('data-island="print"')
})

test('a doctor without a phone sends to the coordinator, one without a distance shows none', () => {
  const state = { ...shortlisted, doctors: [aDoctor({ phone: null, km: null })] }
  const page = followPage(site, aFollowView(state))
  expect(textOf(page)).toContain('Un médecin peut vous accueillir')
  expect(textOf(page)).toContain('appelez la coordinatrice')
  expect(page.text).not.toContain('data-km')
})

test('B11: the page asks whether a doctor was found, and of which one', () => {
  const page = followPage(site, aFollowView(shortlisted, { outcome }))
  expect(page.text).toContain('action="/suivi/jeton/suite"')
  for (const answer of outcome.answers)
    expect(page.text).toContain(`name="suite" value="${answer}"`)
  for (const { id } of doctors)
    expect(page.text).toContain(
      `name="medecin" id="medecin${id === 'doctor-1' ? '' : `-${id}`}" value="${id}"`,
    )
  expect(textOf(page)).toContain('vous gardez votre place du 12 novembre')
})

test('B20: until the patient agrees no doctor is named', () => {
  for (const state of [
    { status: 'proposed', isAccepted: true },
    { status: 'offered', offer: anOffer() },
  ] as const)
    expect(textOf(followPage(site, aFollowView(state)))).not.toContain('Dr ')
  expect(textOf(followPage(site, aFollowView({ status: 'agreed', doctor: aDoctor() })))).toContain(
    'Dr Ombeline Vanhoublon',
  )
})

test('outside the territory someone is named to call, the coordinator when nobody else is known', () => {
  const state = { status: 'outside', commune: 'Comines', relay: null } as const
  const text = textOf(followPage(site, aFollowView(state)))
  expect(text).toContain('Comines est suivie par une autre équipe')
  expect(text).toContain(territory.contactName)
})

test('outside the territory the page promises nothing that is not done: no date, no search of ours', () => {
  const [, outside] = followStates
  if (outside?.status !== 'outside') throw new Error('the gallery changed')
  for (const state of [outside, { ...outside, relay: null }]) {
    const text = textOf(followPage(site, aFollowView(state)))
    expect(text).toContain('Nous ne cherchons pas de médecin de notre côté.')
    const reached = state.relay
      ? `${state.relay.name} : 03 53 01 00 58`
      : 'La coordinatrice vous indique qui appeler. 03 53 01 00 24'
    expect(text).toContain(`Une autre équipe suit votre adresse ${reached}`)
    expect(text).not.toMatch(/1er décembre|Elle cherche près|Vous choisissez|pas de nouvelles/)
  }
})

test('already followed: we ask the usual doctor, and the household says if that changes', () => {
  const text = textOf(followPage(site, aFollowView({ status: 'already_followed' })))
  expect(text).toContain('Nous demandons à votre médecin habituel de vous déclarer')
  expect(text).toContain('S’il ne vous suit plus, dites-le')
  expect(text).not.toMatch(/1er décembre|Elle cherche près|Vous choisissez|pas de nouvelles/)
})

test.each([
  shortlisted,
  { status: 'agreed', doctor: aDoctor() },
  { status: 'seen', doctor: aDoctor() },
] as const)('$status: the page says in words when we ask, while that is to come', (state) => {
  const asks = 'Nous vous demanderons où vous en êtes le mardi 1er décembre.'
  const said = (changes = {}) => textOf(followPage(site, aFollowView(state, changes)))
  expect(said()).toContain(asks)
  for (const changes of [
    { isLate: true },
    { nextStepOn: null },
    { paused: { until: '2027-01-12', resume: null } },
  ])
    expect(said(changes)).not.toContain('Nous vous demanderons')
})

test('answered already: the page says so, and to change the answer where it can be', () => {
  const said = (changes: Parameters<typeof aFollowView>[1]) =>
    textOf(followPage(site, aFollowView(shortlisted, { hasAnswered: true, ...changes })))
  const first = 'Vous avez déjà répondu : voici où vous en êtes.'
  expect(said({ outcome })).toContain(`${first} Vous pouvez changer votre réponse ci-dessous.`)
  expect(said({})).toContain(first)
  expect(said({})).not.toContain('ci-dessous')
})

test('a pause shows its end, and silences the date of the next news', () => {
  const text = textOf(
    followPage(
      site,
      aFollowView(
        { status: 'ready', news: null },
        { paused: { until: '2027-01-12', resume: null } },
      ),
    ),
  )
  expect(text).toContain('Votre recherche est en pause')
  expect(text).toContain('Jusqu’au mardi 12 janvier')
  expect(text).toContain('Nous reprenons la recherche')
  expect(text).not.toContain('Nous cherchons')
  expect(text).not.toContain('Prochaine nouvelle')
})

test('only what the view allows can be asked', () => {
  const none = followPage(site, aFollowView({ status: 'ready', news: null }, { manage: [] }))
  expect(textOf(none)).not.toContain('Gérer ma demande')
  const page = followPage(site, aFollowView({ status: 'ready', news: null }))
  expect(page.text).toContain('href="/suivi/jeton/retirer"')
})

test('withdrawing acts by a button of a form, with a key', () => {
  const page = confirmPage(site, {
    kind: 'withdraw',
    action: '/suivi/jeton/retirer',
    key: 'cle-1',
    backHref: '/suivi/jeton',
    errors: {},
  })
  expect(page.text).toContain('<form class="stack" method="post" action="/suivi/jeton/retirer">')
  expect(page.text).toContain('name="cle" value="cle-1"')
})
