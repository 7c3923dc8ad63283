import { addDays, type Day } from '../calendar/rules.ts'

/** A day to keep in a calendar. `uid` is the same each time the same day is written, so that it is kept once. */
export type CalendarDay = { uid: string; day: Day; title: string; text: string }

/** Octets of a line, without its end (RFC 5545, 3.1). */
const LINE_OCTETS = 75

/**
 * One whole day, without an hour, that leaves the day free: an iCalendar text (RFC 5545). `writtenAt` is when the
 * event was written.
 */
export function calendarFile({ uid, day, title, text }: CalendarDay, writtenAt: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    "PRODID:-//Trait d'union//FR",
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${writtenAt.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${dateOf(day)}`,
    `DTEND;VALUE=DATE:${dateOf(addDays(day, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function dateOf(day: Day): string {
  return day.replaceAll('-', '')
}

/** A value of type TEXT (3.3.11): a line break becomes `\n`, other controls are dropped. */
function escaped(value: string): string {
  return value
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** Cut into lines of at most 75 octets, never inside a character; the next ones begin with a space. */
function folded(line: string): string {
  const lines = ['']
  let octets = 0
  for (const character of line) {
    const width = Buffer.byteLength(character)
    if (octets + width > LINE_OCTETS) {
      lines.push(' ')
      octets = 1
    }
    lines[lines.length - 1] += character
    octets += width
  }
  return lines.join('\r\n')
}
