import { randomUUID } from 'node:crypto'
import type { Database } from '../../server/db.ts'
import { aDeps, aForm, anApp, NOW } from './app.ts'
import { aDoctor, aTerritory, signIn } from './people.ts'

/** A household registered, a coordinator signed in, and a doctor at each of these distances. */
export async function aScene(
  database: Database,
  form: Record<string, string> = {},
  doctorKms: number[] = [1, 2, 3],
) {
  const clock = { at: NOW }
  const deps = aDeps(database, { clock })
  const territoryId = await aTerritory(deps)
  const doctors: string[] = []
  for (const km of doctorKms) doctors.push(await aDoctor(deps, territoryId, { km }))
  const { visitor } = anApp(deps)
  const patient = visitor()
  const sent = await patient.post('/questionnaire', aForm(form))
  const coordinator = visitor()
  await signIn(deps, coordinator)
  const { id } = await theRequest(database)
  const link = (sent.headers.location ?? '').split('?')[0] ?? ''
  return { clock, deps, territoryId, doctors, visitor, patient, coordinator, id, link }
}

export type Scene = Awaited<ReturnType<typeof aScene>>

/** The one request of a scene, with what was decided for it. */
export function theRequest(database: Database) {
  return database.client.orientationRequest.findFirstOrThrow({
    include: { members: true, shortlists: { include: { entries: true } } },
  })
}

/** Presses « Envoyer la liste », by e-mail and to every doctor of the scene unless told otherwise. */
export async function send(
  { coordinator, id, doctors, deps }: Scene,
  fields: Record<string, string | string[]> = {},
) {
  const { version } = await theRequest(deps.database)
  return coordinator.post(`/coordination/demandes/${id}/envoi`, {
    cle: randomUUID(),
    version: String(version),
    canal: 'courriel',
    km: '5',
    medecin: doctors,
    ...fields,
  })
}
