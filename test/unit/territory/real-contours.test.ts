import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LonLat } from '../../../server/geo.ts'
import { codesOf } from '../../../server/territory/communes.ts'
import { readContours } from '../../../server/territory/contours.ts'
import { outlineOf } from '../../../server/territory/outline.ts'
import {
  buildTerritory,
  communeAt,
  locateInTerritory,
  type Territory,
  type TerritoryPart,
} from '../../../server/territory/rules.ts'

const CONTOURS = '../shared/data/communes-nord-pas-de-calais.geojson'
const ADDRESSES = '../shared/data/adresses-nord-echantillon.csv'
const isThere = existsSync(CONTOURS) && existsSync(ADDRESSES)

/** A town and the communes around it, by INSEE code. */
const TOWN = ['59350', '59378', '59368', '59328', '59527', '59410', '59636', '59507']

interface Address {
  position: LonLat
  inseeCode: string
}

describe.skipIf(!isThere)('B6: real contours and real addresses (../shared/data is there)', () => {
  let parts: TerritoryPart[]
  let addresses: Address[]
  let region: Territory
  const partsOf = (codes: readonly string[]) => parts.filter(({ code }) => codes.includes(code))

  beforeAll(() => {
    const { contours, problems } = readContours(JSON.parse(readFileSync(CONTOURS, 'utf8')), {
      oncePerCode: true,
    })
    expect(problems).toEqual([])
    parts = contours.map((contour) => ({ role: 'base', ...contour }))
    addresses = parse<Record<string, string>>(readFileSync(ADDRESSES), {
      columns: true,
      delimiter: ';',
      bom: true,
    }).map(({ lon, lat, code_insee = '' }) => ({
      position: [Number(lon), Number(lat)],
      inseeCode: code_insee,
    }))
    region = buildTerritory(parts, codesOf)
  })

  test('the contour names the commune of the address, save a few at a border', () => {
    expect(parts).toHaveLength(1534)
    const elsewhere = addresses.filter(
      ({ position, inseeCode }) => communeAt(region, position) !== inseeCode,
    )
    console.info(`${elsewhere.length} of ${addresses.length} addresses in another contour`)
    expect(elsewhere.length).toBeLessThanOrEqual(addresses.length / 100)
  })

  test('with each commune for a territory in turn, no address is on the wrong side; doubtful ones go to a person', () => {
    let asked = 0
    let toVerify = 0
    const wrong = { byPosition: 0, byCodeAndPosition: 0 }
    for (const code of new Set(addresses.map(({ inseeCode }) => inseeCode))) {
      const territory = buildTerritory(partsOf([code]), codesOf)
      for (const { position, inseeCode } of addresses)
        for (const kind of ['byPosition', 'byCodeAndPosition'] as const) {
          const evidence = kind === 'byPosition' ? { position } : { position, inseeCode }
          const { verdict } = locateInTerritory(evidence, territory)
          asked += 1
          if (verdict === 'to_verify') toVerify += 1
          else if ((verdict === 'inside') !== (inseeCode === code)) wrong[kind] += 1
        }
    }
    console.info(`${asked} questions, ${toVerify} to verify, ${JSON.stringify(wrong)} wrong`)
    // One point of the sample lies further than the tolerance out of the simplified contour of its commune.
    expect(wrong).toEqual({ byPosition: 1, byCodeAndPosition: 0 })
    expect(toVerify).toBeGreaterThan(0)
    expect(toVerify).toBeLessThan(asked / 100)
  })

  test('a territory of whole communes decides nearly every address by itself', () => {
    const territory = buildTerritory(partsOf(TOWN), codesOf)
    const verdicts = addresses.map((address) => locateInTerritory(address, territory).verdict)
    const inTown = addresses.filter(({ inseeCode }) => TOWN.includes(inseeCode)).length
    expect(verdicts.filter((verdict) => verdict === 'inside').length).toBeGreaterThan(inTown * 0.9)
    expect(verdicts.filter((verdict) => verdict === 'to_verify').length).toBeLessThan(10)
  })

  test('inside the region, a border between communes is never a doubt', () => {
    const doubtful = addresses.filter(
      ({ position, inseeCode }) =>
        locateInTerritory({ position, inseeCode }, region).verdict !== 'inside',
    )
    console.info(`${doubtful.length} of ${addresses.length} addresses near the edge of the region`)
    expect(doubtful.length).toBeLessThanOrEqual(addresses.length / 50)
  })

  test('Armentières ends where Belgium begins: Ploegsteert and the Belgian Comines are outside', () => {
    for (const position of [
      [2.8809, 50.7267],
      [3.0026, 50.7741],
    ] as const)
      expect(locateInTerritory({ position }, region)).toMatchObject({ verdict: 'outside' })
  })

  test('the outline of a territory is one light shape', () => {
    const outline = outlineOf(region)
    expect(outline?.type).toBe('Polygon')
    expect(JSON.stringify(outline).length).toBeLessThan(60_000)
  })
})
