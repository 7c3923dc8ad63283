import type { LonLat } from '../../../server/geo.ts'
import type { ExclusionReason, RankedReason } from '../../../server/ranking/rules.ts'
import type { Errors, Values } from '../../components/form.ts'
import type { FormSeal } from '../../components/staff/frame.ts'
import type { MapView } from '../../components/staff/map-view.ts'
import type { Todo } from '../../components/staff/todos.ts'
import type { Moment } from '../../components/timeline.ts'
import type {
  Channel,
  CloseReason,
  MessageStatus,
  Need,
  Precision,
  Status,
  Verdict,
} from './labels.ts'
import type { ExclusionFacts } from './reason-labels.ts'
import type { ReferralCard, Twin } from './request-referral.ts'
import type { SolutionView } from './solution-view.ts'

/** All that the page of one request shows. Dates and people are in words; distances are in kilometres. */
export interface RequestView {
  readonly id: string
  readonly reference: string
  readonly status: Status
  readonly closeReason: CloseReason | null
  readonly name: string
  readonly need: { readonly level: Need; readonly reasons: readonly string[] }
  readonly facts: RequestFacts
  readonly nextStep: {
    readonly text: string
    readonly date: string | null
    readonly dateText: string | null
  } | null
  readonly seal: FormSeal & { readonly version: number }
  /** What was typed in a form that was refused, and why. */
  readonly form: { readonly values: Values; readonly errors: Errors }
  readonly ranking: RequestRanking | null
  readonly map: Pick<MapView, 'contours' | 'tiles'>
  readonly home: HomeView
  /** The list that was passed on, while it is open. */
  readonly given: GivenList | null
  /** Doctors asked about the household; null in mode `shortlist`. */
  readonly solution: SolutionView | null
  /** The last day of a pause of its search, in words; null while it goes on. */
  readonly pausedUntil: string | null
  /** The household and the doctor say opposite things. */
  readonly disagreement: boolean
  /** It did not say whether it still waits, or only a person can ask. */
  readonly isSilent: boolean
  /** What a person is to do about this request. */
  readonly todos: readonly Todo[]
  readonly members: readonly { readonly id: string; readonly label: string }[]
  readonly messages: readonly RequestMessage[]
  readonly history: readonly Moment[]
  /** Who registered it, when somebody else did. */
  readonly referral: ReferralCard | null
  /** Other living requests that may be the same people. */
  readonly twins: readonly Twin[]
  /** Statuses that a person may choose by hand from here. */
  readonly moves: readonly Status[]
  readonly undo: UndoView | null
  readonly stale: StaleView | null
  /** What was just done, or came too late. */
  readonly said: string | null
  readonly editHref: string | null
}

export interface RequestFacts {
  /** « Jeanne, 78 ans », with what each needs: « ALD », « ne se déplace pas ». */
  readonly members: readonly { readonly label: string; readonly needs: readonly string[] }[]
  /** « parle portugais », « fauteuil roulant », « vient à pied ». */
  readonly wishes: readonly string[]
  readonly maxKm: number
  readonly channel: Channel
  readonly phone: string | null
  readonly email: string | null
  readonly canOpenLink: boolean
  /** It wants no SMS since then: by its own word, or as the provider says; null when it takes them. */
  readonly smsStopped: { readonly since: string; readonly by: 'household' | 'provider' } | null
  /** `since` in words: « 12 novembre ». */
  readonly waiting: { readonly days: number; readonly since: string }
}

export interface HomeView {
  /** As typed by the household. */
  readonly typed: string
  /** As found or placed; null when it is not placed. */
  readonly label: string | null
  readonly position: LonLat | null
  readonly precision: Precision | null
  readonly verdict: Verdict | null
  /** Who decided of the territory, and why, when a person did. */
  readonly decision: { readonly by: string; readonly reason: string } | null
  /** Why a person must look: « une rue a été trouvée, pas le numéro ». */
  readonly doubts: readonly string[]
  /** Addresses to choose from; `value` is sent as `candidat`. */
  readonly candidates: readonly {
    readonly value: string
    readonly label: string
    readonly note: string
  }[]
}

export interface RequestRanking {
  readonly ranked: readonly RankedRow[]
  /** How many can take the household in all; only the first in the order are in `ranked`. */
  readonly rankedCount: number
  readonly excluded: readonly ExcludedRow[]
  /** How many are left out in all; only the nearest are in `excluded`. */
  readonly excludedCount: number
  /** Largest distance applied to this list; may exceed what the household chose. */
  readonly km: number
  /** How distances were measured: « Distances à vol d’oiseau ». */
  readonly source: string
  /** Where journeys by road come from, or that they could not be asked; null when none are known. */
  readonly roadNote: { readonly isFailure: boolean; readonly text: string } | null
  readonly canSend: boolean
  /** Doctors may be asked from this list, up to these distances without a reason; null where they may not. */
  readonly asking: { readonly reachKm: number; readonly reasonableKm: number } | null
}

interface RowBase {
  /** Availability of a doctor at a practice: the value sent as `medecin`. */
  readonly rowId: string
  readonly doctorId: string
  /** « Dr Ombeline Vanhoublon ». */
  readonly name: string
  readonly practiceId: string
  /** « Cabinet des Moulins, Lille ». */
  readonly practice: string
  readonly position: LonLat | null
  readonly km: number
}

export interface RankedRow extends RowBase {
  readonly isChosen: boolean
  /** « 2,3 km à vol d’oiseau ; 3,1 km par la route, 8 min en voiture (OpenStreetMap) ». */
  readonly road: string | null
  readonly freshness: 'fresh' | 'to_reconfirm' | 'expired'
  readonly reasons: readonly RankedReason[]
}

export interface ExcludedRow extends RowBase {
  readonly reasons: readonly ExclusionReason[]
  readonly facts: ExclusionFacts
}

export interface GivenList {
  readonly when: string
  readonly channel: Channel
  readonly doctors: readonly {
    readonly rowId: string
    readonly name: string
    readonly practice: string
    readonly phone: string | null
    /** What the household said of this doctor: « a refusé le 3 décembre ». */
    readonly said: string | null
  }[]
}

export interface RequestMessage {
  readonly id: string
  readonly channel: Channel
  readonly when: string
  readonly status: MessageStatus
  readonly reason: string | null
}

export interface UndoView {
  readonly text: string
  readonly messageId: string
  readonly secondsLeft: number
}

export interface StaleView {
  readonly by: string | null
  readonly when: string
}

/** Address of the page of a request, and root of its forms. */
export function requestHref(id: string): string {
  return `/coordination/demandes/${id}`
}
