import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'

/**
 * Ranges kept by the Arcep for films and examples (décision 2018-0881): never given to anyone, so harmless,
 * and unknown to the numbering plan of the library.
 */
const FICTION_RANGES = ['19900', '26191', '35301', '46571', '53649', '63998']

/** A number as people write it (« 06 39 98 12 34 », « +33 6… », « 0032… ») in E.164; null when it is not a whole number. */
export function parsePhone(text: string): string | null {
  const number = parsePhoneNumberFromString(text.trim().replace(/^00/, '+'), {
    defaultCountry: 'FR',
    extract: false,
  })
  if (!number || number.ext) return null
  return number.isValid() || isFiction(number) ? number.number : null
}

/** « 06 39 98 12 34 » for a French number, « +32 2 123 45 67 » for another; what is not a number is left as it is. */
export function formatPhone(e164: string): string {
  if (/^\+33\d{9}$/.test(e164)) return `0${e164.slice(3)}`.replace(/(\d{2})(?=\d)/g, '$1 ')
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}

/** May an SMS reach it? French 06 and 07, and foreign numbers that are mobile or cannot be told from one. */
export function isMobile(e164: string): boolean {
  if (e164.startsWith('+33')) return /^\+33[67]/.test(e164)
  const type = parsePhoneNumberFromString(e164)?.getType()
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}

/** Codes of France and its overseas departments and territories. */
const FRENCH = /^\+(33|262|508|590|594|596|687|689)/

/**
 * May the service text a household there? A mobile of France: texts to any other number, which anyone may write in a
 * form, would be paid around the world.
 */
export function mayBeTexted(e164: string): boolean {
  return FRENCH.test(e164) && isMobile(e164)
}

function isFiction({ countryCallingCode, nationalNumber }: PhoneNumber): boolean {
  const isWhole = countryCallingCode === '33' && nationalNumber.length === 9
  return isWhole && FICTION_RANGES.some((range) => nationalNumber.startsWith(range))
}
