/** A word, or the quote that opens a string. */
const WORD = /[ \t\n\r]*([{}[\],:"]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y
/** What a string is made of, in pieces: engines stack what they may have to take back, and strings may be long. */
const PIECE = /[ !#-[\]-\uFFFF]{1,1000}|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y
const BLANKS = /[ \t\n\r]*/y

/** Words that may come next, by their first character; `v` for a number, a truth value or null. */
const VALUE = '{["v'
const KEY = '"'
const FIRST_KEY = '"}'
const UNENDED = -1

/** A text that is not JSON; `line` and `column`, from 1, are those of the first word that cannot stand where it does. */
export class NotJson extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
  ) {
    super('not JSON')
  }
}

/** Reads JSON, a byte order mark allowed. @throws NotJson */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(json)
  } catch {
    const before = json.slice(0, endOfJson(json)).split('\n')
    throw new NotJson(before.length, (before.at(-1)?.length ?? 0) + 1)
  }
}

/**
 * How many characters, blanks included, stand before the first word that breaks the grammar of RFC 8259; all of them
 * when the text stops too early. Engines do not all say it, nor in one way. O(length).
 */
function endOfJson(text: string): number {
  const open: string[] = []
  let allowed = VALUE
  for (let at = 0, next = 0; ; at = next) {
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[1]
    next = word === '"' ? endOfString(text, WORD.lastIndex) : WORD.lastIndex
    if (word === undefined || next === UNENDED || !allowed.includes(kindOf(word))) {
      BLANKS.lastIndex = at
      BLANKS.test(text)
      return BLANKS.lastIndex
    }
    allowed = allowedAfter(word, allowed, open)
  }
}

/** Past the quote that closes a string whose text begins at `from`; `UNENDED` when none does, or when it is not one. */
function endOfString(text: string, from: number): number {
  PIECE.lastIndex = from
  let at = from
  while (PIECE.test(text)) at = PIECE.lastIndex
  return text[at] === '"' ? at + 1 : UNENDED
}

function kindOf(word: string): string {
  const first = word.charAt(0)
  return '{}[],:"'.includes(first) ? first : 'v'
}

/** `open` holds what closes each object and list around. */
function allowedAfter(word: string, allowed: string, open: string[]): string {
  if (word === '{') {
    open.push('}')
    return FIRST_KEY
  }
  if (word === '[') {
    open.push(']')
    return `${VALUE}]`
  }
  if (word === ':') return VALUE
  if (word === ',') return open.at(-1) === '}' ? KEY : VALUE
  if (allowed === KEY || (allowed === FIRST_KEY && word !== '}')) return ':'
  if (word === '}' || word === ']') open.pop()
  const closing = open.at(-1)
  return closing === undefined ? '' : `,${closing}`
}
