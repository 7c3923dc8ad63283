import type { LonLat } from '../../geo.ts'
import type { Mode } from '../rules.ts'

/**
 * Roads as columns (compressed sparse rows): the arcs that leave node `n` run from `firstArc[n]` (included) to
 * `firstArc[n + 1]` (excluded). 12 bytes a node, 12 bytes an arc.
 */
export type RoadGraph = {
  /** Ten-millionths of a degree, as OpenStreetMap keeps them. */
  lon: Int32Array
  lat: Int32Array
  firstArc: Uint32Array
  head: Uint32Array
  centimetres: Uint32Array
  /** Kilometres an hour of each mode on 8 bits (see `kmhOf`); 0 where the mode may not pass. */
  speeds: Uint32Array
}

/** Kilometres an hour, whole, from 0 (may not pass) to 255. */
export type Speeds = Record<Mode, number>

/** Units of `lon` and `lat` in a degree. */
export const DEGREE = 1e7
/** How far the speed of a mode is shifted in `speeds`. */
export const SHIFTS: Record<Mode, number> = { car: 0, foot: 8, bicycle: 16 }

/** The three speeds in one number. A speed beyond 255 would spill over the next mode's. */
export function packSpeeds({ car, foot, bicycle }: Speeds): number {
  return (car << SHIFTS.car) | (foot << SHIFTS.foot) | (bicycle << SHIFTS.bicycle)
}

/** The speed of one mode in a number made by `packSpeeds`, in kilometres an hour. */
export function kmhOf(packed: number, mode: Mode): number {
  return (packed >>> SHIFTS[mode]) & 0xff
}

/** Nodes are ranks from 0 to this, excluded. */
export function nodeCount({ lon }: RoadGraph): number {
  return lon.length
}

/** WGS84 degrees of a node, longitude first. */
export function positionOf({ lon, lat }: RoadGraph, node: number): LonLat {
  return [(lon[node] ?? 0) / DEGREE, (lat[node] ?? 0) / DEGREE]
}
