import { area, booleanPointInPolygon } from '@turf/turf'
import { expect, test } from 'vitest'
import { ADDRESSES } from '../../../prisma/seed/addresses.ts'
import { TERRITORIES } from '../../../prisma/seed/territories.ts'

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

function signedArea(ring: number[][]): number {
  return ring.slice(1).reduce((sum, [x = 0, y = 0], i) => {
    const [px = 0, py = 0] = ring[i] ?? []
    return sum + px * y - x * py
  }, 0)
}
