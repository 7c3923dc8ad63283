import { randomUUID } from 'node:crypto'
import { organisationKindLabels } from '../../web/pages/referrer/labels.ts'
import type { ReferrerRow, ReferrersView } from '../../web/pages/staff/referrers-view.ts'
import { shortDay } from '../../web/words/dates.ts'
import { parisDay } from '../calendar/rules.ts'
import type { ReferrerRole } from './rules.ts'
import type { ReferrerLine, Referrers } from './service.ts'

type More = Partial<Pick<ReferrersView, 'form' | 'invited' | 'said'>>

/** The page of the referrers of a territory. */
export function referrersView(
  { lines, professions, organisations }: Referrers,
  { form = { values: {}, errors: {} }, invited = null, said = null }: More,
  now: Date,
): ReferrersView {
  const all = professions.map(({ id, label, closedAt }) => ({ id, label, isOpen: !closedAt }))
  return {
    key: randomUUID(),
    rows: lines.map((line) => rowOf(line, now)),
    professions: all.sort((a, b) => Number(b.isOpen) - Number(a.isOpen)),
    organisations: organisations.map(({ id, name, kind }) => ({
      id,
      label: `${name} (${organisationKindLabels[kind].toLowerCase()})`,
    })),
    form,
    invited,
    said,
  }
}

const DOES: Record<ReferrerRole, string> = {
  referrer: 'Professionnel',
  cpam: 'CPAM',
  partner: 'Partenaire',
}

function rowOf(line: ReferrerLine, now: Date): ReferrerRow {
  const { accountId, name, email, role, profession, organisation, doctorId } = line
  return {
    accountId,
    name: name || email,
    email,
    does: profession?.label ?? DOES[role],
    organisation: organisation.name,
    kind: organisationKindLabels[organisation.kind],
    isDoctor: doctorId !== null,
    isFixed: line.isDemo,
    ...stateOf(line, now),
  }
}

function stateOf(
  { closedAt, isActive, isDemo, invitedUntil }: ReferrerLine,
  now: Date,
): Pick<ReferrerRow, 'state' | 'stateText'> {
  if (closedAt) return { state: 'closed', stateText: `le ${shortDay(parisDay(closedAt))}` }
  if (isActive) return { state: 'active', stateText: isDemo ? 'démonstration' : null }
  if (invitedUntil && invitedUntil > now)
    return { state: 'invited', stateText: `jusqu’au ${shortDay(parisDay(invitedUntil))}` }
  return { state: 'expired', stateText: null }
}
