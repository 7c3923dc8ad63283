import { parse } from 'csv-parse/sync'
import request from 'supertest'
import type { Role } from '../../../prisma/generated/enums.ts'
import type { Deps } from '../../../server/deps.ts'
import { exportRoutes } from '../../../server/exports/routes.ts'
import { aStaffApp } from './support.ts'

/** Noon of a day, in UTC. */
export function day(text: string): Date {
  return new Date(`${text}T12:00:00Z`)
}

/** What a person of the staff downloads from a territory: the answer itself, and its lines by column. */
export function filesOf(deps: Deps, territory: () => string) {
  const download = (file: string, role: Role = 'coordinator') => {
    const app = aStaffApp(deps, exportRoutes(deps), { territoryId: territory(), role })
    return request(app).get(`/coordination/exports/${file}.csv`)
  }
  const lines = async (file: string): Promise<Record<string, string>[]> => {
    const { text } = await download(file).expect(200)
    return parse(text, { delimiter: ';', bom: true, columns: true })
  }
  return { download, lines }
}
