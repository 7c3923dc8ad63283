import { type Day, isDay } from '../calendar/rules.ts'
import { dayTyped } from '../calendar/typed-day.ts'
import type { FormValues } from '../http/forms.ts'
import type { Stay } from './rules.ts'

const NOT_A_DAY = 'Indiquez une date, par exemple 2027-01-31, ou laissez vide.'

export type StayRead = { stay?: Stay; errors: Record<string, string> }

/** First and last days of a form, both included; a form without these fields says nothing of them. */
export function readStay(values: FormValues): StayRead {
  if (values.debut === undefined && values.fin === undefined) return { errors: {} }
  const startsOn = dayOf(values.debut)
  const endsOn = dayOf(values.fin)
  const errors = {
    ...(startsOn === undefined ? { debut: NOT_A_DAY } : {}),
    ...(endsOn === undefined ? { fin: NOT_A_DAY } : {}),
  }
  if (startsOn === undefined || endsOn === undefined) return { errors }
  if (startsOn && endsOn && endsOn < startsOn)
    return { errors: { fin: 'Le dernier jour vient avant le premier.' } }
  return { stay: { startsOn, endsOn }, errors }
}

/** Null where nothing is written, undefined for what is not a date. */
function dayOf(typed = ''): Day | null | undefined {
  const day = dayTyped(typed)
  if (day === '') return null
  return isDay(day) ? day : undefined
}
