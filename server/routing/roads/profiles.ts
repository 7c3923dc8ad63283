import type { Speeds } from './graph.ts'

/** What OpenStreetMap says of a way. */
export type Tags = Readonly<Record<string, string>>

/** What passes along a way, in the order of its nodes and against it. */
export type WaySpeeds = { forward: Speeds; backward: Speeds }

/**
 * Usual speeds in kilometres an hour by value of `highway`: car, foot, bicycle; 0 where the mode may not pass by default.
 * Cars: means over a journey, crossings and queues included, near those of OSRM's car profile. Values absent are no road.
 * https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions#France
 */
const HIGHWAYS: Readonly<Record<string, readonly [car: number, foot: number, bicycle: number]>> = {
  motorway: [105, 0, 0],
  motorway_link: [50, 0, 0],
  trunk: [85, 0, 0],
  trunk_link: [45, 0, 0],
  primary: [60, 5, 16],
  primary_link: [35, 5, 16],
  secondary: [50, 5, 16],
  secondary_link: [30, 5, 16],
  tertiary: [40, 5, 16],
  tertiary_link: [30, 5, 16],
  unclassified: [35, 5, 16],
  residential: [25, 5, 16],
  living_street: [10, 5, 12],
  road: [25, 5, 16],
  service: [12, 5, 14],
  track: [0, 5, 12],
  cycleway: [0, 0, 17],
  path: [0, 5, 12],
  footway: [0, 5, 0],
  pedestrian: [0, 5, 0],
  steps: [0, 3, 0],
}
const CLOSED = new Set(['no', 'private', 'agricultural', 'forestry', 'delivery', 'use_sidepath'])
const OPEN = new Set(['yes', 'designated', 'permissive', 'destination', 'official', 'customers'])
const OPENED = { car: 15, foot: 5, bicycle: 12 } as const
/** Tags that speak of each mode, the most telling first. */
const ACCESS = {
  car: ['motorcar', 'motor_vehicle', 'vehicle', 'access'],
  foot: ['foot', 'access'],
  bicycle: ['bicycle', 'vehicle', 'access'],
} as const
/** Part of the speed limit that a car keeps over a journey. */
const OF_LIMIT = 0.8
const FASTEST = 130
const AGAINST_CARS = ['cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both']

/** Who passes on a way, how fast, and which way round; null when nobody does, or it is no road. */
export function waySpeeds(tags: Tags): WaySpeeds | null {
  const usual = HIGHWAYS[tags.highway ?? '']
  if (!usual || tags.area === 'yes') return null
  const [car, foot, bicycle] = usual
  const both: Speeds = {
    car: allowed(tags, 'car', withLimit(car, tags.maxspeed)),
    foot: allowed(tags, 'foot', foot),
    bicycle: allowed(tags, 'bicycle', bicycle),
  }
  if (both.car + both.foot + both.bicycle === 0) return null
  const way = onewayOf(tags)
  const against: Speeds = {
    car: 0,
    foot: both.foot,
    bicycle: cyclesBothWays(tags) ? both.bicycle : 0,
  }
  return {
    forward: way === 'backward' ? against : both,
    backward: way === 'forward' ? against : both,
  }
}

function allowed(tags: Tags, mode: keyof typeof ACCESS, kmh: number): number {
  const said = ACCESS[mode].map((tag) => tags[tag]).find((value) => value !== undefined)
  if (said === undefined) return kmh
  if (CLOSED.has(said)) return 0
  const isNamed = ACCESS[mode].some((tag) => tag !== 'access' && OPEN.has(tags[tag] ?? ''))
  return kmh === 0 && isNamed ? OPENED[mode] : kmh
}

function withLimit(kmh: number, limit: string | undefined): number {
  if (kmh === 0 || !limit || !/^\d{1,3}$/.test(limit) || limit === '0') return kmh
  return Math.max(1, Math.round(Math.min(Number(limit), FASTEST) * OF_LIMIT))
}

function onewayOf(tags: Tags): 'forward' | 'backward' | 'both' {
  const { oneway } = tags
  if (oneway === '-1' || oneway === 'reverse') return 'backward'
  if (oneway === 'yes' || oneway === 'true' || oneway === '1') return 'forward'
  if (oneway !== undefined) return 'both'
  return tags.junction === 'roundabout' || tags.highway === 'motorway' ? 'forward' : 'both'
}

/** A cycleway against the traffic, or a sign that leaves cycles out of the one-way. */
function cyclesBothWays(tags: Tags): boolean {
  if (tags['oneway:bicycle'] !== undefined) return tags['oneway:bicycle'] === 'no'
  return AGAINST_CARS.some((tag) => tags[tag]?.startsWith('opposite'))
}
