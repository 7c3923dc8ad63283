import * as z from 'zod'
import { isDay, parisDay, startOfDay } from '../calendar/rules.ts'
import { dayTyped, frenchDay } from '../calendar/typed-day.ts'
import { type FormValues, fieldErrors } from '../http/forms.ts'
import type { Plan } from './rules.ts'

const HOUR_MS = 3_600_000
const HOUR = 'Choisissez une heure de la liste, de 9 h à 17 h.'
const LENGTH = 'Choisissez une durée de la liste, par exemple 9 heures de bureau.'

type Read = { ok: true; plan: Plan } | { ok: false; errors: FormValues }

/** When a campaign starts and over how long, from its form; the first day is today or later. */
export function readPlan(values: FormValues, now: Date): Read {
  const today = parisDay(now)
  const form = z
    .object({
      jour: z
        .string()
        .default('')
        .transform(dayTyped)
        .refine(
          (text) => isDay(text) && text >= today,
          `Indiquez un jour à partir d’aujourd’hui, par exemple ${frenchDay(today)}.`,
        ),
      heure: z
        .string(HOUR)
        .regex(/^(9|1[0-7])$/, HOUR)
        .transform(Number),
      duree: z
        .string(LENGTH)
        .regex(/^(1|2|4|9|18|27|45)$/, LENGTH)
        .transform(Number),
    })
    .safeParse(values)
  if (!form.success) return { ok: false, errors: fieldErrors(form.error) }
  const { jour, heure, duree } = form.data
  return { ok: true, plan: { firstAt: atHour(jour, heure), hours: duree } }
}

/** That hour in Paris; the clock changes on Sundays, from which nothing leaves before Monday. */
function atHour(day: string, hour: number): Date {
  return new Date(startOfDay(day).getTime() + hour * HOUR_MS)
}
