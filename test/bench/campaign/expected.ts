import {
  DOUBT_AFTER_DAYS,
  endGiven,
  LEAVES_AFTER_DAYS,
  PAUSE_DAYS,
  type Person,
  shifted,
} from './behaviours.ts'

/** Public holidays of 2026 to 2029 that fall from Monday to Friday, copied from an almanac. */
const HOLIDAYS = new Set(
  `2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-11-11 2026-12-25
  2027-01-01 2027-03-29 2027-05-06 2027-05-17 2027-07-14 2027-11-01 2027-11-11
  2028-04-17 2028-05-01 2028-05-08 2028-05-25 2028-06-05 2028-07-14 2028-08-15 2028-11-01 2028-12-25
  2029-01-01 2029-04-02 2029-05-01 2029-05-08 2029-05-10 2029-05-21 2029-08-15 2029-11-01 2029-12-25`.split(
    /\s+/,
  ),
)

/**
 * The days on which a doctor is to be written to from `start` to `end`, both included, told from the rule and not from
 * the program: asked 35 days before six months are over, or before the last day that the doctor gave, again 7 and 21 days later, each put off to a working day.
 */
export function expectedDays(person: Person, start: string, end: string): string[] {
  const written: string[] = []
  let word = person.confirmedOn
  for (let cycle = 0; cycle < 12; cycle += 1) {
    const { days, answeredOn } = cycleOf(person, word, { start, cycle })
    written.push(...days)
    if (answeredOn === null) break
    word = answeredOn
  }
  return written.filter((day) => day <= end)
}

type Cycle = { days: string[]; answeredOn: string | null }

function cycleOf(
  person: Person,
  word: string,
  { start, cycle }: { start: string; cycle: number },
): Cycle {
  const { behaviour, confirmedOn, days } = person
  const end = endGiven(person, word)
  const due = later(shifted(end ?? sixMonthsAfter(word), -35), start)
  const first = working(due)
  const second = working(shifted(first, 7))
  const third = working(shifted(first, 21))
  switch (behaviour) {
    case 'prompt':
    case 'two_practices':
    case 'renews_end':
      return { days: [first], answeredOn: shifted(first, days) }
    case 'after_reminder':
      return { days: [first, second], answeredOn: shifted(second, days) }
    case 'after_last':
      return { days: [first, second, third], answeredOn: shifted(third, days) }
    case 'by_phone':
      return { days: [first, second, third], answeredOn: shifted(third, 7) }
    case 'silent':
      return { days: [first, second, third], answeredOn: null }
    case 'lets_end':
      return { days: [first], answeredOn: null }
    case 'silent_end':
      return { days: [first, second, third].filter((day) => day <= (end ?? '')), answeredOn: null }
    case 'unreachable':
      return { days: [], answeredOn: due }
    case 'leaves': {
      const gone = shifted(confirmedOn, LEAVES_AFTER_DAYS)
      return { days: [first, second, third].filter((day) => day <= gone), answeredOn: null }
    }
    case 'pauses': {
      const back = working(shifted(first, PAUSE_DAYS + 1))
      return { days: [first, back], answeredOn: shifted(back, days) }
    }
    case 'doubted': {
      const told = shifted(word, DOUBT_AFTER_DAYS)
      const asked = cycle === 0 && told >= start ? working(shifted(told, 1)) : first
      return { days: [asked], answeredOn: shifted(asked, days) }
    }
  }
}

function sixMonthsAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + 6, Math.min(date, last))).toISOString().slice(0, 10)
}

function working(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  const isOff = weekday === 0 || weekday === 6 || HOLIDAYS.has(day)
  return isOff ? working(shifted(day, 1)) : day
}

function later(a: string, b: string): string {
  return a > b ? a : b
}
