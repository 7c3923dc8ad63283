import { phoneText } from '../../web/words/phone.ts'
import type { LetterDoctor, LetterFacts } from './rules.ts'

/**
 * The facts with every text on one line and without invisible marks: nothing that was typed can break a header, add a
 * line to a message, turn it around, nor be made a link by what shows it. Phones as people read them. Left as typed: how
 * to book, which is read on the phone and on paper, and the advice of an administrator about another team.
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
      name: unlinked(outside.name),
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
    name: unlinked(name),
    contactName: unlinked(contactName),
    contactPhone: phoneText(oneLine(contactPhone)),
    contactHours: unlinked(contactHours),
  }
}

function cleanedDoctor({ name, practice, address, phone, booking }: LetterDoctor): LetterDoctor {
  return {
    name: unlinked(name),
    practice: unlinked(practice),
    address: unlinked(address),
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

/** A dot that joins two parts of the name of a site, in any of the forms that browsers read as one. */
const JOINING_DOT = /(?<=[\p{L}\p{N}-])[.\u3002\uff0e\uff61](?=[\p{L}\p{N}-]*\p{L})/gu

/**
 * A name, an address or hours on one line, in which no mail program nor phone finds a link: `site.example` is shown as
 * `site. example`, `https://` as `https: //`. Hours (`9:30`) and figures (`1.5`) stay as they are.
 */
export function unlinked(text: string): string {
  return oneLine(text)
    .replace(JOINING_DOT, '. ')
    .replace(/(?<=\p{L}):(?=\S)/gu, ': ')
    .replace(/ *@ */g, ' @ ')
    .trim()
}
