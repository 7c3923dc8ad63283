import type { CloseReason, OrganisationKind, RequestStatus } from '../../prisma/generated/enums.ts'
import type { Day } from '../calendar/rules.ts'
import type { ReferrerRole } from '../referrers/rules.ts'

/** How a person came to whoever registered them (B29, B30). Sent as `source`, counted with those of the flyers. */
export const REFERRAL_SOURCES = [
  'consultation',
  'pharmacie',
  'carte-urgence-sante',
  'soins-non-programmes',
  'accueil',
  'autre',
] as const

export type ReferralSource = (typeof REFERRAL_SOURCES)[number]

const FIRST_SOURCE: Readonly<Record<OrganisationKind, ReferralSource>> = {
  cabinet: 'consultation',
  pharmacie: 'pharmacie',
  cpam: 'accueil',
  msa: 'accueil',
  ccas: 'accueil',
  snp: 'soins-non-programmes',
  autre: 'autre',
}

/** The likeliest source of whoever works in such a place, chosen as the form opens. */
export function firstSource(kind: OrganisationKind): ReferralSource {
  return FIRST_SOURCE[kind]
}

/** How the person agreed to be registered. */
export const AGREED_HOW = ['orally', 'in_writing'] as const
export type AgreedHow = (typeof AGREED_HOW)[number]

/** `filledBy` of every request that was registered for somebody. */
export const FILLED_BY_REFERRER = 'adresseur'

/** Who registered a household, and what it agreed to. */
export type Referral = {
  id: string
  requestId: string
  accountId: string
  /** Of the account: for the team only. */
  name: string
  role: ReferrerRole
  organisation: { id: string; name: string; kind: OrganisationKind }
  profession: { code: string; label: string } | null
  source: ReferralSource
  agreedOn: Day
  agreedHow: AgreedHow
  /** Null: the referrer is never told what came of it. */
  outcomeAgreedAt: Date | null
  /** Null until somebody or a message told the household that it is registered. */
  toldAt: Date | null
}

/** A kind of professional, as the household is told who registered it: nothing more, and nothing about health. */
export type RegisteredBy =
  | 'pharmacy'
  | 'doctor'
  | 'nurse'
  | 'physiotherapist'
  | 'cpam'
  | 'msa'
  | 'ccas'
  | 'care_centre'
  | 'professional'

const BY_PROFESSION: Readonly<Record<string, RegisteredBy>> = {
  medecin_generaliste: 'doctor',
  infirmier: 'nurse',
  masseur_kinesitherapeute: 'physiotherapist',
  pharmacien: 'pharmacy',
}

const BY_KIND: Readonly<Record<OrganisationKind, RegisteredBy>> = {
  cabinet: 'professional',
  pharmacie: 'pharmacy',
  cpam: 'cpam',
  msa: 'msa',
  ccas: 'ccas',
  snp: 'care_centre',
  autre: 'professional',
}

export function registeredBy({
  profession,
  organisation,
}: Pick<Referral, 'profession' | 'organisation'>): RegisteredBy {
  const byProfession = profession && BY_PROFESSION[profession.code]
  return byProfession ?? BY_KIND[organisation.kind]
}

/** What a referrer reads of a request, whatever the person agreed to: is the search over? */
export function isSearching(status: RequestStatus): boolean {
  return status !== 'declared' && status !== 'closed'
}

/** What a referrer is told when the person agreed: less than the team knows, and never why a search stopped. */
export type ToldOutcome =
  | 'address'
  | 'elsewhere'
  | 'followed'
  | 'searching'
  | 'doctors_given'
  | 'solution_offered'
  | 'solution_agreed'
  | 'seen'
  | 'declared'
  | 'found'
  | 'no_solution'
  | 'stopped'

const TOLD: Readonly<Record<Exclude<RequestStatus, 'closed'>, ToldOutcome>> = {
  to_locate: 'address',
  outside: 'elsewhere',
  already_followed: 'followed',
  ready: 'searching',
  shortlisted: 'doctors_given',
  proposed: 'searching',
  offered: 'solution_offered',
  agreed: 'solution_agreed',
  seen: 'seen',
  declared: 'declared',
}

export function toldOutcome(status: RequestStatus, closeReason: CloseReason | null): ToldOutcome {
  if (status !== 'closed') return TOLD[status]
  if (closeReason === 'found_alone') return 'found'
  if (closeReason === 'handed_over') return 'elsewhere'
  return closeReason === 'no_solution' ? 'no_solution' : 'stopped'
}
