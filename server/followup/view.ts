import { randomUUID } from 'node:crypto'
import type { DoctorPoint, NamedDoctor } from '../../web/components/doctor-card.ts'
import type {
  FollowState,
  FollowView,
  ManageKind,
  Outcome,
} from '../../web/pages/patient/follow.ts'
import { languages, type SpokenLanguage } from '../../web/words/options.ts'
import { parisDay } from '../calendar/rules.ts'
import type { NamedDoctor as RegisteredDoctor } from '../doctors/candidates.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import type { Shortlist } from '../shortlists/service.ts'
import type { Territory } from '../territory/service.ts'
import { ASKED } from './rules.ts'

export type Followed = {
  /** Path of the private page. */
  path: string
  request: OrientationRequest
  territory: Territory
  list: Shortlist | null
  doctors: ReadonlyMap<string, RegisteredDoctor>
  isNew: boolean
  noted: Outcome | null
  /** Doctors of the list who refused this household. */
  refused: readonly string[]
  error: string | null
}

/** What the patient may read of their request. */
export function followView(followed: Followed, now: Date): FollowView {
  const { path, request, isNew, noted, error } = followed
  const state = stateOf(followed)
  const today = parisDay(now)
  const isPaused = request.pausedUntil !== null && request.pausedUntil >= today
  return {
    reference: request.reference,
    receivedOn: parisDay(request.registeredAt),
    nextStepOn: request.nextStepOn,
    isLate: request.nextStepOn !== null && request.nextStepOn < today,
    pausedUntil: isPaused ? request.pausedUntil : null,
    isNew,
    state,
    outcome: ASKED.includes(request.status)
      ? { action: `${path}/suite`, key: randomUUID(), error }
      : null,
    noted,
    sms: smsOf(followed),
    manage: manageOf(request, isPaused).map((kind) => ({
      kind,
      href: `${path}/${MANAGE_PATHS[kind]}`,
    })),
  }
}

/** Where to say that no SMS is wanted any more, while some may still be sent. */
function smsOf({ path, request }: Followed): FollowView['sms'] {
  if (request.channel !== 'sms' || request.status === 'closed') return null
  return { stopAction: request.smsStoppedAt ? null : `${path}/sms` }
}

export const MANAGE_PATHS: Record<ManageKind, string> = {
  pause: 'pause',
  resume: 'reprise',
  withdraw: 'retrait',
  correct: 'correction',
  erase: 'effacement',
  access: 'acces',
}

function manageOf({ status }: OrientationRequest, isPaused: boolean): ManageKind[] {
  if (status === 'closed' || status === 'declared') return []
  if (status === 'seen') return ['withdraw']
  return [isPaused ? 'resume' : 'pause', 'withdraw']
}

function stateOf({ path, request, territory, list, doctors, refused }: Followed): FollowState {
  const { status, home } = request
  if (status === 'outside')
    return { status, commune: home.commune || null, relay: relayOf(territory) }
  if (status === 'shortlisted')
    return {
      status,
      sentOn: parisDay(list?.decidedAt ?? request.updatedAt),
      doctors: (list?.entries ?? []).flatMap((entry) => {
        const doctor = doctors.get(entry.availabilityId)
        return doctor && !refused.includes(entry.availabilityId)
          ? [namedDoctor(doctor, entry, { request, path })]
          : []
      }),
    }
  if (status === 'agreed' || status === 'seen' || status === 'declared')
    return { status, doctor: null }
  if (status === 'closed') return { status, reason: request.closeReason ?? 'withdrawn' }
  return { status }
}

function relayOf({ outsideName, outsidePhone, outsideAdvice }: Territory) {
  return { name: outsideName, text: outsideAdvice, phone: outsidePhone, email: null, url: null }
}

function namedDoctor(
  doctor: RegisteredDoctor,
  { availabilityId, km, reasons }: Shortlist['entries'][number],
  { request, path }: Pick<Followed, 'request' | 'path'>,
): NamedDoctor {
  const points = reasons.flatMap((reason): DoctorPoint[] => {
    if (reason.code === 'home_visits') return [{ kind: 'home_visit' }]
    if (reason.code === 'step_free') return [{ kind: 'step_free' }]
    if (reason.code === 'confirmed' && reason.freshness !== 'fresh')
      return [{ kind: 'to_reconfirm' }]
    if (reason.code === 'language')
      return [{ kind: 'languages', languages: reason.languages.filter(isSpoken) }]
    return []
  })
  const firstNames = request.members.map(({ firstName }) => firstName)
  return {
    id: availabilityId,
    name: doctor.name,
    km,
    practice: doctor.practice || null,
    address: [doctor.address, [doctor.postalCode, doctor.commune].join(' ')]
      .filter(Boolean)
      .join(', '),
    phone: doctor.phone,
    points: [{ kind: 'welcomes', firstNames }, ...points],
    booking: doctor.booking || null,
    contactHref: `${path}/medecins/${availabilityId}.vcf`,
  }
}

function isSpoken(code: string): code is SpokenLanguage {
  return (languages as readonly string[]).includes(code)
}
