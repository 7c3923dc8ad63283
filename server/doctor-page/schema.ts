import * as z from 'zod'
import { addMonths, type Day, isDay, parisDay } from '../calendar/rules.ts'
import { dayTyped, frenchDay } from '../calendar/typed-day.ts'
import type { OwnChange } from '../doctors/own.ts'
import { type FormValues, fieldErrors } from '../http/forms.ts'

/** Largest figure a doctor may write: beyond, it is a slip of the finger. */
const MOST_PLACES = 500
const OLDEST = 130
const LONGEST_BOOKING = 300

const COUNT = 'Indiquez un nombre entier, par exemple 2. S’il n’y en a pas : 0.'
const AGE = `Indiquez un âge en années, de 0 à ${OLDEST}, ou laissez vide.`

/** Names of the fields of a practice in the form. */
export const ownFields = [
  'places',
  'places_ald',
  'places_visite',
  'age_min',
  'age_max',
  'plain_pied',
  'prise_de_rdv',
  'fin',
  'fin_le',
] as const

export type OwnField = (typeof ownFields)[number] | 'communes_visite'

/** Name in the form of a field of the practice whose availability is `id`. */
export function ownField(id: string, field: OwnField): string {
  return `dispo[${id}][${field}]`
}

const count = z
  .string(COUNT)
  .trim()
  .transform((text) => text || '0')
  .refine((text) => /^\d{1,4}$/.test(text) && Number(text) <= MOST_PLACES, COUNT)
  .transform(Number)

const age = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .refine((text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= OLDEST), AGE)
  .transform((text) => (text === '' ? null : Number(text)))

function dayFrom(earliest: Day) {
  const example = frenchDay(addMonths(earliest, 3))
  return z
    .string()
    .default('')
    .transform(dayTyped)
    .refine(
      (text) => isDay(text) && text >= earliest,
      `Indiquez un jour à venir, par exemple ${example}.`,
    )
}

/** A last day comes on `earliest` or after it. */
function practiceSchema(earliest: Day) {
  return z
    .object({
      places: count,
      places_ald: count,
      places_visite: count,
      age_min: age,
      age_max: age,
      plain_pied: z.enum(['oui', 'non', '']).default(''),
      prise_de_rdv: z
        .string()
        .default('')
        .transform((text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim())
        .refine((text) => text.length <= LONGEST_BOOKING, 'Écrivez au plus 300 caractères.'),
      fin: z.enum(['six', 'date']).default('six'),
      fin_le: z.string().default(''),
    })
    .superRefine(({ age_min, age_max, fin, fin_le }, context) => {
      if (age_min !== null && age_max !== null && age_min > age_max)
        context.addIssue({
          code: 'custom',
          path: ['age_max'],
          message: 'Indiquez un âge qui vient après le premier, ou laissez vide.',
        })
      const day = fin === 'date' ? dayFrom(earliest).safeParse(fin_le) : null
      if (day && !day.success)
        context.addIssue({
          code: 'custom',
          path: ['fin_le'],
          message: day.error.issues[0]?.message ?? '',
        })
    })
}

/** A practice shown: its availability, the communes ticked, and the first day of a dated stay. */
export type Practice = { id: string; communes: readonly string[]; startsOn: Day | null }

export type ReadChanges =
  | { ok: true; changes: Map<string, OwnChange> }
  | { ok: false; errors: Record<string, string> }

/** What a doctor changed at each practice shown. More parts than places means all of them. */
export function readChanges(
  values: FormValues,
  practices: readonly Practice[],
  now: Date,
): ReadChanges {
  const today = parisDay(now)
  const changes = new Map<string, OwnChange>()
  const errors: Record<string, string> = {}
  for (const { id, communes, startsOn } of practices) {
    const typed = ownFields.map((field) => [field, values[ownField(id, field)]])
    const schema = practiceSchema(startsOn && startsOn > today ? startsOn : today)
    const read = schema.safeParse(Object.fromEntries(typed))
    if (read.success) changes.set(id, changeOf(read.data, communes))
    else
      for (const [field, message] of Object.entries(fieldErrors(read.error)))
        errors[ownField(id, field as OwnField)] = message
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, changes }
}

type Typed = z.output<ReturnType<typeof practiceSchema>>

function changeOf(typed: Typed, communes: readonly string[]): OwnChange {
  const { places, plain_pied, fin, fin_le } = typed
  return {
    places,
    aldPlaces: Math.min(typed.places_ald, places),
    homeVisitPlaces: Math.min(typed.places_visite, places),
    homeVisitCommunes: [...communes],
    ageMin: typed.age_min,
    ageMax: typed.age_max,
    stepFree: plain_pied === '' ? null : plain_pied === 'oui',
    booking: typed.prise_de_rdv,
    endsOn: fin === 'date' ? dayTyped(fin_le) : null,
  }
}

/** Months a pause may last, each one press; or until a date. */
export const pauseLengths = ['1', '2', '3'] as const

/** The last day of a pause; null ends it now. */
export function pauseSchema(now: Date) {
  const today = parisDay(now)
  return z
    .object({
      duree: z.enum([...pauseLengths, 'date', '0'], 'Choisissez jusqu’à quand.'),
      pause_le: z.string().default(''),
      cabinet: z.uuid().or(z.literal('')).default(''),
    })
    .transform(({ duree, pause_le, cabinet }, context): { until: Day | null; cabinet: string } => {
      if (duree === '0') return { until: null, cabinet }
      if (duree !== 'date') return { until: addMonths(today, Number(duree)), cabinet }
      const day = dayFrom(today).safeParse(pause_le)
      if (day.success) return { until: day.data, cabinet }
      context.addIssue({
        code: 'custom',
        path: ['pause_le'],
        message: day.error.issues[0]?.message ?? '',
      })
      return z.NEVER
    })
}

/** Key and version that every form of the page carries. */
export const PageSeal = z.object({
  cle: z.uuid(),
  version: z.coerce.number().int().positive(),
})

/** Version of the departure that a form showed as announced; undefined where there was none. */
export function versionSeen({ annonce = '' }: FormValues): number | undefined {
  return /^\d{1,9}$/.test(annonce) ? Number(annonce) : undefined
}

/** What the doctor says of one household. */
export const HouseholdAnswer = z.object({
  cle: z.uuid(),
  demande: z.uuid(),
  suite: z.enum(['venu', 'absent', 'declare']),
})
