import type { TodoKind as RequestTodoKind } from '../../../server/todos/rules.ts'
import { type Html, html } from '../../html.ts'
import { hidden } from '../button.ts'
import { type IconName, icon } from '../icons.ts'
import type { PageOf } from './pager.ts'

export type TodoKind =
  | 'address'
  | 'message_failed'
  | 'message_uncertain'
  | 'stale_doctor'
  | 'not_found'
  | 'call_back'
  | 'duplicate'
  | 'low_acceptance'
  | 'survey_draft'
  | 'survey_words'
  | RequestTodoKind

export interface Todo {
  readonly kind: TodoKind
  /** What is stuck: « Le SMS à Simone Tardivel n’est pas arrivé ». */
  readonly title: string
  /** Why, and what is known. */
  readonly detail: string
  readonly href: string
  /** What pressing does: « Placer sur la carte ». */
  readonly action: string
  /** Where « C’est fait » is sent; nothing for what ends by itself. */
  readonly finish?: string
  /** Another word than « C’est fait ». */
  readonly finishLabel?: string
  /** Key of that press, where it needs one. */
  readonly finishKey?: string
  /** Version of what that press ends, as it is shown here. */
  readonly finishVersion?: number
}

const looks: Record<
  TodoKind,
  readonly [icon: IconName, tone: '' | ' todo-icon-warn' | ' todo-icon-bad' | ' todo-icon-good']
> = {
  address: ['alert', ' todo-icon-warn'],
  message_failed: ['mail', ' todo-icon-bad'],
  message_uncertain: ['mail', ' todo-icon-warn'],
  stale_doctor: ['clock', ' todo-icon-warn'],
  not_found: ['info', ''],
  call_back: ['phone', ''],
  duplicate: ['info', ' todo-icon-warn'],
  low_acceptance: ['info', ''],
  survey_draft: ['mail', ''],
  survey_words: ['info', ''],
  tell_household: ['check', ' todo-icon-good'],
  call_household: ['phone', ''],
  call_doctor: ['phone', ''],
  warn_doctor: ['phone', ''],
  late_yes: ['clock', ' todo-icon-warn'],
  absent: ['alert', ' todo-icon-warn'],
  household_grew: ['plus', ' todo-icon-warn'],
  household_corrected: ['pencil', ' todo-icon-warn'],
  place_household: ['alert', ' todo-icon-warn'],
  doctor_gone: ['alert', ' todo-icon-warn'],
  household_silent: ['clock', ' todo-icon-warn'],
  ask_wider: ['phone', ''],
  choose_again: ['info', ''],
  last_rung: ['alert', ' todo-icon-warn'],
  taken_from_list: ['check', ' todo-icon-good'],
  ask_outcome: ['phone', ''],
  give_news: ['phone', ''],
  silent_household: ['pause', ' todo-icon-warn'],
  disagreement: ['alert', ' todo-icon-warn'],
}

/** The list of things to do, at this page of it. */
export function todosHref(page: number): string {
  return page > 1 ? `/coordination?taches=${page}#a-faire` : '/coordination#a-faire'
}

type Section = { readonly mayWrite: boolean; readonly hrefOf: (page: number) => string }

/** What waits for a person, by pages: why, and one action each. */
export function todoSection(
  { todos, page }: { readonly todos: readonly Todo[]; readonly page: PageOf },
  { mayWrite, hrefOf }: Section,
): Html {
  return html`<section class="todo-group" id="a-faire" aria-labelledby="a-faire-titre"><h2 id="a-faire-titre">${title(page.total)}</h2>
${page.last > 1 && html`<p class="soft small">${page.from} à ${page.to} sur ${page.total}, les plus pressantes d’abord.</p>`}
${todos.length > 0 ? html`<ul class="todo-list">${todos.map((todo) => todoRow(todo, { mayWrite, page: page.current }))}</ul>` : html`<p class="soft">Toutes les adresses sont trouvées, tous les messages sont partis.</p>`}${otherTodos(page, hrefOf)}</section>`
}

function otherTodos({ from, to, total, current, last }: PageOf, hrefOf: Section['hrefOf']) {
  if (last <= 1) return false
  const left = Math.min(total - to, to - from + 1)
  return html`<p class="actions">${current > 1 && html`<a class="button button-quiet" href="${hrefOf(current - 1)}">Voir les précédentes</a>`}${left > 0 && html`<a class="button button-quiet" href="${hrefOf(current + 1)}">${left === 1 ? 'Voir la suivante' : `Voir les ${left} suivantes`}</a>`}</p>`
}

/** What is to be done about one request, on its page; nothing when there is nothing. */
export function requestTodos(todos: readonly Todo[], mayWrite: boolean): Html | false {
  if (todos.length === 0) return false
  return html`<section class="todo-group" aria-label="À faire pour cette demande"><ul class="todo-list todo-list-first">${todos.map((todo) => todoRow(todo, { mayWrite, page: null }))}</ul></section>`
}

function title(total: number): string {
  if (total === 0) return 'Rien d’autre à faire'
  return total === 1 ? '1 chose à faire' : `${total} choses à faire`
}

/** `page` of the list; null on the page of the request. */
type RowContext = { readonly mayWrite: boolean; readonly page: number | null }

function todoRow(todo: Todo, { mayWrite, page }: RowContext): Html {
  const {
    kind,
    title,
    detail,
    href,
    action,
    finish,
    finishLabel = 'C’est fait',
    finishKey,
    finishVersion,
  } = todo
  const [name, tone] = looks[kind]
  const heading =
    page === null
      ? html`<h2 class="todo-title">${title}</h2>`
      : html`<h3 class="todo-title">${title}</h3>`
  const about = html`<span class="visually-hidden"> : ${title}</span>`
  return html`<li class="todo" data-todo="${kind}"><span class="todo-icon${tone}">${icon(name)}</span>
<div>${heading}<p class="soft small">${detail}</p></div>
<div class="actions todo-actions">${mayWrite && finish && html`<form method="post" action="${finish}">${finishKey && hidden('cle', finishKey)}${finishVersion !== undefined && hidden('version', String(finishVersion))}${page === null ? hidden('retour', 'demande') : hidden('taches', String(page))}<button class="button button-quiet" type="submit">${finishLabel}${about}</button></form>`}<a class="button button-secondary" href="${href}">${action}${about}</a></div></li>
`
}
