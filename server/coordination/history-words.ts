export const SETTLED: Record<string, string> = {
  seen: 'Désaccord tranché : le foyer a été vu',
  declared: 'Désaccord tranché : le médecin traitant est déclaré',
  not_yet: 'Désaccord tranché : le foyer n’a pas de médecin',
}

/** Which part the household corrected by itself: never what it wrote. */
export const CORRECTED: Record<string, string> = {
  joindre: 'Corrigé par le foyer : ses coordonnées',
  adresse: 'Corrigé par le foyer : son adresse',
  souhaits: 'Corrigé par le foyer : ses souhaits',
  enquete: 'Corrigé par le foyer : son accord pour l’enquête',
  personne: 'Corrigé par le foyer : une personne',
}

export const REMOVED: Record<string, string> = {
  a_un_medecin: 'a un médecin',
  ne_vit_plus_la: 'ne vit plus là',
  deces: 'décès',
  par_erreur: 'inscrite par erreur',
}

export const DOCTOR_SAID: Record<string, string> = {
  yes: 'oui',
  full: 'non, complet',
  fewer: 'non, moins de monde',
  later: 'pas maintenant',
  home_visit: 'non, pas de visite à domicile',
  age: 'non, hors des âges accueillis',
  distance: 'non, trop loin',
  other: 'non',
  no: 'non',
}

export const ENDED: Record<string, string> = {
  expired: 'pas de réponse à temps',
  taken_back: 'sollicitation retirée',
  household_silent: 'le foyer n’a pas répondu',
  household_grew: 'le foyer s’est agrandi',
  doctor_gone: 'n’accueille plus',
  doctor_refused: 'a refusé le foyer, dit celui-ci',
  not_found: 'le foyer n’a finalement pas de médecin',
  request_moved: 'sollicitation terminée',
  household_paused: 'sollicitation terminée, le foyer est en pause',
  doctor_changed: 'dit oui finalement',
  not_told: 'place rendue, le foyer n’avait pas été prévenu',
  absent: 'le foyer n’est pas venu',
}

export const RUNGS: Record<string, string> = {
  named: 'Médecin souhaité',
  radius: 'Recherche près du domicile',
  wider: 'Recherche plus loin, si le foyer est d’accord',
  common_list: 'Sur la liste commune',
  coordinator: 'À décider par une personne',
}

export const HOUSEHOLD_REASONS: Record<string, string> = {
  too_far: 'trop loin',
  conditions: 'les conditions ne conviennent pas',
  found: 'a trouvé par lui-même',
  other: 'une autre raison',
}

export const CALLS: Record<string, string> = {
  plus_tard: 'Appel : à rappeler plus tard',
  absent: 'Appel sans réponse',
  faux_numero: 'Appel : mauvais numéro',
}
