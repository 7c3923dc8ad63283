import { writeAudit } from '../audit/service.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NoProfile } from '../errors.ts'
import type { Staff } from '../http/access.ts'
import type { Created } from '../orientation/create.ts'
import { submitQuestionnaire } from '../orientation/submit.ts'
import type { Profile } from '../referrers/rules.ts'
import { profileOf } from '../referrers/service.ts'
import { findTerritory } from '../territory/service.ts'
import type { Referral } from './rules.ts'
import type { ReferralAnswers, Registration } from './schema.ts'
import { findReferral, findWishedDoctor, insertReferral, listOwn, type OwnLine } from './store.ts'

export type { OwnLine } from './store.ts'

/** Who registered a request, and what its household agreed to; null when it came by itself. */
export function referralOf(
  db: Db,
  request: { requestId: string; territoryId: string },
): Promise<Referral | null> {
  const { requestId, territoryId } = request
  return findReferral(db, { requestId, territoryId })
}

/** The doctor that a registered person would like, as it was written; null when none was. */
export function wishedDoctorOf(
  db: Db,
  keys: Deps['keys'],
  request: { requestId: string; territoryId: string },
): Promise<string | null> {
  const { requestId, territoryId } = request
  return findWishedDoctor(db, keys, { requestId, territoryId })
}

/** Who registers: their account, and where they work. @throws NoProfile */
export async function referrerOf(
  { database }: Pick<Deps, 'database'>,
  who: Staff,
): Promise<Profile> {
  const profile = await profileOf(database.client, who)
  if (!profile) throw new NoProfile()
  return profile
}

/**
 * Registers a person with their agreement (B14 to B16). The same form again registers nobody more. The answer is the
 * same whether or not somebody of that name waits already: only the team may know it. Gives the id of the request.
 * @throws NoProfile, SameKeyOtherContent
 */
export async function registerPerson(
  deps: Deps,
  who: Staff,
  { questionnaire, answers }: Registration,
  now: Date,
): Promise<string> {
  const profile = await referrerOf(deps, who)
  const territory = await findTerritory(deps, who.territoryId)
  const actor = { kind: 'staff', id: who.accountId, name: who.name } as const
  const told = { answers, agreedOn: parisDay(now), rowIndex: null }
  const also = (tx: Db, created: Created) =>
    keepReferral(tx, deps, { who, profile, created, ...told }, now)
  const submission = { territory, form: questionnaire, actor, also }
  return (await submitQuestionnaire(deps, submission, now)).requestId
}

export type Keeping = {
  who: Staff
  profile: Profile
  created: Created
  answers: ReferralAnswers
  agreedOn: Day
  rowIndex: string | null
}

/** Says of a request who registered it, in the transaction that stores it. */
export function keepReferral(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { who, profile, created, answers, agreedOn, rowIndex }: Keeping,
  now: Date,
): Promise<void> {
  const { agreedHow, outcomeAgreed, source, wishedDoctor } = answers
  const referral = {
    territoryId: who.territoryId,
    requestId: created.requestId,
    accountId: who.accountId,
    role: profile.role,
    organisationId: profile.organisation.id,
    professionId: profile.profession?.id ?? null,
    source,
    agreedOn,
    agreedHow,
    outcomeAgreedAt: outcomeAgreed ? now : null,
    wishedDoctor,
    toldAt: created.isTold ? now : null,
    rowIndex,
  }
  return insertReferral(tx, keys, referral, now)
}

export const OWN_A_PAGE = 25

/** What this account registered, the newest first; the names are read, and so is the audit written. */
export function readOwn(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  who: Staff,
  page: number,
  now: Date,
): Promise<{ lines: OwnLine[]; total: number }> {
  const { accountId, territoryId } = who
  return database.transaction(async (tx) => {
    const slice = { skip: (page - 1) * OWN_A_PAGE, take: OWN_A_PAGE }
    const own = await listOwn(tx, keys, { accountId, territoryId }, slice)
    const actor = { kind: 'staff', id: accountId } as const
    const subject = { kind: 'referral', id: null }
    const facts = { rows: own.lines.length }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject, facts }, now)
    return own
  })
}
