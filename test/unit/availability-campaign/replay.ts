import type { AskedAvailability } from '../../../server/availability-campaign/periods.ts'
import {
  type AskedDoctor,
  type DueMessage,
  type FormerMessage,
  messageDue,
} from '../../../server/availability-campaign/rules.ts'
import { addDays, parisDay, startOfDay } from '../../../server/calendar/rules.ts'

/** An instant of a day in Paris. */
export function at(day: string, hour = 8): Date {
  return new Date(startOfDay(day).getTime() + hour * 3_600_000)
}

export function anAvailability(part: Partial<AskedAvailability> = {}): AskedAvailability {
  return {
    id: 'a',
    confirmedAt: at('2026-08-31', 14),
    createdAt: at('2026-01-05'),
    loweredAt: null,
    pausedUntil: null,
    endsOn: null,
    isLeaving: false,
    ...part,
  }
}

export function aDoctor(part: Partial<AskedDoctor> = {}): AskedDoctor {
  return { id: 'd', channel: 'email', availabilities: [anAvailability()], messages: [], ...part }
}

/** A message as the outbox keeps it once it has left. */
export function left({ key, about, deliverAfter }: DueMessage, createdAt: Date): FormerMessage {
  return { key, about, createdAt, leavesAt: deliverAfter, status: 'done' }
}

/** What a doctor who never answers is sent when the job runs at these instants; each message leaves as soon as it may. */
export function replay(doctor: AskedDoctor, runs: readonly Date[]): DueMessage[] {
  const sent: DueMessage[] = []
  let messages = [...doctor.messages]
  for (const now of runs) {
    const due = messageDue({ ...doctor, messages }, now)
    if (!due) continue
    sent.push(due)
    messages = [...messages, left(due, now)]
  }
  return sent
}

/** The job at 8 h on that many days from one on. */
export function daily(from: string, count: number): Date[] {
  return Array.from({ length: count }, (_, rank) => at(addDays(from, rank)))
}

/** The days in Paris on which messages leave. */
export function daysOf(sent: readonly DueMessage[]): string[] {
  return sent.map(({ deliverAfter }) => parisDay(deliverAfter))
}
