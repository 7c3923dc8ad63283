import { count } from '../../web/components/staff/figures.ts'
import type { Todo } from '../../web/components/staff/todos.ts'
import { readCampaigns } from '../campaigns/service.ts'
import type { Deps } from '../deps.ts'
import { wordsToReview } from '../survey/results.ts'

/** The survey of the year to read and start, and the free words to review. */
export async function surveyTodos(
  { database: { client } }: Pick<Deps, 'database'>,
  territoryId: string,
): Promise<Todo[]> {
  const campaigns = await readCampaigns(client, territoryId)
  const draft = campaigns.find(({ status }) => status === 'draft')
  const words = await wordsToReview(client, territoryId)
  const start: Todo = {
    kind: 'survey_draft',
    title: 'Préparez l’enquête de l’année',
    detail: 'Le brouillon est prêt : relisez qui la reçoit et ce qui part, puis lancez-la.',
    href: `/coordination/campagnes/${draft?.id}`,
    action: 'Ouvrir le brouillon',
  }
  const review: Todo = {
    kind: 'survey_words',
    title: `Relisez ${count(words, 'mot', 'mots')} de l’enquête`,
    detail: 'Retirez les noms avant de les montrer.',
    href: '/coordination/enquete#mots',
    action: 'Relire',
  }
  return [...(draft ? [start] : []), ...(words > 0 ? [review] : [])]
}
