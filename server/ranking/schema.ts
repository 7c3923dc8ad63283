import * as z from 'zod'
import { isDay, parisDay } from '../calendar/rules.ts'
import { expecting, Ids, inFrench, problemsOf, repeatedIds } from '../json-problems.ts'
import type { Candidate, Household, RankingOptions } from './rules.ts'

/** A question put to the engine alone, by `npm run rank`. */
export interface RankQuestion {
  household: Household
  candidates: Candidate[]
  options: RankingOptions & { now: Date }
}

/** Open lists may ask for three times the free places, as in the settings of a territory. */
const SOLICITED_FACTOR = 3

/** A millimetre: bands as narrow are still counted by whole numbers all round the Earth. */
const LEAST_BAND_KM = 0.000_001

const LonLat = z.tuple(
  [z.number().min(-180).max(180), z.number().min(-90).max(90)],
  expecting('deux nombres attendus : [longitude, latitude], par exemple [3.06, 50.63]'),
)
const Count = z.int().min(0)
const DayOrMoment = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })],
  expecting(
    'date illisible ; attendu : 2027-06-05 (un jour du calendrier) ou 2027-06-05T08:00:00Z (un instant, avec Z ou +02:00)',
  ),
)

const Member = z.strictObject({
  birthDate: DayOrMoment.nullable(),
  canTravel: z.boolean(),
  ald: z.boolean().nullable().default(null),
})

const Doctor = z
  .strictObject({
    id: z.string().min(1),
    position: LonLat,
    places: Count.nullable(),
    aldPlaces: Count.default(0),
    homeVisitPlaces: Count.default(0),
    homeVisitCommunes: z.array(z.string()).default([]),
    ageMin: Count.nullable().default(null),
    ageMax: Count.nullable().default(null),
    stepFree: z.boolean().nullable().default(null),
    languages: z.array(z.string()).default([]),
    confirmedAt: DayOrMoment.nullable(),
    pausedUntil: DayOrMoment.nullable().default(null),
    named: z.boolean(),
    solicited: Count.default(0),
  })
  .refine(({ ageMin, ageMax }) => ageMin === null || ageMax === null || ageMin <= ageMax, {
    path: ['ageMax'],
    error: 'doit être au moins ageMin',
  })

const Question = z.strictObject({
  now: DayOrMoment,
  home: LonLat,
  homeCommune: z.string().nullable().default(null),
  bandKm: z
    .number()
    .refine((km) => km === 0 || km >= LEAST_BAND_KM, {
      error: '0 pour aucune bande, ou au moins 0.000001 (un millimètre)',
    })
    .default(0.5),
  members: z.array(Member).min(1),
  wheelchair: z.boolean().default(false),
  languages: z.array(z.string()).default([]),
  maxKm: z.number().positive(),
  refusedBy: z.array(z.string()).default([]),
  doctors: z.array(Doctor),
})

const Named = z.object({ doctors: Ids }).catch({ doctors: null })

/**
 * Reads a question and, on failure, names each wrong field and how to mend it, in French: `doctors[2].places : …`.
 * `codesOf` gives the codes a commune answers to (an associated commune answers to its own and to the whole's).
 */
export function readRankQuestion(
  input: unknown,
  codesOf: (code: string) => readonly string[],
): RankQuestion | { problems: string[] } {
  const read = Question.safeParse(input, { error: inFrench })
  const repeated = repeatedIds('doctors', Named.parse(input).doctors)
  if (!read.success) return { problems: [...problemsOf(read.error), ...repeated] }
  if (repeated.length > 0) return { problems: repeated }
  const question = read.data
  const now = new Date(question.now)
  return {
    household: householdOf(question, codesOf),
    candidates: question.doctors.map((doctor) => candidateOf(doctor, now)),
    options: {
      bandKm: question.bandKm,
      maxKm: question.maxKm,
      solicitedFactor: SOLICITED_FACTOR,
      now,
    },
  }
}

function householdOf(
  { home, homeCommune, members, wheelchair, languages, refusedBy }: z.infer<typeof Question>,
  codesOf: (code: string) => readonly string[],
): Household {
  return {
    home,
    homeCommunes: homeCommune === null ? [] : codesOf(homeCommune),
    members: members.map((member) => ({ ...member, birthDate: dayOf(member.birthDate) })),
    wheelchair,
    languages,
    refusedBy,
  }
}

/** `places` are free places: nothing is held or taken beside them. Null: the doctor takes nobody. */
function candidateOf(
  { places, confirmedAt, pausedUntil, ...doctor }: z.infer<typeof Doctor>,
  now: Date,
): Candidate {
  return {
    ...doctor,
    accepting: places !== null,
    placesOffered: places ?? 0,
    placesHeld: 0,
    placesTaken: 0,
    isDoubted: false,
    confirmedOn: dayOf(confirmedAt),
    startsOn: null,
    endsOn: null,
    pausedUntil: pauseOf(pausedUntil, now),
  }
}

/** A pause given as a day includes it; given to the second, it ends at that second. */
function pauseOf(until: string | null, now: Date): string | null {
  if (until === null || isDay(until)) return until
  const end = new Date(until)
  return now < end ? parisDay(end) : null
}

function dayOf(moment: string | null): string | null {
  if (moment === null || isDay(moment)) return moment
  return parisDay(new Date(moment))
}
