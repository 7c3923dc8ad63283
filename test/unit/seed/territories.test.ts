import { area, booleanPointInPolygon } from '@turf/turf'
import { expect, test } from 'vitest'
import { ADDRESSES, type DemoAddress } from '../../../prisma/seed/addresses.ts'
import { COMMUNES } from '../../../prisma/seed/communes.ts'
import { type Contours, TERRITORIES } from '../../../prisma/seed/territories.ts'
import { codesOf } from '../../../server/territory/communes.ts'
import { readContours } from '../../../server/territory/contours.ts'
import {
  buildTerritory,
  locateInTerritory,
  type TerritoryPart,
} from '../../../server/territory/rules.ts'

test('two example territories, one per mode, each saying that it is an example', () => {
  expect(TERRITORIES.map(({ settings }) => [settings.slug, settings.mode])).toEqual([
    ['grand-lille', 'shortlist'],
    ['lys-armentieres', 'brokered'],
  ])
  for (const { settings } of TERRITORIES) {
    expect(settings.name).toContain('(exemple)')
    expect(settings.outsideName).toContain('(exemple)')
    expect(settings.isExample).toBe(true)
  }
})

test('phones are of the range kept for fiction and mails are at example.org', () => {
  for (const { settings } of TERRITORIES) {
    expect(settings.contactPhone).toMatch(/^03 53 01 \d\d \d\d$/)
    expect(settings.outsidePhone).toMatch(/^03 53 01 \d\d \d\d$/)
    expect(settings.contactEmail).toMatch(/^[a-z.-]+@example\.org$/)
  }
})

test('every contour says that it is not the real one, and turns anticlockwise', () => {
  for (const { base, subtract } of TERRITORIES)
    for (const feature of [...base.features, ...(subtract?.features ?? [])]) {
      expect(feature.properties.avertissement).toContain('ce n’est pas le vrai')
      const [ring = []] = feature.geometry.coordinates
      expect(signedArea(ring)).toBeGreaterThan(0)
      expect(area(feature)).toBeGreaterThan(1_000_000)
    }
})

test('B6: a part of Lille is followed by another team, with addresses in it', () => {
  const [grandLille] = TERRITORIES
  const cut = grandLille?.subtract?.features[0]
  if (!cut) throw new Error('no shared part')
  const elsewhere = ADDRESSES.filter(({ position }) => booleanPointInPolygon([...position], cut))
  expect(new Set(elsewhere.map(({ commune }) => commune))).toEqual(new Set(['lille']))
  expect(elsewhere.length).toBeGreaterThanOrEqual(20)
})

test('B6: the contours import without a problem, and every street gets the verdict it was drawn for', () => {
  const verdicts = (rank: number, commune: DemoAddress['commune'], street?: string) => {
    const territory = imported(rank)
    const there = ADDRESSES.filter((one) => one.commune === commune)
      .filter((one) => !street || one.street === street)
      .map(({ position }) => {
        const { inseeCode } = COMMUNES[commune]
        return locateInTerritory({ position, inseeCode }, territory).verdict
      })
    return [...new Set(there)].sort()
  }
  expect(verdicts(0, 'lille', 'Rue de la Toile-Bise')).toEqual(['inside'])
  expect(verdicts(0, 'lille', 'Rue de la Dernière-Maille')).toEqual(['to_verify'])
  expect(verdicts(0, 'lille', 'Rue du Pont-de-Paille')).toEqual(['to_verify'])
  expect(verdicts(0, 'lille', 'Rue du Grenier-aux-Vents')).toEqual(['outside'])
  expect(verdicts(0, 'lambersart')).toEqual(['inside'])
  expect(verdicts(0, 'laMadeleine', 'Avenue des Nuages-Bas')).toEqual(['outside'])
  expect(verdicts(0, 'laMadeleine', 'Rue de la Première-Maille')).toEqual(['to_verify'])
  expect(verdicts(0, 'armentieres')).toEqual(['outside'])
  expect(verdicts(1, 'armentieres')).toEqual(['inside', 'to_verify'])
  expect(verdicts(1, 'armentieres', 'Rue du Malt-Ambré')).toEqual(['inside'])
  expect(verdicts(1, 'lille')).toEqual(['outside'])
})

function imported(rank: number) {
  const { base, subtract } = TERRITORIES[rank] ?? {}
  return buildTerritory([...parts('base', base), ...parts('subtract', subtract)], codesOf)
}

function parts(role: TerritoryPart['role'], file: Contours | null | undefined): TerritoryPart[] {
  if (!file) return []
  const { contours, problems } = readContours(file, { oncePerCode: role === 'base' })
  expect(problems).toEqual([])
  return contours.map(({ code, geometry, associatedCodes }) => ({
    role,
    code,
    geometry,
    associatedCodes,
  }))
}

function signedArea(ring: number[][]): number {
  return ring.slice(1).reduce((sum, [x = 0, y = 0], i) => {
    const [px = 0, py = 0] = ring[i] ?? []
    return sum + px * y - x * py
  }, 0)
}
