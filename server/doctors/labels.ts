import type { PlacingDoubt } from './placing.ts'

const doubtLabels: Record<PlacingDoubt, string> = {
  number_not_found: 'le numéro n’est pas dans cette rue',
  street_not_found: 'la rue n’est pas connue dans cette commune',
  street_uncertain: 'le nom de la rue ne correspond pas tout à fait',
  type_differs: 'rue, avenue ou impasse : le type de voie ne correspond pas',
  type_missing: 'il manque le type de voie (rue, avenue, impasse)',
  commune_missing: 'la commune n’est pas sûre',
  commune_uncertain: 'la commune n’est pas sûre',
  commune_differs: 'l’adresse a été trouvée dans une autre commune',
  postal_code_differs: 'l’adresse a été trouvée sous un autre code postal',
  postal_code_corrected: 'l’adresse a été trouvée sous un autre code postal',
  several_candidates: 'plusieurs adresses se ressemblent',
  foreign: 'l’adresse est hors de France',
  outside_index: 'les adresses de cette commune ne sont pas chargées',
  service_unavailable: 'le service d’adresses ne répond pas',
  not_found: 'l’adresse n’a pas été trouvée',
}

/** Why a practice could not be placed, in a few words: the first doubt says enough. */
export function doubtLabel([doubt = 'not_found']: readonly PlacingDoubt[]): string {
  return doubtLabels[doubt]
}
