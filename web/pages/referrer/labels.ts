import type { AgreedHow, ReferralSource, ToldOutcome } from '../../../server/referrals/rules.ts'
import type { OrganisationKind, ReferrerRole } from '../../../server/referrers/rules.ts'

export type { AgreedHow, OrganisationKind, ReferralSource, ReferrerRole, ToldOutcome }

export const organisationKindLabels: Record<OrganisationKind, string> = {
  cabinet: 'Cabinet ou maison de santé',
  pharmacie: 'Pharmacie',
  cpam: 'CPAM',
  msa: 'MSA',
  ccas: 'CCAS ou commune',
  snp: 'Centre de soins non programmés',
  autre: 'Autre organisme',
}

/** What a coordinator chooses from: who the invited person is. */
export const referrerRoleLabels: Record<ReferrerRole, string> = {
  referrer: 'Un professionnel de santé',
  cpam: 'Un agent de la CPAM',
  partner: 'Un partenaire',
}

export const referrerRoleNotes: Record<ReferrerRole, string> = {
  referrer: 'Il inscrit des personnes et suit les siennes.',
  cpam: 'Il peut aussi compléter une demande et envoyer un fichier.',
  partner: 'MSA, CCAS, centre de soins : il inscrit des personnes et suit les siennes.',
}

/** How the person came to whoever registers them (B29, B30). */
export const sourceLabels: Record<ReferralSource, string> = {
  consultation: 'En consultation ou en visite',
  pharmacie: 'À la pharmacie',
  'carte-urgence-sante': 'Carte urgence-santé',
  'soins-non-programmes': 'Centre de soins non programmés',
  accueil: 'À l’accueil (CPAM, MSA, CCAS)',
  autre: 'Autre',
}

export const agreedHowLabels: Record<AgreedHow, string> = {
  orally: 'de vive voix',
  in_writing: 'par écrit',
}

/** What came of a request, for whoever registered it: only when the person agreed. */
export const toldOutcomeLabels: Record<ToldOutcome, string> = {
  address: 'Adresse à préciser',
  elsewhere: 'Confiée à l’équipe de sa commune',
  followed: 'Déjà suivie, médecin à déclarer',
  searching: 'Pas encore de médecin',
  doctors_given: 'Des médecins lui ont été indiqués',
  solution_offered: 'Une solution lui est proposée',
  solution_agreed: 'Un médecin l’attend',
  seen: 'A vu un médecin',
  declared: 'Médecin traitant déclaré',
  found: 'A trouvé un médecin',
  no_solution: 'Pas de solution pour le moment',
  stopped: 'Recherche arrêtée',
}
