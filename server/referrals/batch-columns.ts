/** Columns of the CPAM's file, in the order of the template; they may be read in any order. */
export const BATCH_COLUMNS = [
  'foyer',
  'nom',
  'prenom',
  'naissance',
  'ald',
  'se_deplace',
  'adresse',
  'code_postal',
  'commune',
  'telephone',
  'courriel',
  'canal',
  'fauteuil',
  'langue',
  'accord',
  'accord_le',
  'accord_suite',
  'source',
  'medecin_souhaite',
] as const

export type BatchColumn = (typeof BATCH_COLUMNS)[number]

/** Columns of one person; the others are those of the household, read on its first row. */
export const PERSON_COLUMNS: readonly BatchColumn[] = [
  'foyer',
  'nom',
  'prenom',
  'naissance',
  'ald',
  'se_deplace',
]

/** More is another file: a transaction holds them all. */
export const MOST_ROWS = 200

/** Stable code of what is wrong in a column, for programs. */
export const CODES: Readonly<Record<BatchColumn, string>> = {
  foyer: 'household',
  nom: 'name',
  prenom: 'name',
  naissance: 'birth_date',
  ald: 'yes_no',
  se_deplace: 'yes_no',
  adresse: 'address',
  code_postal: 'postal_code',
  commune: 'commune',
  telephone: 'phone',
  courriel: 'email',
  canal: 'channel',
  fauteuil: 'yes_no',
  langue: 'language',
  accord: 'agreement',
  accord_le: 'agreement_date',
  accord_suite: 'yes_no',
  source: 'source',
  medecin_souhaite: 'text',
}
