import { describe, expect, test } from 'vitest'
import { requestPage } from '../../web/pages/staff/request.ts'
import { aRankedRow, aRequest, aStaffSite } from './staff-support.ts'

const site = aStaffSite()

describe('the page of a request', () => {
  test('B7: every doctor is listed with distance, eligibility and why', () => {
    const { text } = requestPage(site, aRequest())
    expect(text).toContain('data-doctor-id="m1" data-km="0.812" data-eligible="true"')
    expect(text).toContain('data-eligible="false" data-reason="age home_visit"')
    expect(text).toContain('Accueille jusqu’à 15 ans · Pas de visite à domicile possible')
    expect(text).toContain('Confirmé il y a 21 jours')
  })

  test('B21: the order explains itself when a farther doctor comes first', () => {
    const { text } = requestPage(site, aRequest())
    expect(text).toContain(
      'Passe avant Dr Achille Mérovert : même tranche de distance, moins sollicité',
    )
  })

  test('carries the reference, the status and the date of the next step', () => {
    const { text } = requestPage(site, aRequest())
    expect(text).toContain(
      'data-reference="GL-4K7-92M" data-status="ready" data-next-step-date="2026-11-26"',
    )
  })

  test('B18: going beyond what the household chose is said before anything is sent', () => {
    const request = aRequest()
    const far = { ...request, ranking: request.ranking && { ...request.ranking, km: 6 } }
    expect(requestPage(site, far).text).toContain('Plus loin que le choix du foyer')
    expect(requestPage(site, request).text).not.toContain('Plus loin que le choix du foyer')
  })

  test('every form that changes something carries its key and the version that was read', () => {
    const { text } = requestPage(site, aRequest({ status: 'shortlisted' }))
    const posts = text.split('<form').filter((form) => /method="post" action="\/coord/.test(form))
    expect(posts.length).toBeGreaterThanOrEqual(5)
    for (const form of posts) {
      expect(form).toContain('name="cle" value="6f1c1c7e-8a52-4e7b-9c50-3d6a3a2f9b11"')
      expect(form).toContain('name="version" value="4"')
    }
  })

  test('an auditor reads everything and is offered no change', () => {
    const auditor = aStaffSite({ account: { name: 'Ève Contrôle', role: 'auditor' } })
    const { text } = requestPage(auditor, aRequest())
    expect(text).toContain('4 médecins peuvent les accueillir')
    expect(text).not.toContain('action="/coordination/demandes/d1/')
    expect(text).not.toContain('name="medecin"')
  })

  test('B6: a home to place offers its candidates, an address to type and a position', () => {
    const { home } = aRequest()
    const view = aRequest({
      status: 'to_locate',
      ranking: null,
      home: {
        ...home,
        position: null,
        candidates: [{ value: '0', label: 'Rue des Lices 59260 Hellemmes', note: '' }],
      },
    })
    const { text } = requestPage(site, view)
    expect(text).toContain('name="candidat"')
    expect(text).toContain('name="adresse"')
    expect(text).toContain('name="lon"')
    expect(text).not.toContain('peuvent les accueillir')
  })

  test('a stale write says who changed the request and when', () => {
    const { text } = requestPage(
      site,
      aRequest({ stale: { by: 'Malik Kerbane', when: 'le 24 novembre à 9 h 05' } }),
    )
    expect(text).toContain('Malik Kerbane a modifié cette fiche le 24 novembre à 9 h 05')
  })

  test('errors come first, in the title and in a summary that points at the field', () => {
    const { text } = requestPage(
      site,
      aRequest({ form: { values: {}, errors: { raison_verdict: 'Écrivez pourquoi.' } } }),
    )
    expect(text).toContain('<title>Erreur : Jeanne Lamercier')
    expect(text).toContain('<a href="#raison_verdict">Écrivez pourquoi.</a>')
    expect(text).toContain('id="raison_verdict"')
  })

  test('a name written by a person cannot close the data of the map nor the page', () => {
    const nasty = aRankedRow({ name: 'Dr </script><b>', practice: '</script>' })
    const request = aRequest()
    const { text } = requestPage(site, {
      ...request,
      ranking: request.ranking && {
        ...request.ranking,
        ranked: [nasty],
        rankedCount: 1,
        excluded: [],
        excludedCount: 0,
      },
    })
    expect(text).not.toContain('</script><b>')
    expect(text).toContain('Dr &lt;/script&gt;&lt;b&gt;')
  })

  test('nothing is inline: neither style nor handler, and no script without its nonce', () => {
    const { text } = requestPage(site, aRequest())
    expect(text).not.toMatch(/ style="| on\w+="/)
    for (const script of text.match(/<script(?![^>]*application\/json)[^>]*>/g) ?? [])
      expect(script).toContain('nonce="bm9uY2U="')
  })

  test('one filled button: the next step', () => {
    for (const view of [aRequest(), aRequest({ status: 'shortlisted', ranking: null })]) {
      const filled = requestPage(site, view).text.match(/class="button" type="submit"/g)
      expect(filled).toHaveLength(1)
    }
  })
})
