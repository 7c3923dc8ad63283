import { expect, test } from 'vitest'
import { type Tags, waySpeeds } from '../../../server/routing/roads/profiles.ts'

test('what is no road, or closed to all, carries nobody', () => {
  for (const tags of [
    {},
    { waterway: 'river' },
    { highway: 'proposed' },
    { highway: 'construction' },
  ])
    expect(waySpeeds(tags)).toBeNull()
  expect(waySpeeds({ highway: 'service', access: 'private' })).toBeNull()
  expect(waySpeeds({ highway: 'pedestrian', area: 'yes' })).toBeNull()
})

test('each mode has its ways', () => {
  expect(modes({ highway: 'motorway' })).toEqual(['car'])
  expect(modes({ highway: 'steps' })).toEqual(['foot'])
  expect(modes({ highway: 'cycleway' })).toEqual(['bicycle'])
  expect(modes({ highway: 'cycleway', foot: 'designated' })).toEqual(['foot', 'bicycle'])
  expect(modes({ highway: 'residential' })).toEqual(['car', 'foot', 'bicycle'])
})

test('the most telling tag decides of access', () => {
  expect(modes({ highway: 'residential', access: 'no', foot: 'yes' })).toEqual(['foot'])
  expect(modes({ highway: 'residential', motor_vehicle: 'no' })).toEqual(['foot', 'bicycle'])
  expect(modes({ highway: 'footway', bicycle: 'yes' })).toEqual(['foot', 'bicycle'])
  expect(modes({ highway: 'track', access: 'yes' })).toEqual(['foot', 'bicycle'])
})

test('a one-way street stops cars and cycles, never people on foot', () => {
  const way = waySpeeds({ highway: 'residential', oneway: 'yes' })
  expect(way?.backward).toEqual({ car: 0, foot: 5, bicycle: 0 })
  const reversed = waySpeeds({ highway: 'residential', oneway: '-1' })
  expect(reversed?.forward).toEqual({ car: 0, foot: 5, bicycle: 0 })
  const contraflow = waySpeeds({ highway: 'residential', oneway: 'yes', 'oneway:bicycle': 'no' })
  expect(contraflow?.backward.bicycle).toBe(16)
  expect(waySpeeds({ highway: 'tertiary', junction: 'roundabout' })?.backward.car).toBe(0)
})

test('a speed limit is kept to four fifths; one that is no number is not read', () => {
  expect(waySpeeds({ highway: 'primary', maxspeed: '80' })?.forward.car).toBe(64)
  expect(waySpeeds({ highway: 'primary', maxspeed: 'FR:rural' })?.forward.car).toBe(60)
})

function modes(tags: Tags): string[] {
  return Object.entries(waySpeeds(tags)?.forward ?? {}).flatMap(([mode, kmh]) =>
    kmh ? [mode] : [],
  )
}
