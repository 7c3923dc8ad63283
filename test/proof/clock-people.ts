import { randomUUID } from 'node:crypto'
import { addDays, type Day, parisDay, startOfDay } from '../../server/calendar/rules.ts'
import type { Deps } from '../../server/deps.ts'
import { FIRST_ASKED_DAYS, LAST_ASKED_DAYS, NEWS_DAYS } from '../../server/followup/rules.ts'
import type { Template } from '../../server/messaging/rules.ts'
import { submitQuestionnaire } from '../../server/orientation/submit.ts'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import { sendShortlist } from '../../server/shortlists/service.ts'
import { territoryBySlug } from '../../server/territory/service.ts'
import { COORDINATOR } from '../support/brokered.ts'
import { aDoctor } from '../support/people.ts'
import { aHousehold } from './households.ts'
import type { Home } from './processes.ts'
import { type Check, must } from './proof.ts'

const HOUR_MS = 3_600_000

/** A doctor by the day of their last word, the end of the six months, and the day they are first asked. */
export type DoctorAsked = { confirmedOn: Day; period: Day; askedOn: Day }

/** What is to be said once, to whom, and on which day in Paris. `period` is told with it. */
export type Due = {
  name: string
  to: { doctorId: string } | { requestId: string }
  template: Template
  on: Day
  period?: Day
}

/** A doctor reached by e-mail. */
export async function aDoctorToAsk(
  deps: Deps,
  name: string,
  { confirmedOn, period, askedOn: on }: DoctorAsked,
): Promise<Due> {
  const { client } = deps.database
  const { id: territoryId } = await client.territory.findFirstOrThrow({ select: { id: true } })
  const confirmedAt = new Date(`${confirmedOn}T10:00:00Z`)
  const id = await aDoctor(deps, territoryId, { confirmedAt })
  const { doctorId } = await client.availability.findUniqueOrThrow({ where: { id } })
  const email = `${name.replace('_', '-')}@example.org`
  await client.doctor.updateMany({ where: { id: doctorId }, data: { email } })
  return { name, to: { doctorId }, template: 'availability_ask', on, period }
}

/** What a household is asked or told, so many days after it was told of doctors, or registered, at that hour in Paris. */
const FOLLOW_UPS = [
  { template: 'followup_10', days: FIRST_ASKED_DAYS, hour: 18.5, isListed: true },
  { template: 'followup_30', days: LAST_ASKED_DAYS, hour: 0.5, isListed: true },
  { template: 'still_waiting', days: NEWS_DAYS, hour: 23.5, isListed: false },
] as const

/** One household for each thing that is said to it, all of it due on that day. */
export async function householdsToAsk(deps: Deps, name: string, on: Day): Promise<Due[]> {
  const due: Due[] = []
  for (const { template, days, hour, isListed } of FOLLOW_UPS) {
    const since = new Date(startOfDay(addDays(on, -days)).getTime() + hour * HOUR_MS)
    const requestId = await register(deps, since)
    if (isListed) await list(deps, requestId, since)
    due.push({ name: `${name}.${template}`, to: { requestId }, template, on })
  }
  return due
}

let households = 0

async function register(deps: Deps, now: Date): Promise<string> {
  households += 1
  const checked = checkQuestionnaire(aHousehold(households), { assisted: false, now })
  if (!checked.ok) throw new Error('the household is refused')
  const territory = await territoryBySlug(deps, 'grand-lille')
  const actor = { kind: 'patient' as const, id: null }
  await submitQuestionnaire(deps, { territory, form: checked.value, actor }, now)
  const { id } = await deps.database.client.orientationRequest.findFirstOrThrow({
    where: { registeredAt: now },
    select: { id: true },
  })
  return id
}

async function list(deps: Deps, id: string, now: Date): Promise<void> {
  const { territoryId } = await deps.database.client.orientationRequest.findUniqueOrThrow({
    where: { id },
    select: { territoryId: true },
  })
  const availabilityIds = [await aDoctor(deps, territoryId, { confirmedAt: now })]
  const decision = { key: randomUUID(), availabilityIds, km: 5, exception: null }
  const target = { id, territoryId, actor: COORDINATOR }
  await sendShortlist(deps, target, { ...decision, channel: 'email' }, now)
}

/** Whether each was said once, on its day, and has left. */
export function saidOnTheirDays(home: Home, due: readonly Due[]): Promise<Check[]> {
  return home.within(async ({ database: { client } }) => {
    const checks: Check[] = []
    let left = 0
    for (const { name, to, template, on, period } of due) {
      const said = await client.message.findMany({ where: { ...to, template } })
      const [first] = said
      const told = Object.values((first?.ids ?? {}) as Record<string, string>)
      const isOnItsDay = first !== undefined && parisDay(first.createdAt) === on
      const isRight = isOnItsDay && (!period || told.includes(period))
      checks.push(must(`${name}.asked`, said.length, 1))
      checks.push(must(`${name}.on_its_day`, isRight ? 1 : 0, 1))
      if (first?.status === 'accepted') left += 1
    }
    return [...checks, must('left', left, due.length)]
  })
}
