import { type Day, dayFrom } from '../calendar/rules.ts'
import { parseEmail } from '../email.ts'
import { parsePhone } from '../phone.ts'

/** A refused cell: a stable code for programs, and for people what is wrong and how to mend it. */
export interface Refusal {
  code: string
  reason: string
}

/** A cell read, or its refusal. */
export type Read<T> = { value: T } | Refusal

const LARGEST_COUNT = 9999
const OLDEST_AGE = 130

/** What makes a cell unfit before it is even read: a wrong byte, a line break, a hidden character, a formula. */
export function cellRefusal(
  cell: string | undefined,
  kind: 'text' | 'number',
): Refusal | undefined {
  if (cell === undefined)
    return refusal(
      'encoding',
      'octet qui n’est pas de l’UTF-8 : enregistrez le fichier en « CSV UTF-8 »',
    )
  if (/[\r\n\u2028\u2029]/.test(cell.trim()))
    return refusal('line_break', 'retour à la ligne dans la cellule : écrivez sur une seule ligne')
  if (/[\p{Cc}\p{Bidi_Control}]/u.test(cell.trim()))
    return refusal('control', 'caractère invisible : effacez la cellule et retapez-la')
  const start = cell.trim().slice(0, 1)
  const isFormula = kind === 'text' ? /[=+\-@]/.test(start) : /[=@]/.test(start)
  return isFormula
    ? refusal('formula', `commence par « ${start} » : formule de tableur, retirez ce signe`)
    : undefined
}

export function readText(cell: string): Read<string> {
  return { value: cell.trim().replace(/\s+/g, ' ') }
}

export function readRequired(cell: string, name: string): Read<string> {
  const read = readText(cell)
  return 'value' in read && read.value === ''
    ? refusal('missing', `${name} obligatoire absent`)
    : read
}

export function readRpps(cell: string): Read<string> {
  const digits = cell.replace(/\s/g, '')
  if (digits === '') return refusal('missing', 'numéro RPPS obligatoire absent')
  if (!/^\d+$/.test(digits))
    return refusal('rpps', 'numéro RPPS de 11 chiffres attendu : mettez la colonne au format texte')
  if (digits.length !== 11) return refusal('rpps', `${digits.length} chiffres au lieu de 11`)
  return { value: digits }
}

/** Five digits; the first zero that a spreadsheet dropped is put back. */
export function readPostalCode(cell: string): Read<string> {
  const digits = cell.replace(/\s/g, '')
  if (digits === '') return refusal('missing', 'code postal obligatoire absent')
  if (!/^\d{4,5}$/.test(digits))
    return refusal('postal_code', 'code postal à cinq chiffres attendu')
  return { value: digits.padStart(5, '0') }
}

export function readPhone(cell: string): Read<string | null> {
  if (cell.trim() === '') return { value: null }
  const number = parsePhone(cell)
  return number
    ? { value: number }
    : refusal(
        'phone',
        'numéro incomplet ou impossible : donnez dix chiffres, par exemple 03 53 01 12 34',
      )
}

export function readEmail(cell: string): Read<string | null> {
  if (cell.trim() === '') return { value: null }
  const address = parseEmail(cell)
  if (address) return { value: address }
  return cell.split('@').length > 2
    ? refusal('email', 'plusieurs adresses dans la cellule : gardez-en une seule')
    : refusal('email', 'adresse mal formée : donnez-la comme nom@exemple.fr')
}

/** A whole number of people, 0 where the cell may be empty and is. */
export function readCount(cell: string, whenEmpty: 0 | 'required'): Read<number> {
  const text = cell.trim()
  if (text === '' && whenEmpty === 0) return { value: 0 }
  if (!/^-?\d+$/.test(text)) return refusal('count', 'nombre entier attendu')
  const count = Number(text)
  if (count < 0) return refusal('count', 'nombre négatif : donnez 0 ou plus')
  return count > LARGEST_COUNT ? refusal('count', 'nombre trop grand') : { value: count }
}

export function readAge(cell: string): Read<number | null> {
  const text = cell.trim()
  if (text === '') return { value: null }
  const age = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return age <= OLDEST_AGE
    ? { value: age }
    : refusal('age', `âge en années attendu, de 0 à ${OLDEST_AGE}`)
}

/** Degrees, with a point or a comma. */
export function readDegrees(cell: string, limit: 90 | 180): Read<number | null> {
  const text = cell.trim().replace(',', '.')
  if (text === '') return { value: null }
  const degrees = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return Math.abs(degrees) <= limit
    ? { value: degrees }
    : refusal('degrees', `degrés décimaux attendus, de -${limit} à ${limit}`)
}

export function readYesNo(cell: string): Read<boolean> {
  const text = cell.trim().toLowerCase()
  return text === 'oui' || text === 'non'
    ? { value: text === 'oui' }
    : refusal('yes_no', 'oui ou non attendu')
}

export function readYesNoOrEmpty(cell: string): Read<boolean | null> {
  if (cell.trim() === '') return { value: null }
  const read = readYesNo(cell)
  return 'value' in read ? read : refusal('yes_no', 'oui, non ou vide attendu')
}

/** A past day, `2026-11-10`, or `10/11/2026` as a French spreadsheet writes it again; null when empty. */
export function readPastDay(cell: string, today: Day): Read<Day | null> {
  const text = cell.trim()
  if (text === '') return { value: null }
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const [, frenchDay, frenchMonth, frenchYear] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  if (!year && !frenchYear) return refusal('date', 'date attendue sous la forme 2026-11-10')
  const date = dayFrom(
    Number(year ?? frenchYear),
    Number(month ?? frenchMonth),
    Number(day ?? frenchDay),
  )
  if (date === undefined) return refusal('date', `date impossible (${text}) : ce jour n’existe pas`)
  return date > today ? refusal('future', 'date dans le futur') : { value: date }
}

/** ISO 639-1 codes, each once; French alone when the cell is empty. */
export function readLanguages(cell: string): Read<string[]> {
  const codes = codesIn(cell).map((code) => code.toLowerCase())
  const unknown = codes.find((code) => !isLanguage(code))
  if (unknown)
    return refusal(
      'language',
      `code de langue inconnu (${unknown}) : deux lettres, par exemple fr, ar, pl`,
    )
  return { value: codes.length > 0 ? [...new Set(codes)] : ['fr'] }
}

/** INSEE codes, each once. */
export function readCommunes(
  cell: string,
  isCommuneCode: (code: string) => boolean,
): Read<string[]> {
  const codes = codesIn(cell).map((code) => code.toUpperCase().padStart(5, '0'))
  const unknown = codes.find((code) => !isCommuneCode(code))
  if (unknown)
    return refusal(
      'commune',
      `code de commune inconnu (${unknown}) : donnez des codes INSEE, pas des codes postaux`,
    )
  return { value: [...new Set(codes)] }
}

export function refusal(code: string, reason: string): Refusal {
  return { code, reason }
}

const languageNames = new Intl.DisplayNames(['fr'], { type: 'language', fallback: 'none' })

function isLanguage(code: string): boolean {
  return /^[a-z]{2}$/.test(code) && languageNames.of(code) !== undefined
}

function codesIn(cell: string): string[] {
  return cell.split(/[\s,]+/).filter((code) => code !== '')
}
