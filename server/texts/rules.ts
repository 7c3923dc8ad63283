import { oneLine } from '../messaging/facts.ts'
import { toGsm } from '../messaging/gsm.ts'
import { fieldMeanings, fieldsIn } from './fields.ts'
import { healthWordsIn } from './health-words.ts'
import type { Part } from './parts.ts'

/** A subject longer than this is cut by the reader's mail (RFC 5322, 2.1.1). */
export const SUBJECT_MAX = 78
/** A paragraph of an e-mail. */
export const PARAGRAPH_MAX = 600
export const SMS_SEGMENTS_MAX = 3

/** A text as it is kept: on one line, without invisible marks. */
export function tidied(text: string): string {
  return oneLine(text.normalize('NFC'))
}

/**
 * What is wrong with a text of a part, and how to mend it; null when it may be sent. Lengths are judged once its fields
 * are replaced (`lengths.ts`).
 */
export function faultOf(part: Part, text: string): string | null {
  if (text === part.original) return null
  for (const look of [
    emptiness,
    braces,
    unknownField,
    missingField,
    promise,
    address,
    health,
    sms,
  ]) {
    const fault = look(part, text)
    if (fault) return fault
  }
  return null
}

/** Characters that leave an SMS otherwise than they are typed: `œ` as `oe`. Apostrophes and spaces go unsaid. */
export function changedBySms(text: string): { written: string; sent: string }[] {
  const characters = [...new Set(text.normalize('NFC'))].filter((each) => !UNSEEN.test(each))
  return characters
    .map((written) => ({ written, sent: toGsm(written) }))
    .filter(({ written, sent }) => written !== sent)
}

const UNSEEN = /[’‘«»\s\u00a0\u202f{}]/u

function emptiness(_part: Part, text: string): string | null {
  return text === '' ? 'Écrivez un texte, ou revenez au texte d’origine.' : null
}

function braces(_part: Part, text: string): string | null {
  const rest = text.replace(/\{[^{}]*\}/g, '')
  return /[{}]/.test(rest)
    ? 'Il manque une accolade. Un champ s’écrit entre deux, par exemple {territoire}.'
    : null
}

function unknownField({ fields }: Part, text: string): string | null {
  const unknown = fieldsIn(text).find(
    (name) => !fields.includes(name as keyof typeof fieldMeanings),
  )
  if (unknown === undefined) return null
  const said = `Le champ {${unknown}} n’existe pas ici.`
  const near = nearest(unknown, fields)
  return near
    ? `${said} Vouliez-vous dire {${near}} ?`
    : `${said} Vous pouvez écrire ${fields.map((name) => `{${name}}`).join(', ')}.`
}

function missingField({ original }: Part, text: string): string | null {
  const there = fieldsIn(text)
  const [missing] = fieldsIn(original).filter((name) => !there.includes(name))
  if (!missing) return null
  const meaning = fieldMeanings[missing as keyof typeof fieldMeanings]
  return `Il manque ${meaning} : ajoutez {${missing}}.`
}

/** What the household was told stays told: a refusal never costs it its place. */
const PLACE_KEPT = /gard(?:ez|erez|iez) (?:toujours |bien )?votre place/i

function promise({ original }: Part, text: string): string | null {
  return PLACE_KEPT.test(original) && !PLACE_KEPT.test(text)
    ? 'Gardez notre promesse : écrivez « vous gardez votre place ».'
    : null
}

const MARKUP = /<[^>]*>|<\/?[a-z]|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/i
const MAIL = /[^\s@]+@[^\s@]+/
const LINK =
  /[a-z][a-z\d+.-]*:\/\/|\bwww\.|\b[a-z\d-]+\.(?:fr|com|org|net|eu|io|info|gouv|be|link|ly|me)\b/i
const PHONE = /(?:\+\d{2}|\b0)[\d .-]{8,}\d/

function address(_part: Part, text: string): string | null {
  if (MARKUP.test(text))
    return 'Écrivez des mots seuls : les balises et les codes HTML ne passent pas.'
  if (MAIL.test(text))
    return 'Retirez l’adresse mail : la réponse arrive déjà à celle du territoire.'
  if (LINK.test(text))
    return 'Retirez l’adresse web : le message a déjà son lien, et un autre ferait craindre une fraude.'
  if (PHONE.test(text)) return 'À la place du numéro, écrivez {telephone} : il suivra vos réglages.'
  return null
}

function health(_part: Part, text: string): string | null {
  const words = healthWordsIn(text.replace(/\{[^{}]*\}/g, ' '))
  return words
    ? `Retirez « ${words} » : un message ne dit rien de la santé, de l’âge ni du foyer. Renvoyez à la page privée.`
    : null
}

function sms({ place }: Part, text: string): string | null {
  if (place !== 'sms') return null
  const lost = changedBySms(text).filter(({ sent }) => sent.includes('?') || sent === '')
  if (lost.length === 0) return null
  const names = lost.map(({ written }) => `« ${written} »`).join(', ')
  return `Un SMS ne peut pas écrire ${names}. Il partirait ainsi : ${toGsm(text)}`
}

/** The name that takes the fewest letters to mend, if it takes at most a third of them. */
function nearest(typed: string, names: readonly string[]): string | null {
  const plain = typed.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
  const [best] = names
    .map((name) => ({ name, steps: stepsBetween(plain, name) }))
    .sort((a, b) => a.steps - b.steps)
  return best && best.steps <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : null
}

/** Letters to add, drop or change from one word to another (Levenshtein). */
function stepsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (let at = 1; at <= to.length; at++) {
      const change = (row[at - 1] ?? 0) + (letter === to[at - 1] ? 0 : 1)
      next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
