import { describe, expect, test } from 'vitest'
import { practicesOf } from '../../web/components/staff/map-practices.ts'
import { html } from '../../web/html.ts'
import { activationPage } from '../../web/pages/staff/activation.ts'
import { doctorFormPage } from '../../web/pages/staff/doctor-form.ts'
import { doctorsImportPage } from '../../web/pages/staff/doctors-import.ts'
import { inboxPage } from '../../web/pages/staff/inbox.ts'
import { indicatorsPage } from '../../web/pages/staff/indicators.ts'
import { messagesPage } from '../../web/pages/staff/messages.ts'
import { phonePage } from '../../web/pages/staff/phone.ts'
import { exclusionLabel } from '../../web/pages/staff/reason-labels.ts'
import { sendPage } from '../../web/pages/staff/send.ts'
import { signInPage } from '../../web/pages/staff/sign-in.ts'
import { staffGallery } from './staff-gallery.ts'
import { aDoctorForm, aTrial } from './staff-register-gallery.ts'
import { indicators, messages } from './staff-report-views.ts'
import { anInboxRow, aStaffSite } from './staff-support.ts'
import { anInbox, emptyInbox, key, phoneCall, sending } from './staff-views.ts'

const site = aStaffSite()

describe('the inbox', () => {
  test('its title is a finding, in the singular too and when there is nothing', () => {
    const titled = (total: number) =>
      inboxPage(site, anInbox({ page: { from: 1, to: 1, total, current: 1, last: 1 } })).text
    expect(titled(27)).toContain('<h1>27 foyers attendent une réponse</h1>')
    expect(titled(1)).toContain('<h1>1 foyer attend une réponse</h1>')
    expect(titled(0)).toContain('<h1>Aucun foyer n’attend de réponse</h1>')
  })

  test('a row gives need, reasons, wait and the date of the next step', () => {
    const { text } = inboxPage(site, anInbox({ rows: [anInboxRow()] }))
    expect(text).toContain(
      'data-reference="GL-4K7-92M" data-status="ready" data-next-step-date="2026-11-26"',
    )
    expect(text).toContain('data-need="A"')
    expect(text).toContain('<span class="tag">ne se déplace pas</span>')
  })

  test('B11: households oriented and found this year are counted in it', () => {
    const { text } = inboxPage(site, anInbox())
    expect(text).toContain('<strong data-figure="oriented">76</strong> foyers orientés')
    expect(text).toContain('<strong data-figure="found">41</strong> ont trouvé')
  })

  test('a search without an answer says so and keeps what was typed', () => {
    const { text } = inboxPage(site, emptyInbox)
    expect(text).toContain('Aucune demande ne correspond')
    expect(text).toContain('value="Lamercié"')
  })
})

describe('sending', () => {
  test('B7: the SMS is shown as it leaves, with how many it takes', () => {
    const { text } = sendPage(site, sending())
    expect(text).toContain('2 SMS, 204 caractères sur 306')
    expect(text).toContain('Envoyer la liste par SMS')
    expect(text).toContain('<input type="hidden" name="canal" value="sms">')
  })

  test('another channel is a link that keeps the doctors; one that cannot be used is no link', () => {
    const { text } = sendPage(site, sending())
    expect(text).toContain('envoi?medecin=a1&amp;medecin=a4&amp;km=3&amp;canal=telephone')
    expect(text).not.toContain('canal=courriel')
  })

  test('B18: the reason to go farther is asked only beyond what the household chose', () => {
    expect(sendPage(site, sending({ km: 6 })).text).toContain('name="motif_distance"')
    expect(sendPage(site, sending()).text).not.toContain('name="motif_distance"')
  })

  test('B7: the phone script ends with « La liste est donnée », the one filled button', () => {
    const { text } = phonePage(site, phoneCall)
    expect(text.match(/class="button button-wide"/g)).toHaveLength(1)
    expect(text).toContain('name="appel" value="dit">La liste est donnée')
    expect(text).toContain('En cas d’urgence')
  })
})

describe('doctors', () => {
  test('B1: the form holds every column of the doctors’ file and three separate agreements', () => {
    const { text } = doctorFormPage(site, aDoctorForm())
    const columns =
      'rpps nom prenom cabinet adresse code_postal commune lon lat telephone courriel places places_ald places_visite communes_visite age_min age_max plain_pied langues prise_de_rdv confirme_le accord_coordination accord_patients accord_carte'
    for (const column of columns.split(' ')) expect(text).toContain(`name="${column}"`)
    expect(text).toContain('depuis le 3 novembre 2026')
  })

  test('a file with errors is reported by row, column and reason, and cannot be confirmed', () => {
    const trial = aTrial({ problems: [{ row: 4, column: 'rpps', reason: '10 chiffres' }] })
    const { text } = doctorsImportPage(site, { key, error: null, trial })
    expect(text).toContain(
      '<td class="number">4</td><td><code>rpps</code></td><td>10 chiffres</td>',
    )
    expect(text).toContain('Rien n’a été enregistré')
    expect(text).not.toContain('/import/confirmer')
  })

  test('a file without errors waits for a confirmation and lists the doubtful addresses', () => {
    const { text } = doctorsImportPage(site, { key, error: null, trial: aTrial() })
    expect(text).toContain('action="/coordination/medecins/import/confirmer"')
    expect(text).toContain('ligne 12, Cabinet du Fort')
  })
})

describe('messages and indicators', () => {
  test('a failed message gives its reason and what can be done, an uncertain one two ways out', () => {
    const { text } = messagesPage(site, messages)
    expect(text).toContain('21211 · ce numéro n’existe pas')
    expect(text).toContain('action="/coordination/envois/e1/renvoyer"')
    expect(text).not.toContain('action="/coordination/envois/e1/traite"')
    expect(text).toContain('action="/coordination/envois/e2/traite"')
  })

  test('B11: households and people are both counted, and every month is in the table', () => {
    const { text } = indicatorsPage(site, indicators)
    expect(text).toContain('<span class="figure-value" data-figure="oriented">76</span>')
    expect(text).toContain('118 personnes')
    expect(text).toContain('<th scope="row">novembre</th>')
  })

  test('B9: every export is offered', () => {
    const { text } = indicatorsPage(site, indicators)
    for (const name of ['demandes', 'suites', 'medecins', 'indicateurs'])
      expect(text).toContain(`href="/coordination/exports/${name}.csv"`)
  })
})

describe('the door', () => {
  test('a password is never written back into the page', () => {
    const view = {
      email: 'ines@example.org',
      errors: { mot_de_passe: 'Non.' },
      next: null,
      said: null,
    }
    const { text } = signInPage(site, view)
    expect(text).toContain('value="ines@example.org"')
    expect(text).toMatch(/name="mot_de_passe" type="password" value=""/)
  })

  test('an account opens with a password, a second factor and the undertaking of secrecy', () => {
    const { text } = activationPage(site, {
      action: '/activation/jeton',
      email: 'ines@example.org',
      qr: html`<svg></svg>`,
      secret: 'JBSWY3DPEHPK3PXP',
      errors: {},
      hasAgreed: false,
    })
    for (const name of ['mot_de_passe', 'code', 'secret_professionnel'])
      expect(text).toContain(`name="${name}"`)
    expect(text).toContain('JBSW Y3DP EHPK 3PXP')
  })
})

describe('signs of the map', () => {
  const doctor = { practiceId: 'c1', practiceName: 'Cabinet', position: [3, 50] as const, note: '' }

  test('B3: doctors of one practice share one sign, with their numbers and the best state', () => {
    const [only, ...others] = practicesOf([
      { ...doctor, rowId: 'a', name: 'A', state: 'ok', number: 1 },
      { ...doctor, rowId: 'b', name: 'B', state: 'stale', number: 3 },
      { ...doctor, rowId: 'c', name: 'C', state: 'out', number: null },
    ])
    expect(others).toEqual([])
    expect(only).toMatchObject({ text: '1 · 3', state: 'ok', rowIds: ['a', 'b', 'c'] })
  })

  test('a practice without a position is on no map', () => {
    expect(
      practicesOf([{ ...doctor, rowId: 'a', name: 'A', state: 'ok', number: 1, position: null }]),
    ).toEqual([])
  })
})

test('a reason to leave a doctor out says what is known, and something when nothing is', () => {
  expect(exclusionLabel('paused', { pausedUntil: '4 janvier' })).toBe('En pause jusqu’au 4 janvier')
  expect(exclusionLabel('paused')).toBe('En pause')
  expect(exclusionLabel('age', { ageMin: 16 })).toBe('Accueille à partir de 16 ans')
})

test('no page of the staff repeats an identifier', () => {
  for (const [name, { text }] of Object.entries(staffGallery(site))) {
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size, name).toBe(ids.length)
  }
})
