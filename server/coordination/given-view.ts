import type { GivenList, RequestView } from '../../web/pages/staff/request-view.ts'
import { longDay, shortDay } from '../../web/words/dates.ts'
import { parisDay } from '../calendar/rules.ts'
import { WAITING } from '../messaging/rules.ts'
import { type Said, UNDO_SECONDS, uniqueKeyOf } from '../shortlists/service.ts'
import type { RequestFacts } from './request-view.ts'

const SAID: Partial<Record<Said['kind'], string>> = {
  refused: 'a refusé',
  full: 'complet',
  found: 'rendez-vous pris',
  seen: 'vu',
  declared: 'déclaré',
}

/** The list that the household holds, with what was said of each doctor; null when there is none. */
export function givenOf({ list, named, said, request }: RequestFacts): GivenList | null {
  if (!list || request.status === 'ready') return null
  return {
    when: `Le ${longDay(parisDay(list.decidedAt))}`,
    channel: list.channel,
    doctors: list.entries.flatMap(({ availabilityId }) => {
      const doctor = named.get(availabilityId)
      if (!doctor) return []
      const last = said.findLast((each) => each.availabilityId === availabilityId)
      const words = last && SAID[last.kind]
      return [
        {
          rowId: availabilityId,
          name: doctor.name,
          practice: [doctor.practice, doctor.commune].filter(Boolean).join(', '),
          phone: doctor.phone,
          said: last && words ? `${words} le ${shortDay(parisDay(last.at))}` : null,
        },
      ]
    }),
  }
}

/** A list that has not left yet can be taken back, for as many seconds. */
export function undoOf({ list, messages, request }: RequestFacts, now: Date): RequestView['undo'] {
  if (!list || request.status !== 'shortlisted') return null
  const message = messages.find(
    ({ uniqueKey, status }) =>
      uniqueKey === uniqueKeyOf(list.id) && WAITING.some((each) => each === status),
  )
  if (!message) return null
  const secondsLeft = Math.ceil((message.deliverAfter.getTime() - now.getTime()) / 1000)
  if (secondsLeft <= 0) return null
  return {
    text: 'La liste part dans un instant.',
    messageId: message.id,
    secondsLeft: Math.min(secondsLeft, UNDO_SECONDS),
  }
}
