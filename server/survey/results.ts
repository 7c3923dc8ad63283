import { type Actor, writeAudit } from '../audit/service.ts'
import { readCampaigns } from '../campaigns/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { countReached } from './audience-store.ts'
import { LEAST_SHOWN, QUESTION_NAMES, type QuestionResult, resultOf } from './rules.ts'
import { countAnswers, type FreeWords, listWords, reviewWords } from './store.ts'

export { toReviewCount } from './store.ts'

/** The survey of one year, all its campaigns together: its figures, and its free words that may be shown. */
export type YearResults = {
  year: number
  campaignIds: readonly string[]
  /** Households that a message reached, or may have. */
  asked: number
  answers: number
  questions: readonly QuestionResult[]
  /** Reviewed, and shown once enough people answered. */
  words: readonly string[]
}

/** The surveys that were asked in a territory, the latest year first. */
export async function readResults(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  territoryId: string,
): Promise<YearResults[]> {
  const { client } = database
  const asked = new Map<number, string[]>()
  for (const { id, year, startedAt } of await readCampaigns(client, territoryId))
    if (startedAt) asked.set(year, [...(asked.get(year) ?? []), id])
  const years: YearResults[] = []
  for (const [year, campaignIds] of asked)
    years.push(await yearOf(client, keys, { territoryId, year, campaignIds }))
  return years.sort((a, b) => b.year - a.year)
}

/** Free words to review, hidden or shown, of the territory; reading them is in the audit. */
export function readWords(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { territoryId, actor }: { territoryId: string; actor: Actor },
  now: Date,
): Promise<FreeWords[]> {
  return database.transaction(async (tx) => {
    const words = await listWords(tx, keys, { territoryId })
    const subject = { kind: 'survey_answer', id: null }
    const facts = { rows: words.length }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject, facts }, now)
    return words
  })
}

export type Decision = {
  id: string
  territoryId: string
  version: number
  actor: Actor
  /** The words as they may be shown, without names; null keeps them hidden. */
  shown: string | null
}

/**
 * What a person decides of free words. Pressed again, the same decision changes nothing.
 * @throws NotFound, StaleVersion when somebody decided otherwise meanwhile.
 */
export function decideWords(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { actor, shown, ...target }: Decision,
  now: Date,
): Promise<void> {
  const { id, territoryId } = target
  return database.transaction(async (tx) => {
    const by = actor.name ?? actor.kind
    if (!(await reviewWords(tx, keys, { ...target, by }, shown))) {
      const [words] = await listWords(tx, keys, { territoryId, id })
      if (!words) throw new NotFound()
      const isDone = words.shown === shown && words.state !== 'to_review'
      if (isDone) return
      throw new StaleVersion(words.reviewedBy, now)
    }
    const subject = { kind: 'survey_answer', id }
    const facts = { shown: shown !== null }
    await writeAudit(tx, { territoryId, actor, action: 'decide', subject, facts }, now)
  })
}

type Year = Pick<YearResults, 'year' | 'campaignIds'> & { territoryId: string }

async function yearOf(
  db: Db,
  keys: Deps['keys'],
  { territoryId, year, campaignIds }: Year,
): Promise<YearResults> {
  const { total, counts } = await countAnswers(db, campaignIds)
  const shown = await listWords(db, keys, { territoryId, campaignIds }, ['shown'])
  return {
    year,
    campaignIds,
    asked: await countReached(db, { territoryId, campaignIds }),
    answers: total,
    questions: QUESTION_NAMES.map((question) => resultOf(question, counts[question])),
    words: total < LEAST_SHOWN ? [] : shown.flatMap((words) => words.shown ?? []),
  }
}
