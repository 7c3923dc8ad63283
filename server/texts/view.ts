import { randomUUID } from 'node:crypto'
import type { TextChannel, TextPiece, TextView } from '../../web/pages/staff/text-view.ts'
import { momentLabel } from '../calendar/labels.ts'
import type { FormValues } from '../http/forms.ts'
import { about } from '../messaging/list.ts'
import { described } from './described.ts'
import type { Edits } from './edited.ts'
import { type Field, fieldMeanings } from './fields.ts'
import { aboutText } from './list-view.ts'
import { anatomyOf, type Part, type Piece, partsOf } from './parts.ts'
import { type Previewed, previewOf } from './preview.ts'
import { changedBySms, tidied } from './rules.ts'
import type { StoredTexts } from './service.ts'

/** Name of a part in the form. */
export function nameOf({ id }: Pick<Part, 'id'>): string {
  return `texte-${id.replace(/[:.]/g, '-')}`
}

/** What was typed, tidied, by part; what the form does not hold, or says in our words, is left out. */
export function typedEdits(parts: readonly Part[], values: FormValues): Edits {
  const typed = parts.flatMap((part) => {
    const value = values[nameOf(part)]
    const text = value === undefined ? part.original : tidied(value)
    return text === tidied(part.original) ? [] : [[part.id, text] as const]
  })
  return Object.fromEntries(typed)
}

export type Shown = {
  previewed: Previewed
  stored: StoredTexts
  /** What was typed, when it is not what is stored. */
  values: FormValues | null
  /** By part. */
  faults?: Record<string, string>
  stale?: { by: string | null; at: Date } | null
  said?: string | null
  isTried?: boolean
}

/** The page of one message. */
export function textView(shown: Shown): TextView {
  const { previewed, stored, values, faults = {}, stale = null, said = null } = shown
  const { template } = previewed
  const parts = partsOf(template)
  const edits = values ? typedEdits(parts, values) : stored.edits
  const errors = parts.flatMap((part) => {
    const fault = faults[part.id]
    return fault ? [[nameOf(part), fault] as const] : []
  })
  return {
    template,
    title: about[template],
    about: aboutText(template),
    seal: { key: randomUUID(), version: stored.version },
    channels: channelsOf(shown),
    fields: fieldsOf(parts),
    errors: Object.fromEntries(errors),
    stale: stale && { by: stale.by, when: `le ${momentLabel(stale.at)}`, isTyped: values !== null },
    said,
    isTried: shown.isTried ?? false,
    previews: previewsOf(previewed, edits),
    isEdited: Object.keys(stored.edits).length > 0,
    saves: stored.saves.map(({ changedBy: by, at, parts: changed }) => ({
      by,
      when: `Le ${momentLabel(at)}`,
      what: changed.map((id) => labelOf(parts, id)),
    })),
  }
}

function channelsOf(shown: Shown): TextChannel[] {
  const { template } = shown.previewed
  const { subject, email, sms } = anatomyOf(template)
  const pieces = { email: [...subject, ...email], sms }
  return described[template].channels.map((channel) => ({
    channel,
    pieces: pieces[channel].map((piece) => pieceOf(piece, shown)),
  }))
}

function pieceOf(piece: Piece, { previewed, stored, values, stale }: Shown): TextPiece {
  if (piece.kind === 'fixed') return piece
  const { part } = piece
  const kept = stored.edits[part.id] ?? part.original
  const value = values?.[nameOf(part)] ?? kept
  return {
    kind: 'part',
    name: nameOf(part),
    label: labelOf(partsOf(previewed.template), part.id),
    value,
    original: tidied(value) === tidied(part.original) ? null : part.original,
    only: onlyIn(part),
    theirs: stale && tidied(value) !== tidied(kept) ? kept : null,
    changed: part.place === 'sms' ? changedBySms(value) : [],
  }
}

const labels: Record<Part['place'], string> = { subject: 'Objet', email: 'Phrase', sms: 'SMS' }

/** « Objet », « Phrase 2 »: numbered where there are several. */
function labelOf(parts: readonly Part[], id: string): string {
  const part = parts.find((each) => each.id === id)
  if (!part) return 'une phrase qui n’existe plus'
  const same = parts.filter(({ place }) => place === part.place)
  const rank = same.length > 1 ? ` ${same.indexOf(part) + 1}` : ''
  return `${labels[part.place]}${rank}`
}

/** The first case is the usual one: what differs from it is said. */
function onlyIn({ cases: { said, all } }: Part): string | null {
  const others = all.filter((label) => !said.includes(label))
  if (others.length === 0) return null
  const isUsual = said.includes(all[0] ?? '') && others.length <= said.length
  return isUsual ? `Sauf ${others.join(', ou ')}.` : `Seulement ${said.join(', ou ')}.`
}

function fieldsOf(parts: readonly Part[]): TextView['fields'] {
  const names = [...new Set(parts.flatMap(({ fields }) => fields))]
  return names.map((name: Field) => ({ name, meaning: fieldMeanings[name] }))
}

function previewsOf(previewed: Previewed, edits: Edits): TextView['previews'] {
  const { emails, sms } = previewOf(previewed, edits)
  const sizes = ['Le plus court', 'Le plus long']
  return [
    ...emails.map(({ label, subject, text }, index) => ({
      label: `${sizes[index]} : ${label}.`,
      preview: { channel: 'email' as const, subject, text },
    })),
    ...sms.map(({ label, ...counted }, index) => ({
      label: `${sizes[index]} : ${label}.`,
      preview: { channel: 'sms' as const, ...counted },
    })),
  ]
}
