import { randomUUID } from 'node:crypto'
import type { MapView } from '../../web/components/staff/map-view.ts'
import { languageName } from '../../web/pages/staff/reason-labels.ts'
import type {
  ExcludedRow,
  RankedRow,
  RequestRanking,
  RequestView,
} from '../../web/pages/staff/request-view.ts'
import { fr } from '../../web/words/fr.ts'
import { momentLabel, recentDayLabel } from '../calendar/labels.ts'
import { type Day, daysBetween, parisDay } from '../calendar/rules.ts'
import type { NamedDoctor, RegisterCandidate } from '../doctors/candidates.ts'
import { MOVES, pauseOn, WAITING } from '../orientation/rules.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import type { Choice } from '../shortlists/choice.ts'
import type { Said, Shortlist } from '../shortlists/service.ts'
import type { Territory } from '../territory/service.ts'
import type { TimelineEvent } from '../timeline/service.ts'
import { doubtSentences } from './doubts.ts'
import { givenOf, undoOf } from './given-view.ts'
import { historyOf } from './history.ts'
import { deadlineText, nextStepText } from './next-step.ts'
import { householdName, membersShown, needShown } from './people.ts'
import type { Roads } from './roads.ts'
import { type SolutionFacts, stepFactsOf } from './solution-facts.ts'
import { namer, solutionView } from './solution-view.ts'
import type { MessageLine } from './store.ts'

/** All that was read to show one request. */
export type RequestFacts = {
  request: OrientationRequest
  events: readonly TimelineEvent[]
  territory: Territory
  choice: Choice | null
  list: Shortlist | null
  /** Doctors asked about it, in mode `brokered`. */
  solution: SolutionFacts | null
  todos: RequestView['todos']
  /** Doctors of the open list, those asked and those named in the timeline, by availability. */
  named: ReadonlyMap<string, NamedDoctor>
  said: readonly Said[]
  messages: readonly MessageLine[]
  map: Pick<MapView, 'contours' | 'tiles'>
  form: RequestView['form']
  stale: RequestView['stale']
  notice: string | null
  referral: RequestView['referral']
  twins: RequestView['twins']
}

/** Ticked when the page opens, for the person to keep or change: an SMS holds no more. */
const PROPOSED = 3

/** The page of one request, from everything read about it. */
export function requestView(facts: RequestFacts & { roads: Roads }, now: Date): RequestView {
  const { request, choice, form, stale, map } = facts
  const { id, reference, status, closeReason, nextStepOn, version } = request
  const step = nextStepText(request, stepFactsOf(facts.solution))
  const next =
    status === 'closed' || status === 'declared' ? null : nextStepOf(step, nextStepOn, now)
  return {
    id,
    reference,
    status,
    closeReason,
    name: householdName(request),
    need: needShown(request, now),
    facts: householdFacts(request, now),
    nextStep: next,
    seal: { key: randomUUID(), version },
    form,
    ranking: choice && WAITING.includes(status) ? rankingOf(facts, choice, now) : null,
    map,
    home: homeOf(request),
    given: givenOf(facts),
    solution: solutionView(facts),
    pausedUntil: pauseOf(request, now),
    disagreement: facts.todos.some(({ kind }) => kind === 'disagreement'),
    isSilent: facts.todos.some(({ kind }) => kind === 'give_news' || kind === 'silent_household'),
    todos: status === 'proposed' ? facts.todos.filter(isNotOnCard) : facts.todos,
    members: request.members.map(({ id: memberId, firstName }) => ({
      id: memberId,
      label: firstName,
    })),
    messages: facts.messages.map(
      ({ id: messageId, channel, createdAt, status: state, reason }) => ({
        id: messageId,
        channel,
        when: momentLabel(createdAt),
        status: state,
        reason,
      }),
    ),
    history: historyOf(facts.events, {
      nameOf: namer(facts),
      next: next && { text: next.text, date: next.dateText },
    }),
    moves: movesOf(facts),
    undo: undoOf(facts, now),
    stale,
    referral: facts.referral,
    twins: facts.twins,
    said: facts.notice,
    editHref: null,
  }
}

function pauseOf(request: OrientationRequest, now: Date): string | null {
  const today = parisDay(now)
  const until = pauseOn(request, today)
  return until && recentDayLabel(until, today)
}

/** A doctor who said yes has a card of their own, with the same next step. */
function isNotOnCard({ kind }: RequestView['todos'][number]): boolean {
  return kind !== 'tell_household'
}

/** Back to the waiting list needs a home on the map; a doctor who is asked is taken back instead. */
function movesOf({ request, solution }: RequestFacts): RequestView['moves'] {
  const isAsked = solution?.living !== null && request.status === 'proposed'
  const canWait = request.home.position !== null && !(solution && isAsked)
  return MOVES[request.status].filter((to) => to !== 'ready' || canWait)
}

function nextStepOf(text: string, on: Day | null, now: Date) {
  return { text, date: on, dateText: on && deadlineText(on, parisDay(now)) }
}

function householdFacts(request: OrientationRequest, now: Date): RequestView['facts'] {
  const { wishes, contact, channel, registeredAt, smsStoppedAt, smsStoppedBy } = request
  const { transport } = fr.questionnaire.answers
  const today = parisDay(now)
  const since = parisDay(registeredAt)
  return {
    members: membersShown(request, now),
    wishes: [
      ...(wishes.language === 'fr' ? [] : [`parle ${languageName(wishes.language)}`]),
      ...(wishes.wheelchair ? ['fauteuil roulant'] : []),
      ...(wishes.transport
        ? [transport[wishes.transport as keyof typeof transport].toLowerCase()]
        : []),
    ],
    maxKm: wishes.maxKm,
    channel,
    phone: contact.phone,
    email: contact.email,
    canOpenLink: contact.canOpenLink,
    smsStopped: smsStoppedAt && {
      since: recentDayLabel(parisDay(smsStoppedAt), today),
      by: smsStoppedBy ?? 'household',
    },
    waiting: {
      days: daysBetween(since, today),
      since: recentDayLabel(since, today),
    },
  }
}

function homeOf({
  home,
  verdict,
  verdictReason,
  verdictBy,
}: OrientationRequest): RequestView['home'] {
  return {
    typed: [home.address, [home.postalCode, home.commune].filter(Boolean).join(' ')]
      .filter(Boolean)
      .join(', '),
    label: home.placedBy ? home.label : null,
    position: home.position,
    precision: home.placedBy === 'geocoder' ? 'housenumber' : null,
    verdict,
    decision: verdictBy && verdictReason ? { by: verdictBy, reason: verdictReason } : null,
    doubts: doubtSentences(home.doubts),
    candidates: home.candidates.flatMap(({ label, position }, index) =>
      position ? [{ value: String(index), label, note: '' }] : [],
    ),
  }
}

function rankingOf(
  { request, territory, solution, roads }: RequestFacts & { roads: Roads },
  choice: Choice,
  now: Date,
): RequestRanking {
  const isReady = request.status === 'ready'
  const canSend = isReady && territory.mode === 'shortlist'
  const asking =
    isReady && solution
      ? { reachKm: solution.standing.reachKm, reasonableKm: territory.reasonableKm }
      : null
  const canChoose = canSend || asking !== null
  return {
    km: choice.km,
    source: 'Distances à vol d’oiseau, sur l’ellipsoïde WGS 84',
    roadNote: roads.note,
    canSend,
    asking,
    ranked: choice.ranking.ranked.flatMap((doctor, index): RankedRow[] => {
      const row = rowOf(choice.byId.get(doctor.id), doctor.km)
      const { freshness, reasons } = doctor
      const road = roads.byId.get(doctor.id) ?? null
      const isChosen = canChoose && index < PROPOSED
      return row ? [{ ...row, isChosen, freshness, reasons, road }] : []
    }),
    rankedCount: choice.ranking.rankedCount,
    excluded: choice.ranking.excluded.flatMap(({ id, km, reasons }): ExcludedRow[] => {
      const candidate = choice.byId.get(id)
      const row = rowOf(candidate, km)
      if (!row || !candidate) return []
      return [{ ...row, reasons, facts: exclusionFacts(candidate, choice.km, parisDay(now)) }]
    }),
    excludedCount: choice.ranking.excludedCount,
  }
}

function rowOf(candidate: RegisterCandidate | undefined, km: number) {
  if (!candidate) return null
  const { id, doctorId, name, practiceId, practice, commune, position } = candidate
  return {
    rowId: id,
    doctorId,
    name,
    practiceId,
    practice: [practice, commune].filter(Boolean).join(', '),
    position,
    km,
  }
}

function exclusionFacts(
  { ageMin, ageMax, pausedUntil, confirmedOn }: RegisterCandidate,
  maxKm: number,
  today: Day,
) {
  return {
    ageMin,
    ageMax,
    maxKm,
    pausedUntil: pausedUntil && recentDayLabel(pausedUntil, today),
    confirmedOn: confirmedOn && recentDayLabel(confirmedOn, today),
  }
}
