import type { CloseReason, RequestStatus, Verdict } from '../../../server/orientation/rules.ts'
import type { Need } from '../../components/tags.ts'
import type { options } from '../../words/options.ts'

export type { CloseReason, Need, Verdict }

export type Status = RequestStatus

export const statusLabels: Record<Status, string> = {
  to_locate: 'À localiser',
  outside: 'Hors territoire',
  already_followed: 'Déjà suivi',
  ready: 'À orienter',
  shortlisted: 'Liste transmise',
  proposed: 'Médecin sollicité',
  offered: 'Solution proposée',
  agreed: 'Accord du patient',
  seen: 'Vu',
  declared: 'Médecin traitant déclaré',
  closed: 'Close',
}

/** What pressing the button does, for the moves that a person decides by hand. */
export const moveLabels: Record<Status, string> = {
  to_locate: 'Adresse à revoir',
  outside: 'Confier à un autre territoire',
  already_followed: 'Déjà suivi par un médecin',
  ready: 'Remettre à orienter',
  shortlisted: 'Liste transmise',
  proposed: 'Médecin sollicité',
  offered: 'Solution proposée',
  agreed: 'Le patient est d’accord',
  seen: 'Vu par un médecin',
  declared: 'Médecin traitant déclaré',
  closed: 'Clore la demande',
}

export const closeReasonLabels: Record<CloseReason, string> = {
  withdrawn: 'Le foyer retire sa demande',
  moved: 'Le foyer a déménagé',
  found_alone: 'Le foyer a trouvé seul',
  unreachable: 'Injoignable après trois essais',
  no_solution: 'Aucune solution trouvée',
  duplicate: 'Demande en double',
  handed_over: 'Confiée à un autre territoire',
  deceased: 'Décès',
  erased: 'Données effacées',
}

/** Reasons that a person chooses to close; erasing data has a page of its own. */
export const closingReasons = [
  'withdrawn',
  'found_alone',
  'moved',
  'unreachable',
  'no_solution',
  'handed_over',
  'duplicate',
  'deceased',
] as const satisfies readonly CloseReason[]

export const needLabels: Record<Need, string> = {
  A: 'Prioritaire',
  B: 'Renforcé',
  C: '70 ans et plus',
  D: 'Courant',
}

export type Channel = 'email' | 'sms' | 'phone' | 'letter'

export const channelLabels: Record<Channel, string> = {
  email: 'Mail',
  sms: 'SMS',
  phone: 'Téléphone',
  letter: 'Courrier',
}

/** The same inside a sentence: « par SMS ». */
export const channelNames: Record<Channel, string> = {
  email: 'mail',
  sms: 'SMS',
  phone: 'téléphone',
  letter: 'courrier',
}

/** Values of `canal` in forms and addresses, the same as in the questionnaire. */
export const channelValues: Record<Channel, (typeof options.canal)[number]> = {
  email: 'courriel',
  sms: 'sms',
  phone: 'telephone',
  letter: 'courrier',
}

export type MessageStatus =
  | 'draft'
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'delivered'
  | 'failed_permanent'
  | 'failed_temporary'
  | 'uncertain'
  | 'cancelled'

export const messageStatusLabels: Record<MessageStatus, string> = {
  draft: 'Brouillon',
  queued: 'À envoyer',
  sending: 'En cours',
  accepted: 'Accepté par le fournisseur',
  delivered: 'Remis',
  failed_permanent: 'Échec définitif',
  failed_temporary: 'Échec, nouvel essai',
  uncertain: 'Incertain',
  cancelled: 'Annulé',
}

export type Role =
  | 'coordinator'
  | 'delegate'
  | 'referrer'
  | 'cpam'
  | 'partner'
  | 'volunteer'
  | 'administrator'
  | 'auditor'

export const roleLabels: Record<Role, string> = {
  coordinator: 'Coordination',
  delegate: 'Remplacement',
  referrer: 'Adresseur',
  cpam: 'CPAM',
  partner: 'Partenaire',
  volunteer: 'Bénévole',
  administrator: 'Administration',
  auditor: 'Audit, lecture seule',
}

export const verdictLabels: Record<Verdict, string> = {
  inside: 'Dans le territoire',
  outside: 'Hors du territoire',
  to_verify: 'Territoire à vérifier',
}

/** How precisely a position is known. */
export type Precision = 'housenumber' | 'street' | 'municipality'

export const precisionLabels: Record<Precision, string> = {
  housenumber: 'Au numéro',
  street: 'À la rue',
  municipality: 'À la commune',
}

/** Availability of a doctor at a practice, as the team reads it. */
export type DoctorState = 'fresh' | 'to_reconfirm' | 'expired' | 'full' | 'paused' | 'not_accepting'

export const doctorStateLabels: Record<DoctorState, string> = {
  fresh: 'Peut accueillir',
  to_reconfirm: 'À reconfirmer',
  expired: 'Périmé',
  full: 'Complet',
  paused: 'En pause',
  not_accepting: 'N’accueille pas',
}

/** The three indicators of fiche 2, word for word (B22): on the page and in the export. */
export const schemeLabels = {
  professionals: "Nombre de professionnels ayant installé l'application",
  doctors: "Nombre de médecins ayant intégré des disponibilités sur l'application",
  patients: "Nombre de patients orientés vers un médecin traitant via l'application",
} as const
