import type { Db } from '../db.ts'
import { findDoctorByRpps } from '../doctors/service.ts'
import { GENERAL_PRACTICE, type OrganisationKind, type ReferrerRole } from './rules.ts'
import type { InvitationForm } from './schema.ts'
import {
  isDoctorTaken,
  isOrganisationThere,
  keepOrganisation,
  listProfessions,
  saveProfile,
} from './store.ts'

/** What an invited person does, checked against the territory; `errors` by field of the form. */
export type Post = {
  professionId: string | null
  doctorId: string | null
  errors: Record<string, string>
}

/** Reads the profession, the place of work and the doctor that an invitation names. Writes nothing. */
export async function postOf(db: Db, territoryId: string, form: InvitationForm): Promise<Post> {
  const isReferrer = form.role === 'referrer'
  const professions = isReferrer ? await listProfessions(db, territoryId) : []
  const profession = professions.find(({ id, closedAt }) => id === form.profession && !closedAt)
  const doctor = await doctorOf(db, {
    territoryId,
    form,
    isGp: profession?.code === GENERAL_PRACTICE,
  })
  const isPlaceKnown =
    !form.organisation || (await isOrganisationThere(db, { id: form.organisation, territoryId }))
  const errors = {
    ...(isReferrer && !profession ? { profession: 'Choisissez une profession de la liste.' } : {}),
    ...(isPlaceKnown
      ? {}
      : { organisation: 'Choisissez un lieu de la liste, ou écrivez son nom.' }),
    ...('rpps' in doctor ? doctor : {}),
  }
  const doctorId = 'doctorId' in doctor ? doctor.doctorId : null
  return { professionId: profession?.id ?? null, doctorId, errors }
}

/** The place of work chosen, or made from its name and kind; its identifier. */
export async function organisationOf(
  tx: Db,
  { territoryId, form }: { territoryId: string; form: InvitationForm },
  now: Date,
): Promise<string> {
  const { organisation, organisation_nom: name, organisation_type: kind = 'autre' } = form
  return organisation ?? keepOrganisation(tx, { territoryId, name, kind }, now)
}

type Asked = { territoryId: string; form: InvitationForm; isGp: boolean }

async function doctorOf(
  db: Db,
  { territoryId, form: { rpps, courriel: email }, isGp }: Asked,
): Promise<{ doctorId: string | null } | { rpps: string }> {
  if (!rpps) return { doctorId: null }
  if (!isGp) return { rpps: 'Laissez vide : seul un médecin généraliste est relié au registre.' }
  const doctorId = await findDoctorByRpps(db, { territoryId, rpps })
  if (!doctorId)
    return { rpps: 'Ce numéro n’est pas au registre. Ajoutez d’abord ce médecin, ou laissez vide.' }
  if (await isDoctorTaken(db, { doctorId, email }))
    return { rpps: 'Ce médecin a déjà un compte ici. Vérifiez le numéro, ou laissez vide.' }
  return { doctorId }
}

type Placing = {
  accountId: string
  territoryId: string
  role: ReferrerRole
  /** Code; null but for a professional. */
  profession: string | null
  organisation: { name: string; kind: OrganisationKind }
  doctorId: string | null
}

/** Says where an account works and what it does, without an invitation: for the accounts of the demonstration. */
export async function placeReferrer(
  tx: Db,
  { accountId, territoryId, role, profession, organisation, doctorId }: Placing,
  now: Date,
): Promise<void> {
  const professions = await listProfessions(tx, territoryId)
  const professionId = professions.find(({ code }) => code === profession)?.id ?? null
  const organisationId = await keepOrganisation(tx, { territoryId, ...organisation }, now)
  const place = { professionId, organisationId, doctorId }
  await saveProfile(tx, { accountId, territoryId, role, ...place }, now)
}
