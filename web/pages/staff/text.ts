import { backLink } from '../../components/button.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { notice } from '../../components/notice.ts'
import { type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { textArea } from '../../components/text-area.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { previewOf } from './send-preview.ts'
import type { TextChannel, TextPiece, TextView } from './text-view.ts'
import { TEXTS_PATH } from './texts.ts'

/** `/coordination/textes/:modele`: one message, what can be changed in it, and how it will be read. */
export function textPage(site: StaffSite, view: TextView): Html {
  const mayWrite = site.account.role === 'administrator' && view.channels.length > 0
  return staffPage(site, {
    title: view.title,
    section: 'reglages',
    hasErrors: Object.keys(view.errors).length > 0,
    body: html`${backLink(TEXTS_PATH, 'Textes des messages')}
${errorSummary(wordsFor('fr'), view.errors)}${staleOf(view)}
${view.said && html`<div role="status">${notice('good', view.said)}</div>`}
${view.isTried && html`<div role="status">${notice('info', 'Voici l’aperçu. Rien n’est encore enregistré.')}</div>`}
${pageHead({ title: view.title, soft: view.about })}
${view.channels.length === 0 ? notice('plain', 'Ce texte ne change pas : il protège un accès ou des personnes.') : editing(view, mayWrite)}
${view.saves.length > 0 && history(view, mayWrite)}`,
  })
}

const HOW_ON = {
  typed: 'Ses mots sont sous les vôtres : gardez ce qu’il faut, puis enregistrez de nouveau.',
  pressed: 'Relisez, puis recommencez.',
}

function staleOf({ stale }: TextView): Html | false {
  if (!stale) return false
  return notice(
    'warn',
    html`<strong>${stale.by ?? 'Quelqu’un'} a modifié ce message ${stale.when}.</strong> Rien n’a été écrasé. ${HOW_ON[stale.isTyped ? 'typed' : 'pressed']}`,
  )
}

function editing(view: TextView, mayWrite: boolean): Html {
  return html`<div class="send-grid"><form class="stack" method="post" action="${TEXTS_PATH}/${view.template}">${seal(view.seal)}
${!mayWrite && notice('plain', 'Vous lisez ces textes. Un administrateur du territoire peut les changer.')}
${view.channels.map((channel) => channelOf(channel, view, mayWrite))}
${fieldsOf(view)}
${mayWrite && html`<div class="action-bar request-bar"><p class="soft">Les messages qui ne sont pas encore partis diront ces mots.</p><div class="actions"><button class="button button-secondary" type="submit" name="geste" value="apercu">Voir l’aperçu</button><button class="button" type="submit" name="geste" value="enregistrer">Enregistrer ces textes</button></div></div>`}</form>
<div class="stack">${card(
    'apercus',
    'Comme on le lira',
    html`<p class="soft small">Personnes inventées : le plus court, puis le plus long.</p>
${view.previews.map(({ label, preview }) => html`<div class="text-preview"><p class="soft small">${label}</p>${previewOf(preview)}</div>`)}`,
  )}</div></div>`
}

const channelTitles = { email: 'Le mail', sms: 'Le SMS' }

function channelOf({ channel, pieces }: TextChannel, view: TextView, mayWrite: boolean): Html {
  return card(
    `canal-${channel}`,
    channelTitles[channel],
    pieces.map((piece) => pieceOf(piece, view, mayWrite)),
  )
}

function pieceOf(piece: TextPiece, { errors }: TextView, mayWrite: boolean): Html {
  if (piece.kind === 'fixed')
    return html`<p class="text-fixed"><span class="visually-hidden">Fixe : </span>${piece.text}</p>\n`
  const { name, label, value, original, only, theirs, changed } = piece
  const hint = html`${only && html`${only} `}${original && html`D’origine : « ${original} » `}${changed.length > 0 && html`En SMS : ${changed.map(({ written, sent }) => `${written} devient ${sent}`).join(', ')}.`}`
  return html`${textArea(wordsFor('fr'), {
    name,
    label,
    value,
    rows: Math.min(6, Math.ceil(value.length / 55) || 1),
    isReadOnly: !mayWrite,
    error: errors[name],
    ...(hint.text ? { hint } : {}),
  })}${theirs !== null && html`<p class="text-theirs"><strong>Enregistré entre-temps :</strong> ${theirs}</p>`}\n`
}

function fieldsOf({ fields }: TextView): Html {
  return html`<details class="disclosure"><summary>Ce que l’on peut écrire entre accolades</summary><ul class="prose">${fields.map(({ name, meaning }) => html`<li><code>{${name}}</code> : ${meaning}</li>`)}</ul></details>`
}

function history(view: TextView, mayWrite: boolean): Html {
  return card(
    'historique',
    'Historique',
    html`<ul class="text-saves">${view.saves.map(({ by, when, what }) => html`<li>${when}, ${by} : ${what.join(', ')}.</li>`)}</ul>
${mayWrite && html`<div class="actions">${press(view, 'annuler', 'Annuler le dernier changement')}${view.isEdited && press(view, 'origine', 'Revenir au texte d’origine')}</div>`}`,
  )
}

function press({ template, seal: sealed }: TextView, act: string, label: string): Html {
  return html`<form method="post" action="${TEXTS_PATH}/${template}/${act}">${seal(sealed)}<button class="button button-secondary" type="submit">${label}</button></form>`
}
