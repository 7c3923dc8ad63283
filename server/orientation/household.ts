import type { Day } from '../calendar/rules.ts'
import type { LonLat } from '../geo.ts'

/** How to reach the household. `phone` in E.164. */
export type Contact = {
  phone: string | null
  email: string | null
  canOpenLink: boolean
}

export type HomeCandidate = {
  label: string
  inseeCode: string
  postalCode: string
  commune: string
  position: LonLat | null
}

/** Where they live: as typed, and as placed. */
export type Home = {
  address: string
  postalCode: string
  commune: string
  /** Written by the geocoder, or by the person who placed the pin. */
  label: string | null
  position: LonLat | null
  placedBy: 'geocoder' | 'coordinator' | null
  doubts: string[]
  candidates: HomeCandidate[]
}

/** What counts in choosing a doctor. `language` is ISO 639-1. */
export type Wishes = {
  language: string
  wheelchair: boolean
  transport: string | null
  maxKm: number
  reason: string | null
  alreadyFollowed: boolean
}

export type Identity = { lastName: string; firstName: string; birthDate: Day }

/** `unknown`: the person does not know whether they have an ALD. */
export type Care = { ald: boolean | 'unknown'; canTravel: boolean }

export type Person = Identity & Care & { id: string; seenAt: Date | null; declaredAt: Date | null }
