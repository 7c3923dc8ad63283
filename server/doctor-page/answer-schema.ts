import { addMonths, isDay, parisDay } from '../calendar/rules.ts'
import { dayTyped } from '../calendar/typed-day.ts'
import type { FormValues } from '../http/forms.ts'
import type { DeclineReason, DoctorAnswer } from '../proposals/rules.ts'

/** Months ahead that « pas maintenant » may reach: beyond, it is a no. */
const LATEST_MONTHS = 12

const REASONS: Readonly<Record<string, DeclineReason>> = {
  complet: 'full',
  domicile: 'home_visit',
  age: 'age',
  distance: 'distance',
  autre: 'other',
}

/** What is answered for: the proposal, and how many people it is about. */
export type Asked = { id: string; people: number }

/** `field` is the form's name of what must be mended. */
export type ReadAnswer =
  | { ok: true; answer: DoctorAnswer }
  | { ok: false; field: string; message: string }

/** Name in the form of a field of one proposal: a page may show several. */
export function answerField(field: 'raison' | 'personnes' | 'a_partir_du', id: string): string {
  return `${field}[${id}]`
}

/** What a doctor answers to one proposal; null when none of the four buttons was pressed. */
export function readAnswer(values: FormValues, asked: Asked, now: Date): ReadAnswer | null {
  switch (values.reponse) {
    case 'oui':
      return { ok: true, answer: { kind: 'yes' } }
    case 'non':
      return readReason(values, asked)
    case 'moins':
      return readFewer(values, asked)
    case 'plus_tard':
      return readLater(values, asked, now)
    default:
      return null
  }
}

function readReason(values: FormValues, { id }: Asked): ReadAnswer {
  const field = answerField('raison', id)
  const reason = REASONS[values[field] ?? '']
  if (reason) return { ok: true, answer: { kind: 'no', reason } }
  return { ok: false, field, message: 'Choisissez une raison, par exemple « Une autre raison ».' }
}

function readFewer(values: FormValues, { id, people }: Asked): ReadAnswer {
  const field = answerField('personnes', id)
  const typed = values[field]?.trim() ?? ''
  const count = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
  if (count >= 1 && count < people) return { ok: true, answer: { kind: 'fewer', people: count } }
  const message =
    people > 2
      ? `Indiquez combien de personnes, de 1 à ${people - 1}.`
      : 'Ici, moins de personnes veut dire 1. Sinon, répondez « Non ».'
  return { ok: false, field, message }
}

function readLater(values: FormValues, { id }: Asked, now: Date): ReadAnswer {
  const field = answerField('a_partir_du', id)
  const from = dayTyped(values[field] ?? '')
  const today = parisDay(now)
  if (isDay(from) && from > today && from <= addMonths(today, LATEST_MONTHS))
    return { ok: true, answer: { kind: 'later', from } }
  const example = addMonths(today, 3).split('-').reverse().join('/')
  return {
    ok: false,
    field,
    message: `Indiquez un jour à venir, d’ici un an, par exemple ${example}.`,
  }
}
