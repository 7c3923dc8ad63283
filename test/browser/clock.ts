import { addDays, type Day, parisDay, startOfDay } from '../../server/calendar/rules.ts'
import { isWorkingDay } from '../../server/calendar/working-days.ts'
import type { Running } from './server.ts'

const HOUR_MS = 3_600_000

/** The clock of the server goes on to that hour, in Paris, of the first working day where it is still to come. */
export async function goToHour({ deps, goAhead }: Running, hour: number): Promise<void> {
  const now = deps.now()
  let day = parisDay(now)
  while (!isWorkingDay(day) || hourOf(day, hour) <= now.getTime()) day = addDays(day, 1)
  await goAhead(hourOf(day, hour) - now.getTime())
}

function hourOf(day: Day, hour: number): number {
  return startOfDay(day).getTime() + hour * HOUR_MS
}
