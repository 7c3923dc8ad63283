import type { OrganisationKind } from '../../prisma/generated/enums.ts'

export type { OrganisationKind }

/** The roles that a coordinator may give: none of them reads the waiting list. */
export const REFERRER_ROLES = ['referrer', 'cpam', 'partner'] as const

export type ReferrerRole = (typeof REFERRER_ROLES)[number]

export function isReferrerRole(role: string): role is ReferrerRole {
  return REFERRER_ROLES.some((known) => known === role)
}

export const ORGANISATION_KINDS = [
  'cabinet',
  'pharmacie',
  'cpam',
  'msa',
  'ccas',
  'snp',
  'autre',
] as const satisfies readonly OrganisationKind[]

/** The code of general practice, whose members may be linked to a doctor of the register. */
export const GENERAL_PRACTICE = 'medecin_generaliste'

/** « (pour l'instant) » the four of the scheme (B15): a territory begins with them, then adds and closes its own. */
export const FIRST_PROFESSIONS = [
  { code: GENERAL_PRACTICE, label: 'Médecin généraliste' },
  { code: 'infirmier', label: 'Infirmière, infirmier' },
  { code: 'masseur_kinesitherapeute', label: 'Masseur-kinésithérapeute' },
  { code: 'pharmacien', label: 'Pharmacienne, pharmacien' },
] as const

export type Profession = { id: string; code: string; label: string; closedAt: Date | null }
export type Organisation = { id: string; name: string; kind: OrganisationKind }

/** Who registers people: their account, their profession when they have one, and where they work. */
export type Profile = {
  accountId: string
  role: ReferrerRole
  profession: { id: string; code: string; label: string } | null
  organisation: Organisation
  doctorId: string | null
}

/** Code of a profession from its label: « Sage-femme » is `sage_femme`. Empty when no letter is left. */
export function professionCode(label: string): string {
  return label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
}
