import type { RequestStatus } from '../../prisma/generated/enums.ts'
import type { Word } from './contradiction.ts'

type Asked = {
  /** The doctor at a practice who says that the household did not come. */
  availabilityId: string
  status: RequestStatus
  /** Doctors at a practice of the list that the household holds. */
  listed: readonly string[]
}

/**
 * Did a household miss an appointment that it said it had with this doctor? Not when somebody sees it already, nor when
 * it never named them or took its word back since. An appointment with nobody in particular is with the only doctor of
 * a list. `said` is all that was said of the request, oldest first.
 */
export function isMissed(
  said: readonly Word[],
  { availabilityId, status, listed }: Asked,
): boolean {
  if (SEEN.includes(status)) return false
  const isOnly = listed.length === 1 && listed[0] === availabilityId
  const last = said.findLast(
    (word) =>
      word.toldBy !== 'doctor' &&
      (word.availabilityId === availabilityId ||
        (word.availabilityId === null && (isOnly || word.kind !== 'appointment'))),
  )
  return last?.kind === 'appointment'
}

/** Seen by somebody: by another than the one who says that it did not come. */
const SEEN: readonly RequestStatus[] = ['seen', 'declared', 'already_followed']
