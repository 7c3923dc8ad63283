/** « 5 km » or « 2,5 km »: a distance that somebody chose. */
export function chosenKmText(km: number): string {
  return `${km.toLocaleString('fr-FR', { maximumFractionDigits: 1 })} km`
}

/** « 1 foyer », « 27 foyers », « 0 foyer ». */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('fr-FR')} ${Math.abs(number) < 2 ? one : many}`
}
