import { randomUUID } from 'node:crypto'
import { parisDay } from '../../server/calendar/rules.ts'
import type { Deps } from '../../server/deps.ts'
import { QUESTION_NAMES, QUESTIONS } from '../../server/survey/rules.ts'
import { insertAnswer } from '../../server/survey/store.ts'

const ASKED = { email: 41, sms: 22 }
const ANSWERS = 34
const WORDS = [
  'On m’a rappelée en deux jours, merci.',
  'J’ai trouvé près de chez moi, c’est un soulagement.',
  'Un peu long, mais on m’a tenu au courant.',
]

/**
 * The survey of last year in a territory, finished: its messages, which do not say any more whom they were for, and
 * invented answers; one free word still to review.
 */
export async function loadSurvey(deps: Deps, territoryId: string, now: Date): Promise<void> {
  const year = Number(parisDay(now).slice(0, 4)) - 1
  const campaignId = await loadCampaign(deps, territoryId, year)
  const { client } = deps.database
  for (let rank = 0; rank < ANSWERS; rank += 1) {
    const words = WORDS[rank] ?? ''
    const chosen = QUESTION_NAMES.map((question, shift) => {
      const answers = QUESTIONS[question]
      // Two thirds choose the best answer; the others are spread over the rest.
      const turn = rank + shift
      const pick = turn % 3 === 0 ? 1 + (Math.floor(turn / 3) % (answers.length - 1)) : 0
      return [question, answers[pick] ?? answers[0]] as const
    })
    const answer = { choices: Object.fromEntries(chosen), words }
    await insertAnswer(client, deps.keys, { territoryId, campaignId }, answer)
  }
}

async function loadCampaign({ database }: Deps, territoryId: string, year: number) {
  const id = randomUUID()
  const startedAt = new Date(`${year}-12-02T08:00:00Z`)
  const endedAt = new Date(`${year + 1}-02-02T08:00:00Z`)
  const none = { toCall: 4, noAgreement: 7, alreadyAsked: 0, duplicate: 1, deceased: 0, erased: 0 }
  const row = {
    territoryId,
    kind: 'satisfaction',
    year,
    status: 'ended' as const,
    audience: { ...ASKED, ...none },
    orientedFrom: new Date(0),
    orientedTo: startedAt,
    firstAt: startedAt,
    hours: 9,
    remindOn: new Date(`${year}-12-16T00:00:00Z`),
    remindedAt: new Date(`${year}-12-16T08:00:00Z`),
    closesOn: new Date(`${year + 1}-01-31T00:00:00Z`),
    createdAt: startedAt,
    startedAt,
    startedBy: 'Démonstration',
    endedAt,
    forgottenAt: endedAt,
    updatedAt: endedAt,
  }
  await database.client.campaign.create({ data: { id, ...row } })
  const channels = (['email', 'sms'] as const).flatMap((channel) =>
    Array.from({ length: ASKED[channel] }, () => channel),
  )
  await database.client.message.createMany({
    data: channels.map((channel) => ({
      territoryId,
      campaignId: id,
      uniqueKey: `survey_ask:${randomUUID()}`,
      channel,
      template: 'survey_ask',
      status: 'delivered' as const,
      provider: 'local',
      deliverAfter: startedAt,
      createdAt: startedAt,
      acceptedAt: startedAt,
      deliveredAt: startedAt,
    })),
  })
  return id
}
