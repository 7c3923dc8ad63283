import { randomUUID } from 'node:crypto'
import type { Role } from '../../../prisma/generated/enums.ts'
import type { Database } from '../../../server/db.ts'
import { aBrokeredScene } from '../../support/brokered.ts'
import { signIn } from '../../support/people.ts'

/** A household in a territory of mode `brokered`, and somebody of the staff signed in. */
export async function aStaffScene(
  database: Database,
  {
    role = 'coordinator',
    ...options
  }: NonNullable<Parameters<typeof aBrokeredScene>[1]> & { role?: Role } = {},
) {
  const scene = await aBrokeredScene(database, options)
  const staff = scene.visitor()
  await signIn(scene.deps, staff, role)
  const path = `/coordination/demandes/${scene.id}`
  return {
    ...scene,
    staff,
    path,
    page: async () => (await staff.get(path).expect(200)).text,
    /** Presses a button of the request's page. */
    press: async (name: string, fields: Record<string, string | string[]> = {}) => {
      const { version } = await scene.read()
      return staff.post(`${path}/${name}`, {
        cle: randomUUID(),
        version: String(version),
        ...fields,
      })
    },
    todos: async () => {
      const found = await database.client.todo.findMany({
        where: { doneAt: null },
        orderBy: { createdAt: 'asc' },
      })
      return found.map(({ kind }) => kind)
    },
  }
}

export type StaffScene = Awaited<ReturnType<typeof aStaffScene>>

/** Presses « Solliciter » for these doctors. */
export function ask(
  { press }: StaffScene,
  medecin: readonly string[],
  fields: Record<string, string | string[]> = {},
) {
  return press('sollicitation', { medecin: [...medecin], km: '5', moyen: 'lien', ...fields })
}
