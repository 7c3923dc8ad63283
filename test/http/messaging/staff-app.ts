import { randomUUID } from 'node:crypto'
import express, { type Express } from 'express'
import type { Role } from '../../../prisma/generated/enums.ts'
import type { Deps } from '../../../server/deps.ts'
import type { Staff } from '../../../server/http/access.ts'
import { answerErrors } from '../../../server/http/error-page.ts'
import { mount } from '../../../server/http/routes.ts'
import { messageRoutes } from '../../../server/messaging/routes.ts'

/** The pages of messages for somebody of the staff who is signed in. */
export function aStaffApp(deps: Deps, territoryId: string, role: Role): Express {
  const who: Staff = {
    accountId: randomUUID(),
    name: 'Inès Belgrain',
    email: 'coordination@example.org',
    role,
    territoryId,
  }
  const app = express()
  app.use(express.urlencoded({ extended: false }), (_req, res, next) => {
    res.locals.staff = who
    next()
  })
  mount(app, messageRoutes(deps))
  app.use(answerErrors(deps))
  return app
}
