import { backLink } from '../../components/button.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { icon } from '../../components/icons.ts'
import { notice } from '../../components/notice.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, fold, pageHead } from '../../components/staff/page-head.ts'
import { staleNotice, undoToast } from '../../components/staff/said.ts'
import { needTag, statusTag } from '../../components/staff/tags.ts'
import { requestTodos } from '../../components/staff/todos.ts'
import { tags } from '../../components/tags.ts'
import { timeline } from '../../components/timeline.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { closeReasonLabels } from './labels.ts'
import { contactsCard } from './request-contacts.ts'
import { disagreementSection, pauseSection, stillSection } from './request-doubts.ts'
import { requestFacts } from './request-facts.ts'
import { givenList, requestMessages } from './request-given.ts'
import { ladderCard } from './request-ladder.ts'
import { memberFold } from './request-member.ts'
import { movesSection } from './request-moves.ts'
import { outcomeSection } from './request-outcome.ts'
import { placingFold, placingGrid } from './request-placing.ts'
import { rankingGrid } from './request-ranking.ts'
import { reachFold } from './request-reach.ts'
import { referralCard, twinNotices } from './request-referral.ts'
import { solutionSection } from './request-solution.ts'
import { isOnBorder, territoryFold } from './request-territory.ts'
import { type RequestView, requestHref } from './request-view.ts'

export type { RequestView } from './request-view.ts'

/** `GET /coordination/demandes/:id?km=`, and the same page at 409 and 422 with what was typed. */
export function requestPage(site: StaffSite, view: RequestView): Html {
  const mayWrite = site.account.role !== 'auditor'
  const { errors } = view.form
  return staffPage(site, {
    title: `${view.name}, demande ${view.reference}`,
    section: 'demandes',
    hasErrors: Object.keys(errors).length > 0,
    hasMap: true,
    body: html`${backLink('/coordination', 'Demandes')}
${errorSummary(wordsFor('fr'), errors)}
${head(view)}
${undoToast(view.id, view.seal.key, view.undo)}${staleNotice(view.stale)}${view.said && html`<div role="status">${notice('warn', view.said)}</div>`}
${twinNotices(view, mayWrite)}
${requestFacts(view, mayWrite)}
${referralCard(view, mayWrite)}
${requestTodos(view.todos, mayWrite)}
${solutionSection(view, mayWrite)}${ladderCard(view, mayWrite)}
${view.given && givenList(view.given)}
${pauseSection(view, mayWrite)}${mayWrite && disagreementSection(view)}${mayWrite && stillSection(view)}${mayWrite && outcomeSection(view)}
${middle(view, mayWrite)}
${view.solution && contactsCard(view.solution.contacts)}
${mayWrite && folds(view)}
${requestMessages(view.messages)}
${card('historique', 'Historique', html`<div class="history">${timeline(view.history)}</div>`)}`,
  })
}

/** What there is to decide now: where they live, who may take them. A ranking that serves nothing yet is folded. */
function middle(view: RequestView, mayWrite: boolean): Html | false {
  if (view.status === 'to_locate') return placingGrid(view, mayWrite)
  const ranking = rankingGrid(view, mayWrite)
  const isForLater =
    view.given !== null || view.status === 'outside' || view.status === 'already_followed'
  return ranking && isForLater ? fold('Qui pourrait les accueillir aujourd’hui', ranking) : ranking
}

function head(view: RequestView): Html {
  const closed = view.closeReason && closeReasonLabels[view.closeReason]
  return pageHead({
    title: view.name,
    tags: html`${needTag(view.need.level)}${tags(view.need.reasons)}${statusTag(view.status)}`,
    soft: html`<span class="nowrap">${view.reference}</span>${closed && ` · ${closed}`}${view.nextStep && html` · Prochaine étape : ${lowerFirst(view.nextStep.text)}${view.nextStep.dateText && `, ${view.nextStep.dateText}`}`}`,
    actions: html`<a class="button button-secondary" href="${callHref(view)}">${icon('phone')}Appeler</a>${view.editHref && html`<a class="button button-quiet" href="${view.editHref}">Modifier la demande</a>`}`,
  })
}

/** The script that fits: a solution to tell, or a household to call. */
function callHref({ id, solution }: RequestView): string {
  const hasSolution = solution?.current && solution.current.state !== 'asked'
  return `${requestHref(id)}/${hasSolution ? 'annonce?canal=telephone' : 'telephone'}`
}

function folds(view: RequestView): Html {
  return html`<div class="request-folds">${view.status !== 'to_locate' && placingFold(view)}${reachFold(view)}${mayGrow(view) && memberFold(view)}${!isOnBorder(view) && territoryFold(view)}${movesSection(view)}</div>`
}

/** Somebody may join a household whose search goes on. */
function mayGrow({ solution, status }: RequestView): boolean {
  return solution !== null && status !== 'declared' && status !== 'closed'
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
