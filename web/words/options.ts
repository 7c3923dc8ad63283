/** Values of the closed questions, in the order they are shown. The form, its schema and its words share them. */
export const options = {
  canal: ['sms', 'courriel', 'telephone', 'courrier'],
  lien_possible: ['oui', 'non'],
  rempli_par: ['moi', 'proche', 'benevole', 'professionnel', 'coordination'],
  transport: ['a_pied', 'velo', 'transports', 'voiture', 'accompagne'],
  fauteuil: ['oui', 'non'],
  motif: ['retraite', 'demenagement', 'autre', 'non_dit'],
  deja_suivi: ['oui', 'non'],
  accord_enquete: ['oui', 'non'],
  ald: ['oui', 'non', 'nsp'],
  se_deplace: ['oui', 'non'],
} as const

/** Spoken languages, ISO 639-1, French first, then by their French name. */
export const languages = [
  'fr',
  'sq',
  'de',
  'en',
  'ar',
  'hy',
  'bm',
  'zh',
  'es',
  'ka',
  'it',
  'ku',
  'nl',
  'ps',
  'fa',
  'ff',
  'pl',
  'pt',
  'ro',
  'ru',
  'so',
  'ta',
  'ti',
  'tr',
  'uk',
  'vi',
  'wo',
] as const

export type SpokenLanguage = (typeof languages)[number]

/** Kilometres proposed as the furthest one can go; any other positive number may be stored. */
export const distancesKm = ['1', '3', '5', '10', '20'] as const

/** Answers to « Où en êtes-vous ? »; `non`: in the end, no doctor. */
export const outcomes = [
  'rendez_vous',
  'vu',
  'declare',
  'refuse',
  'complet',
  'pas_appele',
  'non',
] as const

/** Why a household says no to a solution; it need not say. */
export const householdReasons = ['too_far', 'conditions', 'found', 'other'] as const

/** Why a person is no longer of a household that looks for a doctor. */
export const removalReasons = ['a_un_medecin', 'ne_vit_plus_la', 'deces', 'par_erreur'] as const

/** Said of a doctor: every one of the list. */
export const ALL_DOCTORS = 'tous'

/** Months a request can be paused for. */
export const pauseMonths = ['1', '3', '6'] as const

/** Steps of the questionnaire that ask something, in order, with the fields each one holds. */
export const steps = {
  coordonnees: ['adresse', 'code_postal', 'commune', 'telephone', 'courriel'],
  foyer: ['membres'],
  preferences: [
    'distance_max_km',
    'transport',
    'fauteuil',
    'langue',
    'canal',
    'lien_possible',
    'deja_suivi',
    'motif',
    'rempli_par',
    'accord_enquete',
  ],
} as const

export type Step = keyof typeof steps

/** Fields of one person of the household, in the order they are asked. */
export const memberFields = [
  'prenom',
  'nom',
  'naissance_jour',
  'naissance_mois',
  'naissance_annee',
  'ald',
  'se_deplace',
] as const

export type MemberField = (typeof memberFields)[number]

/** Every name of the questionnaire in the order of its pages, for a household of that many people. */
export function fieldNames(memberCount: number): string[] {
  const people = Array.from({ length: memberCount }, (_, index) =>
    memberFields.map((field) => memberField(index, field)),
  )
  return [...steps.coordonnees, ...people.flat(), ...steps.preferences]
}

/** Name in the form of a field of the person at `index`, from 0. */
export function memberField(index: number, field: MemberField): string {
  return `membres[${index}][${field}]`
}
