import { phoneText } from '../../web/words/phone.ts'
import type { LetterDoctor, LetterFacts } from './rules.ts'

/**
 * The facts with every text on one line and without invisible marks: nothing that was typed can break a header,
 * add a line to a message or turn it around. Phones as people read them.
 */
export function cleaned(facts: LetterFacts): LetterFacts {
  const { territory, outside, offer } = facts
  return {
    ...facts,
    reference: oneLine(facts.reference),
    territory: cleanedTeam(territory),
    doctors: facts.doctors.map(cleanedDoctor),
    offer: offer && { ...offer, commune: oneLine(offer.commune) },
    outside: outside && {
      name: oneLine(outside.name),
      phone: phoneText(oneLine(outside.phone)),
      advice: oneLine(outside.advice),
    },
  }
}

/** Who writes, on one line each. */
export function cleanedTeam({
  name,
  contactName,
  contactPhone,
  contactHours,
}: LetterFacts['territory']): LetterFacts['territory'] {
  return {
    name: oneLine(name),
    contactName: oneLine(contactName),
    contactPhone: phoneText(oneLine(contactPhone)),
    contactHours: oneLine(contactHours),
  }
}

function cleanedDoctor({ name, practice, address, phone, booking }: LetterDoctor): LetterDoctor {
  return {
    name: oneLine(name),
    practice: oneLine(practice),
    address: oneLine(address),
    phone: phone && phoneText(oneLine(phone)),
    booking: oneLine(booking),
  }
}

/** A text on one line, without controls nor marks of direction. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}
