import type { OutcomeKind } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'
import type { Target } from '../orientation/change.ts'
import { markMembers, type OrientationRequest } from '../orientation/service.ts'
import { insertOutcome, lowerAvailability, type Shortlist } from '../shortlists/service.ts'
import type { Territory } from '../territory/service.ts'
import { type Answer, isRefusal } from './rules.ts'

export type Told = {
  key: string
  answer: Answer
  /** The doctor it is about, `all` of the list, or null for no one in particular. */
  availabilityId: string | 'all' | null
  /** Members it is about; empty for all. */
  memberIds: readonly string[]
}

export type Keeping = {
  request: OrientationRequest
  territory: Territory
  list: Shortlist | null
  /** The doctors that the household was named: those of its list, or the one that it agreed to. */
  named: readonly string[]
  /** When it was named them. */
  toldAt: Date | null
  target: Target
  told: Told
}

/** How an answer is kept. */
export function kindOf(answer: Answer): OutcomeKind {
  return answer === 'not_found' ? 'not_yet' : answer
}

/** Writes what was said: of each doctor who refused, of each person seen or declared when only some were. */
export async function writeOutcomes(
  tx: Db,
  { request, named, told, target }: Keeping,
  now: Date,
): Promise<void> {
  const { territoryId, id: requestId } = request
  const kind = kindOf(told.answer)
  const word = { territoryId, requestId, kind, at: now, toldBy: target.actor.kind }
  for (const availabilityId of doctorsMeant(named, told)) {
    for (const memberId of peopleApart(request, told))
      await insertOutcome(tx, { ...word, availabilityId, memberId })
    if (isRefusal(told.answer) && availabilityId)
      await lowerAvailability(tx, { availabilityId, territoryId }, now)
  }
}

/** The dates of the people meant; the first time that somebody was seen is the one that counts. */
export async function markPeople(
  tx: Db,
  { request, told }: Pick<Keeping, 'request' | 'told'>,
  now: Date,
): Promise<void> {
  const meant = peopleMeant(request, told)
  const { members, id: requestId } = request
  const without = (mark: 'seenAt' | 'declaredAt') =>
    members.filter((member) => meant.includes(member.id) && !member[mark]).map(({ id }) => id)
  const isSeen = told.answer === 'seen' || told.answer === 'declared'
  if (isSeen) await markMembers(tx, { requestId, memberIds: without('seenAt') }, { seenAt: now })
  if (told.answer === 'declared')
    await markMembers(tx, { requestId, memberIds: without('declaredAt') }, { declaredAt: now })
  if (told.answer === 'not_found')
    await markMembers(tx, { requestId, memberIds: meant }, { seenAt: null, declaredAt: null })
}

export function isAllDeclared({ request, told }: Pick<Keeping, 'request' | 'told'>): boolean {
  const people = peopleMeant(request, told)
  return request.members.every(({ id, declaredAt }) => declaredAt || people.includes(id))
}

/** The one doctor named that an answer means; null for all of them, for none, and for anything else. */
export function doctorMeant(named: readonly string[], { availabilityId }: Told): string | null {
  return named.find((id) => id === availabilityId) ?? null
}

/** True when a refusal does not say whose it is. */
export function isUnsaid(told: Told, named: readonly string[]): boolean {
  if (!isRefusal(told.answer) || told.availabilityId === 'all') return false
  return doctorMeant(named, told) === null && named.length > 1
}

/** Whom it is written of: a refusal by all of them, each in turn; null for no one in particular. */
function doctorsMeant(named: readonly string[], told: Told): readonly (string | null)[] {
  const one = doctorMeant(named, told)
  return isRefusal(told.answer) && !one && named.length > 0 ? named : [one]
}

/** The people of the household that an answer is about: those named, else everybody. */
function peopleMeant({ members }: OrientationRequest, { memberIds }: Told): string[] {
  const all = members.map(({ id }) => id)
  const named = all.filter((id) => memberIds.includes(id))
  return named.length > 0 ? named : all
}

/** One by one when only some were seen or declared; null for the whole household. */
function peopleApart(request: OrientationRequest, told: Told): readonly (string | null)[] {
  const isOfPeople = told.answer === 'seen' || told.answer === 'declared'
  const people = peopleMeant(request, told)
  return isOfPeople && people.length < request.members.length ? people : [null]
}
