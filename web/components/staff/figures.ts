const whole = new Intl.NumberFormat('fr-FR')
const tenths = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** « 5 km » or « 2,5 km »: a distance that somebody chose. */
export function chosenKmText(km: number): string {
  return `${tenths.format(km)} km`
}

/** « 1 foyer », « 27 foyers », « 0 foyer ». */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${whole.format(number)} ${Math.abs(number) < 2 ? one : many}`
}
