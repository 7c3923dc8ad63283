import { parseEmail } from '../email.ts'
import { parsePhone } from '../phone.ts'
import { communeByCode } from '../territory/communes.ts'
import { columnName, type RppsColumn } from './rpps-columns.ts'
import { BrokenText, type Fields } from './rpps-fields.ts'
import { fromCapitals, type PlaceSheet } from './rules.ts'

/** Something to tell of a row: a stable code for programs, a reason in French for people. */
export type RowRemark = { column: string; code: string; reason: string }

/** A GP of the territory in private practice, or why this row is left out. */
export type RowRead =
  | {
      kept: { rpps: string; lastName: string; firstName: string; place: PlaceSheet }
      remarks: RowRemark[]
    }
  | { left: RowRemark }

const RPPS = /^\d{11}$/
const POSTAL_CODE = /^\d{5}$/

/** Reads a row that the cheap tests took for a GP of the territory. */
export function readRppsRow(fields: Fields): RowRead {
  try {
    const left = whyLeftOut(fields)
    return left ? { left } : keptOf(fields)
  } catch (error) {
    if (!(error instanceof BrokenText)) throw error
    return {
      left: remark('lastName', 'encoding', 'texte qui n’est pas de l’UTF-8 : ligne abîmée'),
    }
  }
}

function whyLeftOut(fields: Fields): RowRemark | null {
  const rpps = fields.text('rpps')
  if (!RPPS.test(rpps)) return remark('rpps', 'rpps', rppsReason(rpps))
  if (!fields.text('lastName')) return remark('lastName', 'missing', 'nom d’exercice absent')
  if (!fields.text('firstName')) return remark('firstName', 'missing', 'prénom d’exercice absent')
  if (fields.code('category') === 'E')
    return remark('category', 'student', 'étudiant : pas encore installé')
  const mode = fields.code('mode')
  if (mode === 'S')
    return remark(
      'mode',
      'salaried',
      'salarié : sa structure décide de qui il suit, laissé de côté',
    )
  if (mode !== 'L') return remark('mode', 'mode', `mode d’exercice « ${mode} » : pas libéral`)
  if (fields.code('inseeCode') === '')
    return remark('inseeCode', 'commune_missing', 'code commune absent : le lieu est inconnu')
  return null
}

function keptOf(fields: Fields): RowRead {
  const remarks: RowRemark[] = []
  const phone = phoneOf(fields, remarks)
  const email = emailOf(fields, remarks)
  const inseeCode = fields.code('inseeCode')
  const commune = communeByCode(inseeCode)
  const postalCode = fields.text('postalCode')
  const place = {
    name: fromCapitals(fields.text('sign') || fields.text('company')),
    address: addressOf(fields),
    postalCode: POSTAL_CODE.test(postalCode) ? postalCode : (commune?.postalCodes[0] ?? ''),
    commune: commune?.name ?? '',
    inseeCode: commune?.currentCode ?? inseeCode,
    phone,
    email,
  }
  const lastName = fromCapitals(fields.text('lastName'))
  const firstName = fromCapitals(fields.text('firstName'))
  return { kept: { rpps: fields.text('rpps'), lastName, firstName, place }, remarks }
}

/** The type of the street has small letters in the directory where its name is in capitals. */
function addressOf(fields: Fields): string {
  const number = [fields.text('number'), fields.text('repetition').toLowerCase()].join('')
  const [type, name] = [fields.text('streetType'), fields.text('street')]
  const street = /\p{Ll}/u.test(name) ? `${type} ${name}` : `${type} ${name}`.toUpperCase()
  const address = [number, fromCapitals(street)].filter(Boolean).join(' ')
  return address || fromCapitals(fields.text('mention'))
}

function phoneOf(fields: Fields, remarks: RowRemark[]): string | null {
  const written = ['phone', 'otherPhone'] as const
  const texts = written.map((column) => fields.text(column)).filter(Boolean)
  const [number] = texts.flatMap((text) => parsePhone(text) ?? [])
  if (!number && texts.length > 0)
    remarks.push(remark('phone', 'phone', 'numéro impossible : laissé de côté'))
  return number ?? null
}

function emailOf(fields: Fields, remarks: RowRemark[]): string | null {
  const text = fields.text('email')
  const address = text ? parseEmail(text) : null
  if (text && !address)
    remarks.push(remark('email', 'email', 'adresse mail impossible : laissée de côté'))
  return address
}

function rppsReason(rpps: string): string {
  if (rpps === '') return 'numéro RPPS absent'
  return /^\d+$/.test(rpps)
    ? `${rpps.length} chiffres au lieu de 11`
    : 'numéro RPPS de 11 chiffres attendu'
}

function remark(column: RppsColumn, code: string, reason: string): RowRemark {
  return { column: columnName(column), code, reason }
}
