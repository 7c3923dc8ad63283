/**
 * One word or number, without accents, in lower case.
 * `opens`: a comma, a bracket, a line break or a dash between spaces stands before it.
 * `ordinal`: it was written 1er, 2e, 4ème, so it is never a house number.
 * `ranges`: a number tied to the number before it by a dash or a slash (9-11).
 */
export type Token = { text: string; opens: boolean; ordinal: boolean; ranges: boolean }

const MAX_TOKENS = 40
const MAX_TOKEN_LENGTH = 40
const PIECE = /(\d+)(?:er|ere|re|e|eme|ieme|nd|nde)(?![a-z0-9])|\d+|[a-z]+|[^a-z0-9]+/g
const RANGE = /^\s?[-–/]\s?$/
const BREAK = /[,;()[\]\n\r|:]|\s[-–—/]\s/

/** Lower case, no accent, œ and æ in two letters, one kind of apostrophe. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
}

/** Words and numbers in their order; figures glued to letters are split (64BIS), s/ is read "sur" and c/o "chez". */
export function tokenize(text: string): Token[] {
  const folded = fold(text)
    .replace(/\bc\/o\b/g, ' chez ')
    .replace(/\bs\/\s?(?=[a-z])/g, ' sur ')
  const tokens: Token[] = []
  let opens = true
  let ranges = false
  for (const [piece, ordinal] of folded.matchAll(PIECE)) {
    if (!/[a-z0-9]/.test(piece)) {
      opens ||= BREAK.test(piece)
      ranges = RANGE.test(piece) && isNumber(tokens.at(-1))
      continue
    }
    const text = ordinal ?? piece
    if (piece.length <= MAX_TOKEN_LENGTH)
      tokens.push({
        text,
        opens,
        ordinal: ordinal !== undefined,
        ranges: ranges && isNumber({ text }),
      })
    opens = false
    ranges = false
    if (tokens.length >= MAX_TOKENS) break
  }
  return tokens
}

/** Whether a token begins with a figure: a word never does. */
export function isNumber(token: Pick<Token, 'text'> | undefined): boolean {
  return token !== undefined && token.text.charCodeAt(0) <= 57
}
