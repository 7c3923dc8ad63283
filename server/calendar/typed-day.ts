/** As a French keyboard writes it: 31/1/2027. */
const FRENCH_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

/** A date as typed, written `AAAA-MM-JJ` where it was `JJ/MM/AAAA`; anything else stays as it is, for `isDay` to refuse. */
export function dayTyped(text: string): string {
  return text.trim().replace(FRENCH_DAY, (_all, date: string, month: string, year: string) => {
    return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  })
}

/** `2027-01-31` as a French keyboard writes it: 31/01/2027. */
export function frenchDay(day: string): string {
  return day.split('-').reverse().join('/')
}
