import type { OwnReferral, ReferralsView } from '../../web/pages/referrer/list.ts'
import { fullDay } from '../../web/words/dates.ts'
import { parisDay } from '../calendar/rules.ts'
import { isSearching, toldOutcome } from './rules.ts'
import { OWN_A_PAGE, type OwnLine } from './service.ts'

type Own = { lines: readonly OwnLine[]; total: number; page: number; said: string | null }

/** A referrer's own list: the outcome is left out where the person did not agree that it be told. */
export function referralsView({ lines, total, page, said }: Own): ReferralsView {
  const last = Math.max(1, Math.ceil(total / OWN_A_PAGE))
  const from = total === 0 ? 0 : (page - 1) * OWN_A_PAGE + 1
  const to = Math.min(page * OWN_A_PAGE, total)
  return { rows: lines.map(rowOf), page: { from, to, total, current: page, last }, said }
}

function rowOf(line: OwnLine): OwnReferral {
  const { reference, name, people, registeredAt, status, closeReason, outcomeAgreed } = line
  return {
    reference,
    name,
    people,
    registeredOn: fullDay(parisDay(registeredAt)),
    isSearching: isSearching(status),
    outcome: outcomeAgreed ? toldOutcome(status, closeReason) : null,
  }
}
