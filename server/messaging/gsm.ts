/** Basic table of GSM 03.38 (3GPP TS 23.038, 6.2.1), one septet each, without the escape. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)

/** Extension table (6.2.1.1): an escape, then the character, so two septets. */
const EXTENSION = new Set('\f^{}\\[~]|€')

/** What French texts hold outside both tables, as one would write it on an old phone. */
const REPLACED: Record<string, string> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '…': '...',
  '•': '-',
  œ: 'oe',
  Œ: 'OE',
  ç: 'c',
  '\t': ' ',
}

const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g
/** Characters without a shape: controls, marks of direction, joiners. */
const SHAPELESS = /\p{C}/u
/** « mot » loses the spaces inside its quotation marks. */
const QUOTED = /«\s*([^«»]*?)\s*»/g

/** Septets of one SMS, and of each part of a longer one, whose header takes seven (3GPP TS 23.040, 9.2.3.24.1). */
const SINGLE = 160
const PART = 153

/** A text in the alphabet of an SMS: accents that it lacks are dropped, what cannot be written becomes « ? ». */
export function toGsm(text: string): string {
  const plain = text.normalize('NFC').replace(SPACES, ' ').replace(QUOTED, '"$1"')
  return [...plain].map(transliterated).join('')
}

export type SmsLength = { segments: number; septets: number; capacity: number }

/** How many SMS a text takes once transliterated; `capacity` is what that many can hold, in septets. */
export function smsSegments(text: string): SmsLength {
  const widths = [...toGsm(text)].map((character) => (EXTENSION.has(character) ? 2 : 1))
  const septets = widths.reduce((sum, width) => sum + width, 0)
  if (septets <= SINGLE) return { segments: 1, septets, capacity: SINGLE }
  const segments = partsOf(widths)
  return { segments, septets, capacity: segments * PART }
}

/** An escape is never parted from its character, so a part may end one septet short. */
function partsOf(widths: readonly number[]): number {
  let parts = 1
  let used = 0
  for (const width of widths) {
    if (used + width > PART) {
      parts += 1
      used = 0
    }
    used += width
  }
  return parts
}

function transliterated(character: string): string {
  if (BASIC.has(character) || EXTENSION.has(character)) return character
  const replaced = REPLACED[character]
  if (replaced !== undefined) return replaced
  if (SHAPELESS.test(character)) return ''
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '')
  return [...bare].every((letter) => BASIC.has(letter)) ? bare : '?'
}
