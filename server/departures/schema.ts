import { addDays, type Day, isDay, parisDay } from '../calendar/rules.ts'
import { dayTyped } from '../calendar/typed-day.ts'
import type { FormValues } from '../http/forms.ts'
import { findCommune } from '../territory/communes.ts'
import { AGE_BANDS, type AgeBand, type Announcement, type PeopleLeft } from './rules.ts'

/** Motives as the form sends them. */
export const KIND_VALUES = { retirement: 'retraite', move: 'demenagement', other: 'autre' } as const

/** Lines of the form for communes that are not of the territory. */
export const OTHER_LINES = 3

/** A departure may be recorded late, and announced long before: nobody knows further. */
const DAYS_AFTER = 366
const DAYS_BEFORE = 5 * 366
const MAX_PEOPLE = 10_000

/** Who fills the form in, as its errors speak to them. */
type Teller = 'coordinator' | 'doctor'

const SAID: Record<Teller, { kind: string; day: string }> = {
  coordinator: {
    kind: 'Choisissez pourquoi ce médecin s’en va.',
    day: 'Indiquez une date, par exemple 2027-06-30.',
  },
  doctor: {
    kind: 'Choisissez pourquoi vous partez.',
    day: 'Indiquez une date, par exemple 30/06/2027.',
  },
}

type Read = { ok: true; announcement: Announcement } | { ok: false; errors: Record<string, string> }

type FormShown = {
  /** INSEE codes that it lists. */
  communes: readonly string[]
  by: Teller
}

/** What the form announces. The first errors are those of its first fields. */
export function readDepartureForm(
  values: FormValues,
  { communes, by }: FormShown,
  now: Date,
): Read {
  const errors: Record<string, string> = {}
  const kind = kindOf(values.motif)
  if (!kind) errors.motif = SAID[by].kind
  const leavesOn = dayOf(values.part_le ?? '', SAID[by].day, parisDay(now))
  if (!isDay(leavesOn)) errors.part_le = leavesOn
  const counts = [
    ...communes.flatMap((code) =>
      bandsOf(values, errors, { prefix: fieldOf(code), inseeCode: code }),
    ),
    ...otherLines(values, errors),
  ]
  if (Object.keys(errors).length > 0 || !kind) return { ok: false, errors }
  return { ok: true, announcement: { kind, leavesOn, counts: summed(counts) } }
}

/** Name of the fields of a commune, before the age band. */
export function fieldOf(inseeCode: string): string {
  return `personnes[${inseeCode}]`
}

function kindOf(typed: string | undefined): Announcement['kind'] | undefined {
  const kinds = Object.keys(KIND_VALUES) as Announcement['kind'][]
  return kinds.find((kind) => KIND_VALUES[kind] === typed)
}

/** The day typed, or the sentence that says how to mend it. */
function dayOf(typed: string, notADay: string, today: Day): string {
  const day = dayTyped(typed)
  if (!isDay(day)) return notADay
  if (day < addDays(today, -DAYS_AFTER) || day > addDays(today, DAYS_BEFORE))
    return 'Indiquez une date à moins de cinq ans d’ici.'
  return day
}

type Line = { prefix: string; inseeCode: string }

function bandsOf(
  values: FormValues,
  errors: Record<string, string>,
  { prefix, inseeCode }: Line,
): PeopleLeft[] {
  return AGE_BANDS.flatMap((ageBand: AgeBand) => {
    const name = `${prefix}[${ageBand}]`
    const typed = (values[name] ?? '').trim()
    const people = Number(typed || '0')
    if (!/^\d{0,5}$/.test(typed) || people > MAX_PEOPLE) {
      errors[name] =
        `Indiquez un nombre entier de personnes, ${MAX_PEOPLE.toLocaleString('fr-FR')} au plus.`
      return []
    }
    return people > 0 ? [{ inseeCode, ageBand, people }] : []
  })
}

function otherLines(values: FormValues, errors: Record<string, string>): PeopleLeft[] {
  return Array.from({ length: OTHER_LINES }, (_, i) => i).flatMap((i) => {
    const name = (values[`autre_commune[${i}]`] ?? '').trim()
    const postalCode = (values[`autre_code_postal[${i}]`] ?? '').trim()
    const counts = bandsOf(values, errors, { prefix: `autres[${i}]`, inseeCode: '' })
    if (!name && !postalCode && counts.length === 0) return []
    const commune = findCommune(name, postalCode)
    if (typeof commune === 'object')
      return counts.map((count) => ({ ...count, inseeCode: commune.currentCode }))
    errors[`autre_commune[${i}]`] =
      'Indiquez le nom de la commune et son code postal, par exemple Lille et 59000.'
    return []
  })
}

/** One count for a commune and an age band, even where a commune was written twice. */
function summed(counts: readonly PeopleLeft[]): PeopleLeft[] {
  const sums = new Map<string, PeopleLeft>()
  for (const count of counts) {
    const key = `${count.inseeCode} ${count.ageBand}`
    sums.set(key, { ...count, people: count.people + (sums.get(key)?.people ?? 0) })
  }
  return [...sums.values()]
}
