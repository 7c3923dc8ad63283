import type { NamedDoctor } from '../doctors/candidates.ts'

/** Octets of a line of RFC 2426, its end apart. */
const LINE_OCTETS = 75

/**
 * A doctor as a contact, vCard 3.0: what old phones read too (RFC 2426). What the patient was told, and nothing of the
 * patient.
 */
export function vcardOf(doctor: NamedDoctor): string {
  const { lastName, firstName, name, practice, address, postalCode, commune } = doctor
  const { phone, booking } = doctor
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${listed([lastName, firstName, '', 'Dr', ''])}`,
    `FN:${escaped(name)}`,
    practice && `ORG:${escaped(practice)}`,
    'TITLE:Médecin généraliste',
    phone && `TEL;TYPE=WORK,VOICE:${escaped(phone)}`,
    `ADR;TYPE=WORK:${listed(['', '', address, commune, '', postalCode, 'France'])}`,
    booking && `NOTE:${escaped(booking)}`,
    'END:VCARD',
  ]
  return lines.map((line) => (line ? `${folded(line)}\r\n` : '')).join('')
}

/** Name of the file: plain letters, for any phone. */
export function vcardFileName({ firstName, lastName }: NamedDoctor): string {
  const plain = `${firstName} ${lastName}`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `dr-${plain}.vcf`
}

function listed(parts: readonly string[]): string {
  return parts.map(escaped).join(';')
}

/** One value: what separates values is escaped, line ends are said, other controls are dropped. */
function escaped(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/\r\n?|\n|[\u2028\u2029]/g, '\\n')
    .replace(/\p{Cc}/gu, '')
    .replace(/([,;])/g, '\\$1')
}

/** Long lines go on after a space, never inside a character. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  for (const character of line) {
    const room = LINE_OCTETS - (lines.length > 0 ? 1 : 0)
    if (Buffer.byteLength(current + character) > room) {
      lines.push(current)
      current = ''
    }
    current += character
  }
  return [...lines, current].join('\r\n ')
}
