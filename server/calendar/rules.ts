/** A civil date, `2026-12-01`: no time, no zone. Its text order is its order in time. */
export type Day = string

const PARIS = 'Europe/Paris'
const HOUR_MS = 3_600_000
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
  return parisText(instant).slice(0, 10)
}

/** Hour (0 to 23) and minute in Paris at that instant. */
export function parisTime(instant: Date): { hour: number; minute: number } {
  const text = parisText(instant)
  return { hour: Number(text.slice(11, 13)), minute: Number(text.slice(14, 16)) }
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
  const years = digits(on, 0, 4) - digits(birth, 0, 4)
  const months = digits(on, 5, 7) - digits(birth, 5, 7)
  const isYetToCome = months < 0 || (months === 0 && digits(on, 8, 10) < digits(birth, 8, 10))
  return years - (isYetToCome ? 1 : 0)
}

/** A part of a day as a number, without the strings that slices are: rankings ask for ages by the million. */
function digits(day: Day, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) value = 10 * value + day.charCodeAt(at) - 48
  return value
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return new Date(utcMs(day)).getUTCDay() || 7
}

/** What the clocks of Paris show at that instant: `2026-11-24T10:00:00.000Z`. */
function parisText(instant: Date): string {
  return new Date(instant.getTime() + offsetMs(instant)).toISOString()
}

/** By the rank of the hour: clocks change between two hours, and asking what they show takes long. */
const offsets = new Map<number, number>()
const MOST_OFFSETS = 10_000

/** How far Paris is ahead of UTC at that instant. */
function offsetMs(instant: Date): number {
  const hour = Math.floor(instant.getTime() / HOUR_MS)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  if (offsets.size === MOST_OFFSETS) offsets.clear()
  const offset = offsetOfHour(hour)
  offsets.set(hour, offset)
  return offset
}

function offsetOfHour(hour: number): number {
  const parts = parisClock.formatToParts(hour * HOUR_MS).map(({ type, value }) => [type, value])
  const { year, month, day, hour: shown, minute, second } = Object.fromEntries(parts)
  return Date.parse(`${year}-${month}-${day}T${shown}:${minute}:${second}Z`) - hour * HOUR_MS
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
