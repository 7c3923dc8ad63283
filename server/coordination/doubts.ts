import type { Doubt } from '../geocoding/rules.ts'

const SENTENCES: Record<Doubt, string> = {
  number_not_found: 'La rue est trouvée, mais pas ce numéro.',
  street_not_found: 'La rue n’est pas trouvée dans cette commune.',
  street_uncertain: 'Le nom de la rue est trop différent de ceux qui existent.',
  type_differs: 'Une rue du même nom existe, mais d’un autre type (rue, avenue, place…).',
  type_missing: 'Le type de voie manque (rue, avenue, place…).',
  commune_missing: 'La commune manque ou n’est pas reconnue.',
  commune_uncertain: 'Le nom de la commune est incertain.',
  postal_code_differs: 'L’adresse trouvée n’a pas ce code postal.',
  postal_code_corrected: 'Le code postal a été corrigé d’après la commune.',
  several_candidates: 'Plusieurs adresses conviennent aussi bien.',
  foreign: 'L’adresse semble être à l’étranger.',
  outside_index: 'Cette commune n’est pas dans le fichier d’adresses.',
  service_unavailable: 'Le service d’adresses n’a pas répondu.',
}

/** Why a person must look at an address, in sentences. */
export function doubtSentences(doubts: readonly string[]): string[] {
  return doubts.map((doubt) => SENTENCES[doubt as Doubt] ?? 'L’adresse demande une vérification.')
}
