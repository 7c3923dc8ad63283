import type { GeocodeQuery } from '../rules.ts'
import { wholeText } from './clean.ts'

/** « chez Mme X », « c/o X », « M. et Mme X », up to the next comma, figure or end of line. */
const NAMES =
  /(?:\bchez|\bc\/o|\b(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)\b\.?(?=\s+[\p{Lu}\p{L}]))[^,;\n\d]*/giu

/**
 * The line that may leave for the service: the address, without e-mail address, phone number, or the name of the
 * person at whose place one lives. « avenue Madame … » is kept: a street type stands before it.
 */
export function addressAlone(query: GeocodeQuery): string {
  return wholeText(query)
    .replaceAll(NAMES, (found, at: number, whole: string) =>
      isStreetName(whole.slice(0, at)) ? found : '',
    )
    .replace(/^[\s,;]+|[\s,;]+$/g, '')
    .replace(/[\s,;]*[,;][\s,;]*/g, ', ')
    .replace(/\s+/g, ' ')
}

function isStreetName(before: string): boolean {
  return /(rue|avenue|av|bd|boulevard|place|allée|impasse|square|chemin|quai|cour)\.?\s+(de\s+|du\s+|la\s+)*$/i.test(
    before,
  )
}
