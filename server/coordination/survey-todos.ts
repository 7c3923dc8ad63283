import { count } from '../../web/components/staff/figures.ts'
import type { Todo } from '../../web/components/staff/todos.ts'
import { readCampaigns } from '../campaigns/service.ts'
import type { Deps } from '../deps.ts'
import type { Range } from '../todos/rules.ts'
import { inRange } from './todo-group.ts'

/** The survey of the year to read and start, and the free words to review, of which there are `toReview`. */
export async function surveyTodos(
  { database: { client } }: Pick<Deps, 'database'>,
  { territoryId, toReview }: { territoryId: string; toReview: number },
  range: Range,
): Promise<readonly Todo[]> {
  const campaigns = await readCampaigns(client, territoryId)
  const draft = campaigns.find(({ status }) => status === 'draft')
  const start: Todo = {
    kind: 'survey_draft',
    title: 'Préparez l’enquête de l’année',
    detail: 'Le brouillon est prêt : relisez qui la reçoit et ce qui part, puis lancez-la.',
    href: `/coordination/campagnes/${draft?.id}`,
    action: 'Ouvrir le brouillon',
  }
  const review: Todo = {
    kind: 'survey_words',
    title: `Relisez ${count(toReview, 'mot', 'mots')} de l’enquête`,
    detail: 'Retirez les noms avant de les montrer.',
    href: '/coordination/enquete#mots',
    action: 'Relire',
  }
  return inRange([...(draft ? [start] : []), ...(toReview > 0 ? [review] : [])], range)
}
