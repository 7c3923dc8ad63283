import { ageOn, parisDay } from '../calendar/rules.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { needOf } from '../ranking/need.ts'

type People = Pick<OrientationRequest, 'members'>

/** « Jeanne Lamercier », the first person of the form, by whom the household is called. */
export function householdName({ members: [first] }: People): string {
  return first ? `${first.firstName} ${first.lastName}` : 'Foyer sans nom'
}

export type MemberShown = { label: string; needs: string[] }

/** Each person with their age, and what they need of a doctor. */
export function membersShown({ members }: People, now: Date): MemberShown[] {
  const today = parisDay(now)
  return members.map(({ firstName, birthDate, ald, canTravel }) => ({
    label: `${firstName}, ${yearsText(ageOn(birthDate, today))}`,
    needs: [...(ald ? ['ALD'] : []), ...(canTravel ? [] : ['ne se déplace pas'])],
  }))
}

/** Need of a household, with its reasons in a few words. */
export function needShown(request: People, now: Date) {
  const today = parisDay(now)
  const ages = request.members.map(({ birthDate }) => ageOn(birthDate, today))
  const oldest = Math.max(...ages)
  const reasons = [
    ...(request.members.some(({ ald }) => ald) ? ['ALD'] : []),
    ...(request.members.some(({ canTravel }) => !canTravel) ? ['ne se déplace pas'] : []),
    ...(oldest >= 70 ? [yearsText(oldest)] : []),
  ]
  return { level: needOf(request.members, now), reasons }
}

function yearsText(years: number): string {
  return years < 2 ? `${years} an` : `${years} ans`
}
