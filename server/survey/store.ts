import { randomUUID } from 'node:crypto'
import { Prisma } from '../../prisma/generated/client.ts'
import { type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'
import type { SentChannel } from '../messaging/rules.ts'
import { type Answer, QUESTION_NAMES, type Question, type WordsState } from './rules.ts'

export type NewLink = {
  id: string
  territoryId: string
  campaignId: string
  requestId: string
  tokenHash: string
  channel: SentChannel
}

/** One link for each household of a campaign. */
export async function insertLinks(tx: Db, links: readonly NewLink[]): Promise<void> {
  await tx.surveyLink.createMany({ data: [...links] })
}

/** The link of a household that may still answer; null once it did, or stopped. */
export function findLinkOf(
  db: Db,
  { campaignId, requestId }: { campaignId: string; requestId: string },
): Promise<{ id: string } | null> {
  return db.surveyLink.findUnique({
    where: { campaignId_requestId: { campaignId, requestId } },
    select: { id: true },
  })
}

/** Those that were not answered, in an order that tells nothing. */
export async function listLinks(db: Db, campaignId: string) {
  const rows = await db.surveyLink.findMany({
    where: { campaignId },
    orderBy: { id: 'asc' },
    select: { id: true, requestId: true, channel: true },
  })
  return rows.map(({ channel, ...row }) => ({ ...row, channel: channel as SentChannel }))
}

export type SurveyHolder = {
  tokenHash: string
  territoryId: string
  campaignId: string
  requestId: string
  year: number
  closesOn: Day | null
}

/** Whose link it is; null for one that was used, or never was. */
export async function findHolder(db: Db, tokenHash: string): Promise<SurveyHolder | null> {
  const link = await db.surveyLink.findUnique({
    where: { tokenHash },
    select: {
      territoryId: true,
      campaignId: true,
      requestId: true,
      campaign: { select: { year: true, closesOn: true } },
    },
  })
  if (!link) return null
  const { campaign, ...holder } = link
  const closesOn = campaign.closesOn && dayOfDateColumn(campaign.closesOn)
  return { ...holder, tokenHash, year: campaign.year, closesOn }
}

/** Takes a link away for good; false when somebody did before. */
export async function deleteLink(tx: Db, tokenHash: string): Promise<boolean> {
  const { count } = await tx.surveyLink.deleteMany({ where: { tokenHash } })
  return count === 1
}

export async function deleteLinks(tx: Db, campaignId: string): Promise<void> {
  await tx.surveyLink.deleteMany({ where: { campaignId } })
}

/** Keeps an answer under a number drawn at random: no time, nothing of the link. */
export async function insertAnswer(
  tx: Db,
  keys: Keys,
  { territoryId, campaignId }: { territoryId: string; campaignId: string },
  { choices, words }: Answer,
): Promise<void> {
  const id = randomUUID()
  const wordsSealed = words ? seal(keys, placeOf('words_sealed', id), words) : null
  const wordsState: WordsState = words ? 'to_review' : 'none'
  await tx.surveyAnswer.createMany({
    data: [{ id, territoryId, campaignId, ...choices, wordsSealed, wordsState }],
  })
}

/** How many gave each answer to each question of these campaigns. */
export async function countAnswers(
  db: Db,
  campaignIds: readonly string[],
): Promise<{ total: number; counts: Record<Question, Record<string, number>> }> {
  const rows = await db.surveyAnswer.findMany({
    where: { campaignId: { in: [...campaignIds] } },
    select: { found: true, ease: true, delay: true, help: true, welcome: true, advise: true },
  })
  const tally = (question: Question) => {
    const counts: Record<string, number> = {}
    for (const { [question]: answer } of rows)
      if (answer) counts[answer] = (counts[answer] ?? 0) + 1
    return counts
  }
  const entries = QUESTION_NAMES.map((question) => [question, tally(question)] as const)
  return {
    total: rows.length,
    counts: Object.fromEntries(entries) as Record<Question, Record<string, number>>,
  }
}

/** Free words: as written, and as they may be shown once reviewed. */
export type FreeWords = {
  id: string
  campaignId: string
  state: Exclude<WordsState, 'none'>
  written: string
  shown: string | null
  reviewedBy: string | null
  version: number
}

type WordsQuestion = { territoryId: string; campaignIds?: readonly string[]; id?: string }

/** Free words of a territory, in an order that tells nothing. */
export async function listWords(
  db: Db,
  keys: Keys,
  { campaignIds, ...question }: WordsQuestion,
  states: readonly WordsState[] = ['to_review', 'shown', 'hidden'],
): Promise<FreeWords[]> {
  const rows = await db.surveyAnswer.findMany({
    where: {
      ...question,
      ...(campaignIds ? { campaignId: { in: [...campaignIds] } } : {}),
      wordsState: { in: [...states] },
    },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      campaignId: true,
      wordsState: true,
      wordsSealed: true,
      shownSealed: true,
      reviewedBy: true,
      version: true,
    },
  })
  return rows.map(({ id, wordsState, wordsSealed, shownSealed, ...row }) => ({
    id,
    ...row,
    state: wordsState as FreeWords['state'],
    written: wordsSealed ? unseal<string>(keys, placeOf('words_sealed', id), wordsSealed) : '',
    shown: shownSealed ? unseal<string>(keys, placeOf('shown_sealed', id), shownSealed) : null,
  }))
}

/** How many free words wait for a person, to be counted with other things by one statement. */
export function toReviewCount(territoryId: string): Prisma.Sql {
  return Prisma.sql`select count(*) from survey_answer
    where territory_id = ${territoryId}::uuid and words_state = 'to_review'`
}

type Review = { id: string; territoryId: string; version: number; by: string }

/** Shows free words as `shown` says, or keeps them hidden when it is null; false when somebody decided since. */
export async function reviewWords(
  tx: Db,
  keys: Keys,
  { id, territoryId, version, by }: Review,
  shown: string | null,
): Promise<boolean> {
  const { count } = await tx.surveyAnswer.updateMany({
    where: { id, territoryId, version, wordsState: { not: 'none' } },
    data: {
      wordsState: shown === null ? 'hidden' : 'shown',
      shownSealed: shown === null ? null : seal(keys, placeOf('shown_sealed', id), shown),
      reviewedBy: by,
      version: { increment: 1 },
    },
  })
  return count === 1
}

function placeOf(column: 'words_sealed' | 'shown_sealed', row: string) {
  return { table: 'survey_answer', column, row }
}
