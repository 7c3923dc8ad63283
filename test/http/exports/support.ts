import { randomUUID } from 'node:crypto'
import express, { type Express } from 'express'
import type { Role } from '../../../prisma/generated/enums.ts'
import type { Database } from '../../../server/db.ts'
import type { Deps } from '../../../server/deps.ts'
import type { Staff } from '../../../server/http/access.ts'
import { answerErrors } from '../../../server/http/error-page.ts'
import { nonce } from '../../../server/http/headers.ts'
import { mount, type Route } from '../../../server/http/routes.ts'
import type { NewRequest } from '../../../server/orientation/intake-store.ts'
import { storeRequest } from '../../support/request.ts'

/** The routes as a member of the staff of one territory meets them. */
export function aStaffApp(
  deps: Deps,
  routes: readonly Route[],
  { territoryId, role = 'coordinator' }: { territoryId: string; role?: Role },
): Express {
  const app = express()
  app.set('query parser', 'simple')
  const who: Staff = {
    accountId: randomUUID(),
    name: 'Odile Exemple',
    email: 'odile@example.org',
    role,
    territoryId,
  }
  app.use(nonce, (_req, res, next) => {
    res.locals.staff = who
    next()
  })
  mount(app, routes)
  app.use(answerErrors(deps))
  return app
}

export const aMember: NewRequest['members'][number] = {
  lastName: 'Lamercier',
  firstName: 'Jeanne',
  birthDate: '1948-03-27',
  ald: true,
  canTravel: false,
}

type Happened = {
  registeredAt: Date
  orientedAt?: Date
  foundAt?: Date
  closedAt?: Date
  /** When each member was declared; a member beyond the list is not. */
  declaredAt?: readonly (Date | null)[]
}

/** A request stored as the service stores one, then dated. */
export async function aStoredRequest(
  deps: Deps,
  territoryId: string,
  { declaredAt = [], ...dates }: Happened,
  changes: Partial<NewRequest> = {},
): Promise<{ id: string; reference: string }> {
  const { client } = deps.database
  const id = randomUUID()
  const request = { ...newRequest, ...changes, id, territoryId }
  await storeRequest(client, deps.keys, request, dates.registeredAt)
  for (const [position, at] of declaredAt.entries())
    await client.member.updateMany({
      where: { requestId: id, position },
      data: { seenAt: at, declaredAt: at },
    })
  return client.orientationRequest.update({
    where: { id },
    data: dates,
    select: { id: true, reference: true },
  })
}

/** What the audit says of exports, oldest first. */
export function exportsAudited({ client }: Database) {
  return client.auditEntry.findMany({
    where: { action: 'export' },
    orderBy: { sequence: 'asc' },
    select: { territoryId: true, actorId: true, subjectKind: true, subjectId: true, facts: true },
  })
}

const newRequest: Omit<NewRequest, 'id' | 'territoryId'> = {
  referencePrefix: 'EX',
  status: 'ready',
  source: 'PH-12',
  filledBy: 'proche',
  channel: 'sms',
  nextStepOn: '2026-12-01',
  inseeCode: '59350',
  contact: { phone: '+33639981234', email: null, canOpenLink: true },
  home: {
    address: '14 rue de la Toile-Bise',
    postalCode: '59000',
    commune: 'Lille',
    label: '14 Rue de la Toile-Bise 59000 Lille',
    position: [3.06, 50.63],
    oldInseeCode: null,
    placedBy: 'geocoder',
    doubts: [],
    candidates: [],
  },
  wishes: {
    language: 'pt',
    wheelchair: false,
    transport: 'transports',
    maxKm: 2.5,
    reason: 'retraite',
    alreadyFollowed: false,
  },
  members: [aMember],
  verdict: 'inside',
  surveyAgreed: true,
}
