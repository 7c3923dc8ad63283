import { randomUUID } from 'node:crypto'
import type { DoctorPoint, NamedDoctor } from '../../web/components/doctor-card.ts'
import type { FollowState, FollowView, ManageKind } from '../../web/pages/patient/follow.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import type { NamedDoctor as RegisteredDoctor } from '../doctors/candidates.ts'
import { pauseOn } from '../orientation/rules.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import type { Shortlist } from '../shortlists/service.ts'
import type { Territory } from '../territory/service.ts'
import { askedOutcome, waitingQuestion } from './asked-view.ts'
import { isSearched } from './rules.ts'
import {
  agreedIn,
  conditionsOf,
  isSpoken,
  offerView,
  type Solution,
  waitingNews,
} from './solution-view.ts'

export type Followed = {
  /** Path of the private page. */
  path: string
  request: OrientationRequest
  territory: Territory
  list: Shortlist | null
  doctors: ReadonlyMap<string, RegisteredDoctor>
  /** Null where doctors are named in a list. */
  solution: Solution | null
  isNew: boolean
  noted: FollowView['noted']
  /** An answer just came when there was nothing left to answer. */
  hasMoved: boolean
  /** The same form just came again, with another answer. */
  hasAnswered: boolean
  /** Doctors of the list who refused this household. */
  refused: readonly string[]
  error: string | null
  /** We asked whether the household still waits, or paused its search because it did not say. */
  isAskedStill: boolean
  /** A person is to settle what the household and the doctor say. */
  isDisputed: boolean
}

/** What the patient may read of their request. */
export function followView(followed: Followed, now: Date): FollowView {
  const { path, request, territory, isNew, noted, hasMoved, hasAnswered } = followed
  const state = stateOf(followed)
  const today = parisDay(now)
  const isPaused = pauseOn(request, today) !== null
  const waiting = waitingQuestion(followed, isPaused)
  const nextStepOn = isSearched(request.status) ? request.nextStepOn : null
  return {
    reference: request.reference,
    receivedOn: parisDay(request.registeredAt),
    nextStepOn,
    isLate: nextStepOn !== null && nextStepOn < today,
    paused: pausedOf(followed, { waiting, today }),
    isNew,
    state,
    mode: territory.mode,
    outcome: askedOutcome(followed, now),
    waiting,
    noted,
    sms: smsOf(followed),
    hasMoved,
    hasAnswered,
    isDisputed: followed.isDisputed && request.status !== 'closed',
    manage: manageOf(followed, isPaused).map((kind) => ({
      kind,
      href: `${path}/${MANAGE_PATHS[kind]}`,
    })),
  }
}

/** A silent household ends the pause by saying that it still searches; a pause says nothing once the request is over. */
function pausedOf(
  { path, request }: Followed,
  { waiting, today }: { waiting: FollowView['waiting']; today: Day },
): FollowView['paused'] {
  const until = pauseOn(request, today)
  if (until === null || request.status === 'closed' || request.status === 'declared') return null
  return { until, resume: waiting ? null : { action: `${path}/reprise`, key: randomUUID() } }
}

/** Where to say that no SMS is wanted any more, while some may still be sent. */
function smsOf({ path, request }: Followed): FollowView['sms'] {
  if (request.channel !== 'sms' || request.status === 'closed') return null
  const isBarred = request.smsStoppedBy === 'provider'
  return { stopAction: request.smsStoppedAt ? null : `${path}/sms`, isBarred }
}

export const MANAGE_PATHS: Record<ManageKind, string> = {
  renounce: 'renoncement',
  pause: 'pause',
  withdraw: 'retrait',
  correct: 'corriger',
  erase: 'effacer',
  access: 'mes-reponses',
}

function manageOf(followed: Followed, isPaused: boolean): ManageKind[] {
  const isOver = followed.request.status === 'closed'
  return [
    ...(isOver ? [] : (['correct'] as const)),
    ...movesOf(followed, isPaused),
    'access',
    'erase',
  ]
}

function movesOf({ request: { status }, solution }: Followed, isPaused: boolean): ManageKind[] {
  if (status === 'closed' || status === 'declared') return []
  if (status === 'seen') return ['withdraw']
  if (status === 'agreed' && solution) return ['renounce', 'withdraw']
  return isSearched(status) && !isPaused ? ['pause', 'withdraw'] : ['withdraw']
}

function stateOf(followed: Followed): FollowState {
  const { path, request, territory, solution } = followed
  const { status, home } = request
  switch (status) {
    case 'outside':
      return { status, commune: home.commune || null, relay: relayOf(territory) }
    case 'shortlisted':
      return listState(followed)
    case 'ready':
      return { status, news: solution && waitingNews(solution, { request, path }) }
    case 'proposed':
      return { status, isAccepted: solution?.proposal?.status === 'accepted' }
    case 'offered':
      return { status, offer: solution && offerView(solution, { request, path }) }
    case 'agreed':
    case 'seen':
    case 'declared':
      return { status, doctor: agreedDoctor(followed) }
    case 'closed':
      return { status, reason: request.closeReason ?? 'withdrawn' }
    default:
      return { status }
  }
}

function listState({ path, request, list, doctors, refused }: Followed): FollowState {
  const named = (list?.entries ?? []).flatMap((entry) => {
    const doctor = doctors.get(entry.availabilityId)
    if (!doctor || refused.includes(entry.availabilityId)) return []
    const { km, reasons } = entry
    return [namedDoctor(doctor, { km, points: pointsOf(reasons) }, { request, path })]
  })
  const sentOn = parisDay(list?.decidedAt ?? request.updatedAt)
  return { status: 'shortlisted', sentOn, doctors: named }
}

/** The doctor whom the household agreed to: named from then on (B20). */
function agreedDoctor({ path, request, solution }: Followed): NamedDoctor | null {
  const agreed = solution && agreedIn(solution)
  if (!agreed) return null
  const { km } = agreed.proposal
  const points = conditionsOf(request, agreed)
  return namedDoctor(agreed.doctor, { km, points }, { request, path })
}

function relayOf({ outsideName, outsidePhone, outsideAdvice }: Territory) {
  return { name: outsideName, text: outsideAdvice, phone: outsidePhone, email: null, url: null }
}

function pointsOf(reasons: Shortlist['entries'][number]['reasons']): DoctorPoint[] {
  return reasons.flatMap((reason): DoctorPoint[] => {
    if (reason.code === 'home_visits') return [{ kind: 'home_visit' }]
    if (reason.code === 'step_free') return [{ kind: 'step_free' }]
    if (reason.code === 'confirmed' && reason.freshness !== 'fresh')
      return [{ kind: 'to_reconfirm' }]
    if (reason.code === 'language')
      return [{ kind: 'languages', languages: reason.languages.filter(isSpoken) }]
    return []
  })
}

function namedDoctor(
  doctor: RegisteredDoctor,
  { km, points }: { km: number | null; points: readonly DoctorPoint[] },
  { request, path }: Pick<Followed, 'request' | 'path'>,
): NamedDoctor {
  const firstNames = request.members.map(({ firstName }) => firstName)
  return {
    id: doctor.id,
    name: doctor.name,
    km,
    practice: doctor.practice || null,
    address: [doctor.address, [doctor.postalCode, doctor.commune].join(' ')]
      .filter(Boolean)
      .join(', '),
    phone: doctor.phone,
    points: [{ kind: 'welcomes', firstNames }, ...points],
    booking: doctor.booking || null,
    contactHref: `${path}/medecins/${doctor.id}.vcf`,
  }
}
