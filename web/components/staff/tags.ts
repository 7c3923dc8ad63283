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

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'brand' | 'mute'
type Look = readonly [tone: Tone, sign: keyof typeof signs]

const signs = {
  question:
    '<circle cx="9" cy="9" r="7"/><path d="M7 7.2a2.2 2.2 0 1 1 3 2c-.7.4-1 .7-1 1.3M9 12.8v.1"/>',
  diamond: '<path d="M9 1.8 16.2 9 9 16.2 1.8 9 9 1.8Z"/>',
  linked: '<circle cx="4.5" cy="9" r="2.5"/><circle cx="13.5" cy="9" r="2.5"/><path d="M7 9h4"/>',
  ring: '<circle cx="9" cy="9" r="6.5"/>',
  arrow: '<path d="M3 9h11M10 5l4 4-4 4"/>',
  clock: '<circle cx="9" cy="9" r="7" stroke-dasharray="3.2 2.3"/><path d="M9 5.5V9l2.5 1.5"/>',
  half: '<circle cx="9" cy="9" r="6.5"/><path class="solid" d="M9 2.5a6.5 6.5 0 0 1 0 13Z"/>',
  check: '<path d="m3.5 9.5 4 4 7.5-8.5"/>',
  done: '<circle class="solid" cx="9" cy="9" r="7"/><path class="knock" d="m5.7 9.3 2.4 2.4 4.4-5"/>',
  dash: '<path d="M4 9h10"/>',
  full: '<rect class="solid" x="2.5" y="2.5" width="13" height="13" rx="3"/><path class="knock" d="M6 9h6"/>',
  crossed: '<circle cx="9" cy="9" r="7"/><path d="m6.5 6.5 5 5M11.5 6.5l-5 5"/>',
  paused: '<circle cx="9" cy="9" r="7"/><path d="M7.2 6.5v5M10.8 6.5v5"/>',
  alert: '<path d="M9 2.5 16.5 16h-15L9 2.5ZM9 7.5v3.6M9 13.4v.1"/>',
} as const

const statusLooks: Record<Status, Look> = {
  to_locate: ['warn', 'question'],
  outside: ['mute', 'diamond'],
  already_followed: ['info', 'linked'],
  ready: ['brand', 'ring'],
  shortlisted: ['info', 'arrow'],
  proposed: ['info', 'clock'],
  offered: ['info', 'half'],
  agreed: ['good', 'check'],
  seen: ['good', 'check'],
  declared: ['good', 'done'],
  closed: ['mute', 'dash'],
}

const messageLooks: Record<MessageStatus, Look> = {
  draft: ['mute', 'ring'],
  queued: ['brand', 'clock'],
  sending: ['info', 'arrow'],
  accepted: ['info', 'half'],
  delivered: ['good', 'done'],
  failed_permanent: ['bad', 'crossed'],
  failed_temporary: ['warn', 'alert'],
  uncertain: ['warn', 'question'],
  cancelled: ['mute', 'dash'],
}

const doctorLooks: Record<DoctorState, Look> = {
  fresh: ['good', 'done'],
  to_reconfirm: ['warn', 'clock'],
  expired: ['mute', 'crossed'],
  full: ['mute', 'full'],
  paused: ['mute', 'paused'],
  not_accepting: ['mute', 'crossed'],
}

const verdictLooks: Record<Verdict, Look> = {
  inside: ['good', 'check'],
  outside: ['mute', 'diamond'],
  to_verify: ['warn', 'question'],
}

/** Status of a request: a sign, a word, then a colour. Carries `data-status`. */
export function statusTag(status: Status): Html {
  return tag(statusLooks[status], statusLabels[status], html` data-status="${status}"`)
}

/** State of a message. Carries `data-message-status`. */
export function messageTag(status: MessageStatus): Html {
  return tag(
    messageLooks[status],
    messageStatusLabels[status],
    html` data-message-status="${status}"`,
  )
}

export function doctorTag(state: DoctorState): Html {
  return tag(doctorLooks[state], doctorStateLabels[state])
}

export function verdictTag(verdict: Verdict): Html {
  return tag(verdictLooks[verdict], verdictLabels[verdict])
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

function tag([tone, sign]: Look, words: string, marks: Html | null = null): Html {
  const toned = tone === 'mute' ? '' : ` state-${tone}`
  return html`<span class="state${toned}"${marks}><svg class="state-sign" viewBox="0 0 18 18" aria-hidden="true" focusable="false">${raw(signs[sign])}</svg>${words}</span>`
}
