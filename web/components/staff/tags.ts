import { type Html, html, raw } from '../../html.ts'
import {
  type DoctorState,
  doctorStateLabels,
  type MessageStatus,
  messageStatusLabels,
  type Need,
  needLabels,
  type Status,
  statusLabels,
  type Verdict,
  verdictLabels,
} from '../../pages/staff/labels.ts'
import { type StateSign, type StateTone, state } from '../state.ts'

type Look = readonly [tone: StateTone, sign: StateSign]

const statusLooks: Record<Status, Look> = {
  to_locate: ['warn', 'question'],
  outside: ['mute', 'elsewhere'],
  already_followed: ['info', 'linked'],
  ready: ['brand', 'ring'],
  shortlisted: ['info', 'arrow'],
  proposed: ['info', 'waiting'],
  offered: ['info', 'half'],
  agreed: ['good', 'tick'],
  seen: ['good', 'tick'],
  declared: ['good', 'done'],
  closed: ['mute', 'dash'],
}

const messageLooks: Record<MessageStatus, Look> = {
  draft: ['mute', 'ring'],
  queued: ['brand', 'waiting'],
  sending: ['info', 'arrow'],
  accepted: ['info', 'half'],
  delivered: ['good', 'done'],
  failed_permanent: ['bad', 'left_out'],
  failed_temporary: ['warn', 'alert'],
  uncertain: ['warn', 'question'],
  cancelled: ['mute', 'dash'],
}

const doctorLooks: Record<DoctorState, Look> = {
  fresh: ['good', 'done'],
  to_reconfirm: ['warn', 'waiting'],
  expired: ['mute', 'left_out'],
  full: ['mute', 'full'],
  paused: ['mute', 'pause'],
  not_accepting: ['mute', 'left_out'],
}

const verdictLooks: Record<Verdict, Look> = {
  inside: ['good', 'tick'],
  outside: ['mute', 'elsewhere'],
  to_verify: ['warn', 'question'],
}

/** Status of a request: a sign, a word, then a colour. */
export function statusTag(status: Status): Html {
  return state(statusLabels[status], ...statusLooks[status])
}

export function messageTag(status: MessageStatus): Html {
  return state(messageStatusLabels[status], ...messageLooks[status])
}

export function doctorTag(doctor: DoctorState): Html {
  return state(doctorStateLabels[doctor], ...doctorLooks[doctor])
}

export function verdictTag(verdict: Verdict): Html {
  return state(verdictLabels[verdict], ...verdictLooks[verdict])
}

const DASHES_ON: Record<Need, number> = { A: 3, B: 2, C: 1, D: 0 }
const DASH_TOPS = [12.5, 7, 1.5]

/** Level of need: as many full dashes as it presses, and its word. Its reasons stand next to it. */
export function needTag(need: Need): Html {
  const on = DASHES_ON[need]
  const dashes = DASH_TOPS.map(
    (top, i) =>
      html`<rect${i < on && raw(' class="need-dash-on"')} x="1" y="${top}" width="16" height="3.5" rx="1.75"/>`,
  )
  return html`<span class="need need-${Math.max(on, 1)}" data-need="${need}"><svg class="need-dashes" viewBox="0 0 18 18" aria-hidden="true" focusable="false">${dashes}</svg>${needLabels[need]}</span>`
}
