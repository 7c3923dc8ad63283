import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { ADDRESSES } from '../../../prisma/seed/addresses.ts'
import { demoDoctors, demoDoctorsCsv } from '../../../prisma/seed/doctors.ts'
import { parisDay } from '../../../server/calendar/rules.ts'
import { readDoctorsCsv } from '../../../server/doctors/csv.ts'
import { geodesicKm, type LonLat } from '../../../server/geo.ts'
import { freshnessOf } from '../../../server/ranking/freshness.ts'
import { communeByCode, findCommune } from '../../../server/territory/communes.ts'

const now = new Date('2026-11-22T09:00:00Z')
const HEADER =
  'rpps;nom;prenom;cabinet;adresse;code_postal;commune;lon;lat;telephone;courriel;places;places_ald;places_visite;communes_visite;age_min;age_max;plain_pied;langues;prise_de_rdv;confirme_le;accord_coordination;accord_patients;accord_carte'
const lille = demoDoctors('grand-lille', now)
const armentieres = demoDoctors('lys-armentieres', now)
const all = [...lille, ...armentieres]

test('240 doctors in one territory and 60 in the other, in about 130 practices', () => {
  expect([lille.length, armentieres.length]).toEqual([240, 60])
  const practices = new Set(all.map(({ cabinet, adresse, commune }) => cabinet + adresse + commune))
  expect(practices.size).toBe(132)
  expect(new Set(all.map(({ rpps }) => rpps)).size).toBe(300)
  expect(new Set(all.map(({ nom, prenom }) => `${nom} ${prenom}`)).size).toBe(300)
})

test('the file has the 24 columns of the doctors’ CSV and reads back as it was made', () => {
  const text = demoDoctorsCsv('grand-lille', now)
  expect(text.slice(0, text.indexOf('\n'))).toBe(HEADER)
  expect(parse(text, { columns: true, delimiter: ';' })).toEqual(lille)
})

test('both files import without a problem, on any day', () => {
  const isCommuneCode = (code: string) => communeByCode(code) !== undefined
  for (const day of [now, new Date('2028-02-29T23:30:00Z')])
    for (const [slug, count] of [['grand-lille', 240] as const, ['lys-armentieres', 60] as const]) {
      const bytes = Buffer.from(demoDoctorsCsv(slug, day))
      const read = readDoctorsCsv(bytes, { now: day, findCommune, isCommuneCode })
      expect(read.problems).toEqual([])
      expect(read.rows.length).toBe(count)
    }
})

test('the doctors are the same at every start, and their dates follow the day', () => {
  expect(demoDoctorsCsv('grand-lille', now)).toBe(demoDoctorsCsv('grand-lille', now))
  const later = demoDoctors('grand-lille', new Date('2027-03-01T09:00:00Z'))
  expect(later.map(({ nom }) => nom)).toEqual(lille.map(({ nom }) => nom))
  expect(later[0]?.confirme_le).not.toBe(lille[0]?.confirme_le)
})

test('every doctor is invented: RPPS from 99, fiction phones, example.org, at an invented address', () => {
  const places = new Set(ADDRESSES.map(({ position }) => position.join(' ')))
  for (const doctor of all) {
    expect(doctor.rpps).toMatch(/^99\d{9}$/)
    expect(doctor.telephone).toMatch(/^03 53 01 \d\d \d\d$/)
    expect(doctor.courriel).toMatch(/^[a-z.-]+@example\.org$/)
    expect(places).toContain(`${doctor.lon} ${doctor.lat}`)
  }
})

test('places for ALD and for visits are parts of the places', () => {
  for (const { places, places_ald, places_visite } of all) {
    expect(Number(places)).toBeLessThanOrEqual(12)
    expect(Number(places_ald) + Number(places_visite)).toBeLessThanOrEqual(Number(places))
  }
})

test('most are fresh; some are to reconfirm, expired, full, or not to be named', () => {
  for (const day of [now, new Date('2027-08-31T09:00:00Z'), new Date('2028-02-29T09:00:00Z')]) {
    const today = parisDay(day)
    const doctors = [...demoDoctors('grand-lille', day), ...demoDoctors('lys-armentieres', day)]
    const count = (state: string) =>
      doctors.filter(({ confirme_le }) => freshnessOf(confirme_le, today) === state).length
    expect(count('fresh')).toBeGreaterThan(200)
    expect(count('to_reconfirm')).toBeGreaterThan(15)
    expect(count('expired')).toBeGreaterThan(10)
    expect(doctors.every(({ confirme_le }) => confirme_le < today)).toBe(true)
  }
  expect(all.filter(({ places }) => places === '0').length).toBeGreaterThan(15)
  expect(all.filter(({ accord_patients }) => accord_patients === 'non').length).toBeGreaterThan(8)
  expect(all.filter(({ places_visite }) => places_visite !== '0').length).toBeGreaterThan(35)
})

test('every home has at least five doctors with places within 3 km in its own territory', () => {
  const open = (doctors: typeof all) => doctors.filter(({ places }) => places !== '0')
  for (const { commune, position, street } of ADDRESSES) {
    if (commune === 'laMadeleine') continue
    const doctors = open(commune === 'armentieres' ? armentieres : lille)
    const near = doctors.filter(({ lon, lat }) => {
      const practice: LonLat = [Number(lon), Number(lat)]
      return geodesicKm(position, practice) <= 3
    })
    expect(near.length, street).toBeGreaterThanOrEqual(5)
  }
})
