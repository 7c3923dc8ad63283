import type { Request, Response } from 'express'
import { actorOf } from '../coordination/frame.ts'
import type { Staff } from '../http/access.ts'
import { tickedValues } from '../http/forms.ts'

export const PATH = '/coordination/prospects'

/** One call of somebody of the team. */
export type Visit = { req: Request; res: Response; who: Staff }

export function by(who: Staff) {
  return { territoryId: who.territoryId, actor: actorOf(who) }
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Every prospect that a form names, whole: a form too long to be read was refused before. */
export function chosen(req: Request): string[] {
  return tickedValues(req, 'medecin').filter((id) => UUID.test(id))
}
