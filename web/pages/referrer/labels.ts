import type { OrganisationKind, ReferrerRole } from '../../../server/referrers/rules.ts'

export type { OrganisationKind, ReferrerRole }

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
