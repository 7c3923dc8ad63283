import { addDays, type Day, dayFrom, weekday } from './rules.ts'

/** Public holidays of the same date every year (Code du travail, L3133-1), as `MM-JJ`. */
const FIXED_HOLIDAYS = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']

/** Easter Monday, Ascension Day and Whit Monday, in days after Easter Sunday. */
const DAYS_AFTER_EASTER = [1, 39, 50]

/** True on the eleven public holidays of mainland France. */
export function isHoliday(day: Day): boolean {
  if (FIXED_HOLIDAYS.includes(day.slice(5))) return true
  return movableHolidays(Number(day.slice(0, 4))).includes(day)
}

/** By year: each working day is counted by asking for every day before it. */
const knownYears = new Map<number, readonly Day[]>()

function movableHolidays(year: number): readonly Day[] {
  const known = knownYears.get(year)
  if (known) return known
  const easter = easterSunday(year)
  const days = DAYS_AFTER_EASTER.map((after) => addDays(easter, after))
  knownYears.set(year, days)
  return days
}

/** Monday to Friday, public holidays excepted (« jour ouvré »). */
export function isWorkingDay(day: Day): boolean {
  return weekday(day) <= 5 && !isHoliday(day)
}

/** The day reached after that many working days, the first day not counted; with 0, that day or the next working day. */
export function addWorkingDays(day: Day, count: number): Day {
  let reached = day
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached)) left -= 1
  }
  while (!isWorkingDay(reached)) reached = addDays(reached, 1)
  return reached
}

/** Sunday of Easter in the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const skippedLeaps = century - Math.floor(century / 4)
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + skippedLeaps - moonShift + 15) % 30
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  return dayFrom(year, Math.floor(days / 31), (days % 31) + 1) ?? ''
}
