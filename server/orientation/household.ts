import type { Day } from '../calendar/rules.ts'
import type { LonLat } from '../geo.ts'

/** How to reach the household. `phone` in E.164. */
export type Contact = {
  phone: string | null
  email: string | null
  canOpenLink: boolean
}

/** A place that the geocoder proposed and that a person may pick. `oldInseeCode`: Lomme inside Lille. */
export type HomeCandidate = {
  label: string
  inseeCode: string
  oldInseeCode: string | null
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
  /** Associated commune (Lomme 59355 inside Lille 59350), when known. */
  oldInseeCode: string | null
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

/** `ald` is null when the person does not know. */
export type Care = { ald: boolean | null; canTravel: boolean }

export type Person = Identity & Care & { id: string; seenAt: Date | null; declaredAt: Date | null }
