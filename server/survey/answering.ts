import { parisDay } from '../calendar/rules.ts'
import { tokenHash } from '../crypto/tokens.ts'
import type { Deps } from '../deps.ts'
import { stopSurveys } from '../orientation/stopping.ts'
import type { Answer } from './rules.ts'
import { deleteLink, findHolder, insertAnswer, type SurveyHolder } from './store.ts'

/** Who holds the link of a survey that is still open; null once it was answered or stopped, or when it is over. */
export async function findSurvey(
  { database }: Pick<Deps, 'database'>,
  token: string,
  now: Date,
): Promise<SurveyHolder | null> {
  const holder = await findHolder(database.client, tokenHash(token))
  const isOver = !holder?.closesOn || parisDay(now) > holder.closesOn
  return isOver ? null : holder
}

/**
 * Keeps an answer and takes its link away, in one transaction that writes nothing else: no time, no line of audit, no
 * key of the form, so that nothing says who gave it. Of two presses the first is kept.
 */
export function answerSurvey(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { tokenHash: hash, territoryId, campaignId }: SurveyHolder,
  answer: Answer,
): Promise<void> {
  return database.transaction(async (tx) => {
    if (await deleteLink(tx, hash))
      await insertAnswer(tx, keys, { territoryId, campaignId }, answer)
  })
}

/** The household wants no survey any more: its agreement is withdrawn and its link goes. */
export function stopAsking(
  deps: Pick<Deps, 'database' | 'keys'>,
  { tokenHash: hash, territoryId, requestId }: SurveyHolder,
  now: Date,
): Promise<void> {
  return deps.database.transaction(async (tx) => {
    if (!(await deleteLink(tx, hash))) return
    const actor = { kind: 'patient', id: requestId } as const
    await stopSurveys(tx, deps, { id: requestId, territoryId, actor }, now)
  })
}
