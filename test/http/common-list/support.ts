import { randomUUID } from 'node:crypto'
import type { Database } from '../../../server/db.ts'
import { setOnCommonList } from '../../../server/ladder/moving.ts'
import { aBrokeredScene } from '../../support/brokered.ts'
import { openDoctor } from '../doctor-page/asked-support.ts'

type Options = Parameters<typeof aBrokeredScene>[1]

/** A household on the common list, and the page of the first doctor who could take it. */
export async function aListed(database: Database, options: Options = {}) {
  const scene = await aBrokeredScene(database, options)
  const { deps, target, clock } = scene
  await setOnCommonList(deps, target, { key: randomUUID(), isOn: true }, clock.at)
  return { ...scene, ...(await openDoctor(scene, scene.doctors[0])) }
}

/** What a doctor sends when they press « J'accueille ce foyer ». */
export function aPress(foyer: string): Record<string, string> {
  return { cle: randomUUID(), foyer }
}
