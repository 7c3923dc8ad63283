import { type Html, html } from '../../html.ts'
import { type IconName, icon } from '../icons.ts'

export type TodoKind =
  | 'address'
  | 'message_failed'
  | 'message_uncertain'
  | 'stale_doctor'
  | 'not_found'
  | 'call_back'
  | 'duplicate'

export interface Todo {
  readonly kind: TodoKind
  /** What is stuck: « Le SMS à Simone Tardivel n’est pas arrivé ». */
  readonly title: string
  /** Why, and what is known. */
  readonly detail: string
  readonly href: string
  /** What pressing does: « Placer sur la carte ». */
  readonly action: string
}

const looks: Record<
  TodoKind,
  readonly [icon: IconName, tone: '' | ' todo-icon-warn' | ' todo-icon-bad']
> = {
  address: ['alert', ' todo-icon-warn'],
  message_failed: ['mail', ' todo-icon-bad'],
  message_uncertain: ['mail', ' todo-icon-warn'],
  stale_doctor: ['clock', ' todo-icon-warn'],
  not_found: ['info', ''],
  call_back: ['phone', ''],
  duplicate: ['info', ' todo-icon-warn'],
}

/** What waits for a person: why, and one action each. */
export function todoSection(todos: readonly Todo[]): Html {
  return html`<section class="todo-group" id="a-faire" aria-labelledby="a-faire-titre"><h2 id="a-faire-titre">${title(todos.length)}</h2>
${todos.length > 0 ? html`<ul class="todo-list">${todos.map(todoRow)}</ul>` : html`<p class="soft">Toutes les adresses sont trouvées, tous les messages sont partis.</p>`}</section>`
}

function title(total: number): string {
  if (total === 0) return 'Rien d’autre à faire'
  return total === 1 ? '1 chose à faire' : `${total} choses à faire`
}

function todoRow({ kind, title, detail, href, action }: Todo): Html {
  const [name, tone] = looks[kind]
  return html`<li class="todo" data-todo="${kind}"><span class="todo-icon${tone}">${icon(name)}</span>
<div><h3 class="todo-title">${title}</h3><p class="soft small">${detail}</p></div>
<div class="actions todo-actions"><a class="button button-secondary" href="${href}">${action}<span class="visually-hidden"> : ${title}</span></a></div></li>
`
}
