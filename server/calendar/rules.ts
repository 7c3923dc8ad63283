/** A civil date, `2026-12-01`: no time, no zone. Its text order is its order in time. */
export type Day = string

const PARIS = 'Europe/Paris'
const DAY_MS = 86_400_000

const parisClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: PARIS,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The day it is in Paris at that instant. */
export function parisDay(instant: Date): Day {
  const { year, month, day } = parisParts(instant)
  return `${year}-${month}-${day}`
}

/** Hour (0 to 23) and minute in Paris at that instant. */
export function parisTime(instant: Date): { hour: number; minute: number } {
  const { hour, minute } = parisParts(instant)
  return { hour: Number(hour), minute: Number(minute) }
}

/** The instant at which that day begins in Paris (23:00 or 22:00 UTC the day before). */
export function startOfDay(day: Day): Date {
  const midnightUtc = utcMs(day)
  return new Date(midnightUtc - offsetMs(new Date(midnightUtc - offsetMs(new Date(midnightUtc)))))
}

/** True for a date of the calendar written `AAAA-MM-JJ`: `2026-02-31` is not one. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(utcMs(text)) === text
}

/** Writes a date of the calendar; undefined where there is no such day (31 February). `month` is 1 to 12. */
export function dayFrom(year: number, month: number, day: number): Day | undefined {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return isDay(text) ? text : undefined
}

/** A column of type `date`, which the database gives as midnight UTC. */
export function dayOfDateColumn(value: Date): Day {
  return dayOf(value.getTime())
}

export function addDays(day: Day, days: number): Day {
  return dayOf(utcMs(day) + days * DAY_MS)
}

/** Same day of a later month, or its last day where it is shorter: 31 August + 6 months = 28 or 29 February. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, dayOfMonth] = numbers(day)
  const rank = year * 12 + month - 1 + months
  const [reachedYear, reachedMonth] = [Math.floor(rank / 12), (rank % 12) + 1]
  const reachedDay = Math.min(dayOfMonth, daysInMonth(reachedYear, reachedMonth))
  return `${pad(reachedYear, 4)}-${pad(reachedMonth, 2)}-${pad(reachedDay, 2)}`
}

/** Whole days from one day to another; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return (utcMs(to) - utcMs(from)) / DAY_MS
}

/** Age in whole years on a day. Born on 29 February: one year older on 1 March of common years. */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return years - (on.slice(5) < birth.slice(5) ? 1 : 0)
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return new Date(utcMs(day)).getUTCDay() || 7
}

function parisParts(instant: Date): Record<string, string> {
  const parts = parisClock.formatToParts(instant).map(({ type, value }) => [type, value])
  return Object.fromEntries(parts)
}

/** How far Paris is ahead of UTC at that instant. */
function offsetMs(instant: Date): number {
  const { year, month, day, hour, minute, second } = parisParts(instant)
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return local - Math.floor(instant.getTime() / 1000) * 1000
}

function utcMs(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function dayOf(ms: number): Day {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : ''
}

function numbers(day: Day): [year: number, month: number, dayOfMonth: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
}

function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
