import type { Deps } from '../../server/deps.ts'
import { submitQuestionnaire } from '../../server/orientation/submit.ts'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import type { Territory } from '../../server/territory/service.ts'
import { aChance } from '../support/chance.ts'
import { inventedForm } from './invented-households.ts'

export type Wanted = { n: number; seed: number }

/** Where requests are stored. */
export type Place = { deps: Deps; territory: Territory }

/** Between two messages committed one by one, at least and at most. */
const PAUSE_MS = [5, 45] as const

/** Messages whose text is made at once, from the given number on: no two of a seed have the same key. */
export function plainMessages({ n, seed }: Wanted, first: number) {
  const message = { channel: 'email', template: 'link_again' } as const
  return Array.from({ length: n }, (_, i) => ({ ...message, uniqueKey: `${seed}:${first + i}` }))
}

/** Milliseconds before each of the messages that are committed one by one. */
export function pausesOf({ n, seed }: Wanted): number[] {
  const { next } = aChance(seed)
  return Array.from({ length: n }, () => PAUSE_MS[0] + next() * (PAUSE_MS[1] - PAUSE_MS[0]))
}

/** Questionnaires whose acknowledgements are the messages, from the given number on. */
export function formsOf({ n, seed }: Wanted, first: number): Record<string, string>[] {
  return Array.from({ length: n }, (_, i) => inventedForm(first + i, seed))
}

/** Stores requests, each with its acknowledgement in the outbox; their ids. @throws Error when a form is refused */
export function submitForms(
  { deps, territory }: Place,
  forms: readonly Record<string, string>[],
): Promise<string[]> {
  const now = deps.now()
  return Promise.all(
    forms.map(async (fields) => {
      const form = checkQuestionnaire(fields, { assisted: false, now })
      if (!form.ok) throw new Error('an invented household is refused')
      const actor = { kind: 'public', id: null } as const
      const asked = { territory, form: form.value, actor }
      return (await submitQuestionnaire(deps, asked, now)).requestId
    }),
  )
}
