import { type Html, html, type Printable } from '../html.ts'
import { type IconName, icon } from './icons.ts'

type Tone = 'info' | 'good' | 'warn' | 'bad' | 'plain'

const signs: Record<Tone, IconName> = {
  info: 'info',
  good: 'check',
  warn: 'alert',
  bad: 'alert',
  plain: 'info',
}

/** One fact beside what it explains. */
export function notice(tone: Tone, body: Printable, sign: IconName = signs[tone]): Html {
  const kind = tone === 'info' ? '' : ` notice-${tone}`
  return html`<div class="notice${kind}">${icon(sign)}<div class="notice-body"><p>${body}</p></div></div>`
}
