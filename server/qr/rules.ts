/** Where a questionnaire begins. `publicUrl` has no final slash; `source` is the code of the place that leads there. */
export type Door = { publicUrl: string; slug: string; source: string | null }

/** The address that a QR code holds. */
export function questionnaireUrl({ publicUrl, slug, source }: Door): string {
  const query = source ? `?source=${encodeURIComponent(source)}` : ''
  return `${publicUrl}/t/${encodeURIComponent(slug)}/questionnaire${query}`
}

/** The shortest address that a person can type: the site leads by itself to the questionnaire of its first territory. */
export function addressToType({ publicUrl, slug }: Door, isFirstTerritory: boolean): string {
  const address = isFirstTerritory ? publicUrl : questionnaireUrl({ publicUrl, slug, source: null })
  return address.replace(/^https?:\/\//, '')
}
