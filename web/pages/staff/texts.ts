import { backLink } from '../../components/button.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { pageHead } from '../../components/staff/page-head.ts'
import { state } from '../../components/state.ts'
import { type Html, html } from '../../html.ts'

export const TEXTS_PATH = '/coordination/textes'

export interface TextsView {
  readonly groups: readonly { readonly title: string; readonly rows: readonly TextRow[] }[]
}

export interface TextRow {
  readonly template: string
  readonly title: string
  /** What makes it leave. */
  readonly when: string
  /** « mail et SMS ». */
  readonly channels: string
  /** Nothing of it can be changed. */
  readonly isFixed: boolean
  /** « Inès Belgrain, le 24 novembre, 9 h »; null: our words. */
  readonly edited: string | null
}

/** `GET /coordination/textes`: every message, who reads it, when, and whose words it says. */
export function textsPage(site: StaffSite, { groups }: TextsView): Html {
  const edited = groups.flatMap(({ rows }) => rows).filter((row) => row.edited !== null).length
  const title =
    edited === 0
      ? 'Les messages disent le texte d’origine'
      : edited === 1
        ? '1 message dit vos mots'
        : `${edited} messages disent vos mots`
  return staffPage(site, {
    title,
    section: 'reglages',
    body: html`${backLink('/coordination/reglages', 'Réglages')}
${pageHead({ title, soft: 'Le lien privé, le nom de la coordinatrice, son téléphone et les promesses restent dans chaque message.' })}
${groups.map((group, index) => groupOf(group, `lecteur-${index}`))}`,
  })
}

function groupOf({ title, rows }: TextsView['groups'][number], id: string): Html {
  return html`<section class="stack" aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul class="message-list">${rows.map(rowOf)}</ul></section>
`
}

function rowOf({ template, title, when, channels, isFixed, edited }: TextRow): Html {
  return html`<li class="card message" data-template="${template}"><div class="message-head"><div><h3 class="message-title"><a href="${TEXTS_PATH}/${template}">${title}</a></h3>
<p class="soft small">${when} Par ${channels}.${edited && ` Modifié par ${edited}.`}</p></div>${isFixed ? state('Texte fixe', 'mute', 'dash') : edited ? state('Vos mots', 'info', 'done') : state('D’origine', 'mute', 'waiting')}</div></li>
`
}
