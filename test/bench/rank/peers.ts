import { distance } from '@turf/turf'
import { around } from 'geokdbush'
import KDBush from 'kdbush'
import type { Candidate } from '../../../server/ranking/rules.ts'
import { type Columns, type Filter, filterOf } from './filter.ts'
import type { Asked } from './inputs.ts'
import { sphereKm } from './truth.ts'
import type { Work } from './work.ts'

/** Answers with ids, nearest first. */
export type Answer = (asked: Asked) => string[] | Promise<string[]>

export type Peer = { engine: string; build: () => Answer }

/** Columns are made before the peers are: filtering costs them no preparation. */
export function peers({ doctors, columns }: Work): Peer[] {
  return [
    { engine: 'geokdbush', build: () => byGeokdbush(doctors, columns) },
    { engine: 'kdbush', build: () => byKdbush(doctors, columns) },
    { engine: 'scan', build: () => byScan(doctors, columns) },
    { engine: 'turf', build: () => byTurf(doctors, columns) },
  ]
}

function bushOf(doctors: readonly Candidate[]): KDBush {
  const bush = new KDBush(doctors.length)
  for (const { position } of doctors) bush.add(position[0], position[1])
  return bush.finish()
}

export function byGeokdbush(
  doctors: readonly Candidate[],
  columns: Columns,
): (asked: Asked) => string[] {
  const bush = bushOf(doctors)
  return (asked) => {
    const { household, question } = asked
    const [lon, lat] = household.home
    const isEligible = filterOf(columns, asked)
    const ranks = around(bush, lon, lat, question.count, question.maxKm, isEligible)
    return ranks.map((rank) => columns.ids[rank] ?? '')
  }
}

/** A box that widens until it holds enough within its half side, then a sort by great circle. */
function byKdbush(doctors: readonly Candidate[], columns: Columns): Answer {
  const bush = bushOf(doctors)
  return (asked) => {
    const { household, question } = asked
    const [lon, lat] = household.home
    const isEligible = filterOf(columns, asked)
    for (let km = 2; ; km *= 2) {
      const [dLat, dLon] = [km / 111, km / (111 * Math.cos((lat * Math.PI) / 180))]
      const box = bush.range(lon - dLon, lat - dLat, lon + dLon, lat + dLat)
      const reach = Math.min(km, question.maxKm)
      const found = nearest(doctors, box.filter(isEligible), asked).filter(
        (each) => each.km <= reach,
      )
      if (found.length >= question.count || km >= question.maxKm) return idsOf(found)
    }
  }
}

function byScan(doctors: readonly Candidate[], columns: Columns): Answer {
  return (asked) => {
    const ranks = kept(doctors.length, filterOf(columns, asked))
    return idsOf(nearest(doctors, ranks, asked))
  }
}

function byTurf(doctors: readonly Candidate[], columns: Columns): Answer {
  const points = doctors.map(({ position }) => [position[0], position[1]])
  return (asked) => {
    const home = [...asked.household.home]
    const found = kept(doctors.length, filterOf(columns, asked)).map((rank) => ({
      id: columns.ids[rank] ?? '',
      km: distance(home, points[rank] ?? home),
    }))
    return idsOf(first(found, asked))
  }
}

type Measured = { id: string; km: number }

function kept(count: number, isEligible: Filter): number[] {
  const ranks: number[] = []
  for (let rank = 0; rank < count; rank += 1) if (isEligible(rank)) ranks.push(rank)
  return ranks
}

function nearest(
  doctors: readonly Candidate[],
  ranks: readonly number[],
  asked: Asked,
): Measured[] {
  const { home } = asked.household
  const found = ranks.map((rank) => ({
    id: doctors[rank]?.id ?? '',
    km: sphereKm(home, doctors[rank]?.position ?? home),
  }))
  return first(found, asked)
}

function first(found: Measured[], { question: { maxKm, count } }: Asked): Measured[] {
  return found
    .filter(({ km }) => km <= maxKm)
    .sort((a, b) => a.km - b.km || (a.id < b.id ? -1 : 1))
    .slice(0, count)
}

function idsOf(found: readonly Measured[]): string[] {
  return found.map(({ id }) => id)
}
