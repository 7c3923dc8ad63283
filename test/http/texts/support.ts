import { randomUUID } from 'node:crypto'
import type { Role } from '../../../prisma/generated/enums.ts'
import type { Database } from '../../../server/db.ts'
import { partsOf } from '../../../server/texts/parts.ts'
import { nameOf } from '../../../server/texts/view.ts'
import { aDeps, anApp } from '../../support/app.ts'
import { aTerritory, signIn } from '../../support/people.ts'

export const PATH = '/coordination/textes/request_received'

/** Name in the form of the first part of a new request's message at that place. */
export function fieldOf(place: 'subject' | 'email' | 'sms'): string {
  const part = partsOf('request_received').find((each) => each.place === place)
  return part ? nameOf(part) : ''
}

/** A territory and somebody signed in who works on its texts. */
export async function aTeam(database: Database, role: Role = 'administrator') {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  const { visitor } = anApp(deps)
  const staff = visitor()
  await signIn(deps, staff, role)
  const press = (act: string, version: number, key: string = randomUUID()) =>
    staff.post(`${PATH}${act}`, { cle: key, version: String(version) })
  return {
    deps,
    territoryId,
    staff,
    press,
    save: (fields: Record<string, string>, version = 0, key: string = randomUUID()) =>
      staff.post(PATH, { geste: 'enregistrer', cle: key, version: String(version), ...fields }),
    rows: () =>
      database.client.editedText.findMany({ orderBy: [{ version: 'asc' }, { part: 'asc' }] }),
  }
}
