import { count } from '../../components/staff/figures.ts'
import { type Html, html } from '../../html.ts'

/** The exact text that would leave. The private link is not made yet: a word stands for it. */
export type Preview =
  | {
      readonly channel: 'sms'
      readonly text: string
      readonly segments: number
      readonly septets: number
      readonly capacity: number
    }
  | { readonly channel: 'email'; readonly subject: string; readonly text: string }
  | { readonly channel: 'letter'; readonly subject: string; readonly text: string }

export function previewOf(preview: Preview): Html {
  if (preview.channel === 'sms') return smsPreview(preview)
  const title = preview.channel === 'email' ? 'Aperçu du mail' : 'Aperçu de la lettre'
  return html`<div><p class="field-label">${title}</p><div class="letter"><p><strong>${preview.subject}</strong></p><p class="letter-text">${preview.text}</p></div></div>`
}

function smsPreview({
  text,
  segments,
  septets,
  capacity,
}: Extract<Preview, { channel: 'sms' }>): Html {
  return html`<div><p class="field-label">Aperçu du SMS</p><p class="bubble letter-text">${text}</p>
<p class="field-hint" data-segments="${segments}">Compté avec le lien entier : ${count(segments, 'SMS', 'SMS')}, ${septets} caractères sur ${capacity}.</p></div>`
}
