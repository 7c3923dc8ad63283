import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { booleanPointInPolygon, lineString, pointToLineDistance, polygon } from '@turf/turf'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { ADDRESSES, demoBanCsv, README_ADDRESSES } from '../../../prisma/seed/addresses.ts'
import { COMMUNES, SHARED_PART_OF_LILLE } from '../../../prisma/seed/communes.ts'
import { STREETS } from '../../../prisma/seed/streets.ts'
import { geodesicKm, type LonLat } from '../../../server/geo.ts'
import { communeByCode } from '../../../server/territory/communes.ts'

const BAN_HEADER =
  'id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;cad_parcelles'
const realAddresses = fileURLToPath(
  new URL('../../../../shared/data/adresses-nord-dense-dev.csv.gz', import.meta.url),
)

const ring = (points: readonly LonLat[]) => polygon([points.map(([lon, lat]) => [lon, lat])])
const edge = (points: readonly LonLat[]) => lineString(points.map(([lon, lat]) => [lon, lat]))
const metresFrom = (position: LonLat, points: readonly LonLat[]) =>
  pointToLineDistance([...position], edge(points), { units: 'meters' })
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()

test('the address file has the 23 columns of a BAN file and at least 300 addresses in four communes', () => {
  const text = demoBanCsv()
  expect(text.slice(0, text.indexOf('\n'))).toBe(BAN_HEADER)
  const rows: Record<string, string>[] = parse(text, { columns: true, delimiter: ';' })
  expect(rows.length).toBeGreaterThanOrEqual(400)
  expect(new Set(rows.map((row) => row.code_insee))).toEqual(
    new Set(['59350', '59328', '59368', '59017']),
  )
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
})

test('the address file is the same at every start', () => {
  const rows: Record<string, string>[] = parse(demoBanCsv(), { columns: true, delimiter: ';' })
  expect(rows[7]).toMatchObject({
    id: '59350_demo01_00007_bis',
    lon: '3.049592',
    nom_voie: 'Rue de la Toile-Bise',
    nom_commune: 'Lille',
  })
  expect(demoBanCsv()).toBe(demoBanCsv())
})

test('names, INSEE codes and postal codes of the communes are those of the register', () => {
  for (const { inseeCode, name, postalCode } of Object.values(COMMUNES)) {
    expect(communeByCode(inseeCode)).toMatchObject({ name })
    expect(communeByCode(inseeCode)?.postalCodes).toContain(postalCode)
  }
})

test('every address stands inside the example contour of its commune and of no other', () => {
  for (const { commune, position, street } of ADDRESSES) {
    const found = Object.entries(COMMUNES)
      .filter(([, { contour }]) => booleanPointInPolygon([...position], ring(contour)))
      .map(([name]) => name)
    expect(found, street).toEqual([commune])
  }
})

test('contours have 8 to 16 corners, are closed, and neighbours share their border', () => {
  for (const { contour } of Object.values(COMMUNES)) {
    expect(contour.length - 1).toBeGreaterThanOrEqual(8)
    expect(contour.length - 1).toBeLessThanOrEqual(16)
    expect(contour.at(-1)).toEqual(contour[0])
  }
  const common = (a: readonly LonLat[], b: readonly LonLat[]) =>
    new Set(a.map(String).filter((point) => b.map(String).includes(point))).size
  const { lille, lambersart, laMadeleine } = COMMUNES
  expect(common(lille.contour, lambersart.contour)).toBe(4)
  expect(common(lille.contour, laMadeleine.contour)).toBe(3)
  expect(common(lambersart.contour, laMadeleine.contour)).toBe(2)
  expect(common(lille.contour, SHARED_PART_OF_LILLE)).toBe(3)
})

test('houses of one street are neighbours, and no two addresses stand at the same place', () => {
  expect(new Set(ADDRESSES.map(({ position }) => String(position))).size).toBe(ADDRESSES.length)
  for (const [i, address] of ADDRESSES.entries()) {
    const next = ADDRESSES[i + 1]
    if (next?.street !== address.street || next.commune !== address.commune) continue
    const metres = 1000 * geodesicKm(address.position, next.position)
    expect(metres, address.street).toBeGreaterThan(2)
    expect(metres, address.street).toBeLessThan(80)
  }
})

test('there are numbers with bis and ter, and streets of the same name but of another type', () => {
  expect(ADDRESSES.filter(({ suffix }) => suffix === 'bis').length).toBeGreaterThanOrEqual(6)
  expect(ADDRESSES.filter(({ suffix }) => suffix === 'ter').length).toBeGreaterThanOrEqual(3)
  const names = STREETS.map(({ name }) => name)
  expect(names).toContain('Rue de la Chicorée-Bleue')
  expect(names).toContain('Impasse de la Chicorée-Bleue')
})

test('B6: some streets stand within 100 m of a border where the verdict changes, and most do not', () => {
  const { lille, lambersart } = COMMUNES
  const near = ADDRESSES.filter(({ commune }) => commune === 'lille').filter(
    ({ position }) => metresFrom(position, lille.contour) < 95,
  )
  const doubtful = near.filter(({ position }) => metresFrom(position, lambersart.contour) > 300)
  expect(doubtful.length).toBeGreaterThanOrEqual(15)
  expect(near.length).toBeLessThan(50)
})

test('the addresses of the README are inside, outside and close to the border', () => {
  const { inside, outside, doubtful } = README_ADDRESSES
  const { lille, laMadeleine } = COMMUNES
  const place = (typed: { adresse: string; commune: string }) =>
    ADDRESSES.find(
      ({ number, street, commune }) =>
        plain(`${street} ${COMMUNES[commune].name}`) ===
          plain(`${typed.adresse} ${typed.commune}`) && typed.adresse.startsWith(`${number} `),
    )
  const [there, elsewhere, close] = [place(inside), place(outside), place(doubtful)]
  expect(there?.commune).toBe('lille')
  expect(metresFrom(there?.position ?? [0, 0], lille.contour)).toBeGreaterThan(500)
  expect(metresFrom(there?.position ?? [0, 0], SHARED_PART_OF_LILLE)).toBeGreaterThan(500)
  expect(elsewhere?.commune).toBe('laMadeleine')
  expect(metresFrom(elsewhere?.position ?? [0, 0], lille.contour)).toBeGreaterThan(500)
  expect(close?.commune).toBe('lille')
  expect(metresFrom(close?.position ?? [0, 0], laMadeleine.contour)).toBeLessThan(80)
})

test.skipIf(!existsSync(realAddresses))(
  'no street of the demonstration has the name of a real one (needs ../shared/data)',
  () => {
    const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(realAddresses)), {
      columns: true,
      delimiter: ';',
      bom: true,
    })
    const withoutType = (name: string) =>
      plain(name).replace(/^\w+ (de la |de l |du |des |d )?/, '')
    const real = new Set(rows.map((row) => withoutType(row.nom_voie ?? '')))
    expect(real.size).toBeGreaterThan(500)
    expect(STREETS.map(({ name }) => withoutType(name)).filter((name) => real.has(name))).toEqual(
      [],
    )
  },
)
