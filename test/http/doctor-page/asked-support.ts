import { randomUUID } from 'node:crypto'
import type { Database } from '../../../server/db.ts'
import { mintDoctorLink } from '../../../server/doctor-links/service.ts'
import { aMember } from '../../support/app.ts'
import { aBrokeredScene, type BrokeredScene } from '../../support/brokered.ts'

/** A grandmother to be visited, her daughter and her grandson: three people, one household. */
export const three = {
  ...aMember(0, { ald: 'oui', se_deplace: 'non' }),
  ...aMember(1, { prenom: 'Paule', naissance_annee: '1979' }),
  ...aMember(2, { prenom: 'Colin', naissance_annee: '2016' }),
}

/** The page of a doctor of the scene: its link, a browser of theirs, and the id of the doctor. */
export async function openDoctor(scene: BrokeredScene, availabilityId: string | undefined) {
  const { deps, territoryId, visitor } = scene
  const { doctorId } = await deps.database.client.availability.findUniqueOrThrow({
    where: { id: availabilityId ?? '' },
  })
  const path = await deps.database.transaction((tx) =>
    mintDoctorLink(tx, { territoryId, doctorId }, deps.now()),
  )
  return { doctorId, path, browser: visitor() }
}

type Options = Parameters<typeof aBrokeredScene>[1]

/** A household that the first doctor of the scene is asked about, and the page of that doctor. */
export async function anAskedDoctor(database: Database, options: Options = {}) {
  const scene = await aBrokeredScene(database, options)
  await database.client.availability.updateMany({ data: { homeVisitPlaces: 2 } })
  await scene.ask(scene.doctors)
  const doctor = await openDoctor(scene, scene.doctors[0])
  const id = (await scene.living())?.id ?? ''
  const { browser, path } = doctor
  return {
    ...scene,
    ...doctor,
    proposalId: id,
    page: async () => (await browser.get(path)).text,
    /** Presses one of the answers. */
    press: (reponse: string, fields: Record<string, string> = {}) =>
      browser.post(`${path}/sollicitation`, {
        cle: randomUUID(),
        sollicitation: id,
        reponse,
        ...fields,
      }),
  }
}
