import { type Day, parisDay } from '../calendar/rules.ts'
import type { LonLat } from '../geo.ts'
import { DoctorIndex } from './doctor-index.ts'
import type { Freshness } from './freshness.ts'
import { rankIndexed } from './ranked-index.ts'

/** One person of the household who needs a doctor. An unknown age leaves nobody out; an unknown illness is none. */
export interface HouseholdMember {
  birthDate: Day | null
  canTravel: boolean
  ald: boolean | null
}

export interface Household {
  home: LonLat
  /** INSEE codes of the home's commune: the current one and, where known, the associated one. */
  homeCommunes: readonly string[]
  members: readonly HouseholdMember[]
  wheelchair: boolean
  /** ISO 639-1 codes of what is spoken at home. */
  languages: readonly string[]
  /** Ids of the doctors who refused this household, or whom it refused. */
  refusedBy: readonly string[]
}

/** A doctor at a practice, as ranked: `id` is what the caller will find them by. */
export interface Candidate {
  id: string
  position: LonLat
  /** False when they said that they take nobody. */
  accepting: boolean
  /** New people they offered to take, at the last confirmation. */
  placesOffered: number
  placesHeld: number
  placesTaken: number
  /** Part of `placesOffered` kept for people with a long illness (ALD). */
  aldPlaces: number
  /** Part of the free places that may be home visits. */
  homeVisitPlaces: number
  /** INSEE codes where they visit; empty: no restriction. */
  homeVisitCommunes: readonly string[]
  ageMin: number | null
  ageMax: number | null
  /** Null: not known, which no wheelchair is sent to. */
  stepFree: boolean | null
  languages: readonly string[]
  /** Null: never confirmed, which counts as expired. */
  confirmedOn: Day | null
  /** A household told since that they refuse or are full. */
  isDoubted: boolean
  /** First and last days they take people, both included; null: no limit. */
  startsOn: Day | null
  endsOn: Day | null
  /** Last day of the pause. */
  pausedUntil: Day | null
  /** May their name be told to patients? */
  named: boolean
  /** People of the open lists that name them. */
  solicited: number
}

export interface RankingOptions {
  /** Width of a distance band; 0 orders by distance alone. */
  bandKm: number
  /** Farthest practice that may be offered. */
  maxKm: number
  /** Open lists may ask for this many times the free places; null: no such limit (mode `brokered`). */
  solicitedFactor: number | null
}

export type ExclusionReason =
  | 'not_accepting'
  | 'full'
  | 'paused'
  | 'expired'
  | 'age'
  | 'home_visit'
  | 'step_free'
  | 'too_far'
  | 'not_named'
  | 'refused_before'
  | 'solicited_out'

/** What decided between two doctors of one band when the farther one comes first. */
export type Precedence = 'fresher' | 'language' | 'less_solicited'

/** Why a doctor is in the list, in the order to say it. */
export type RankedReason =
  | { code: 'distance'; km: number }
  | { code: 'places'; free: number }
  | { code: 'home_visits'; free: number }
  | { code: 'step_free' }
  | { code: 'language'; languages: readonly string[] }
  | { code: 'confirmed'; daysAgo: number; freshness: Freshness; isDoubted: boolean }
  | { code: 'ahead_of'; id: string; because: Precedence }

export interface RankedDoctor {
  id: string
  km: number
  /** `floor(km / bandKm)`, or `km` itself when `bandKm` is 0. */
  band: number
  freshness: Freshness
  speaksLanguage: boolean
  freePlaces: number
  solicited: number
  reasons: readonly RankedReason[]
}

export interface ExcludedDoctor {
  id: string
  km: number
  reasons: readonly ExclusionReason[]
}

export interface Ranking {
  /** In the published order; the first alone where only so many were asked for. */
  ranked: readonly RankedDoctor[]
  /** How many can take the household in all. */
  rankedCount: number
  /** Nearest first, then by id; the nearest alone where only so many were asked for. */
  excluded: readonly ExcludedDoctor[]
  /** How many are left out in all. */
  excludedCount: number
}

/**
 * Volunteer doctors for a household: who can take it whole, in the published order (rules 2 to 4 of
 * server/README.md), and why each of the others cannot. Kilometres along the WGS84 geodesic.
 * Deterministic: the last key is the doctor's id. O(n log n), one geodesic per doctor (about 3 µs); an index kept between
 * questions (`rankIndexed`) spares what is not shown.
 */
export function rankDoctors(
  household: Household,
  candidates: readonly Candidate[],
  { now, ...options }: RankingOptions & { now: Date },
): Ranking {
  const asked = { ...options, today: parisDay(now), count: Infinity, excluded: Infinity }
  return rankIndexed(new DoctorIndex(candidates), household, asked)
}
