import type { Deps } from '../deps.ts'
import { errorFacts } from '../log.ts'
import { machine } from './access.ts'
import { get, type Route } from './routes.ts'

/** `/healthz`: the process answers. `/readyz`: it may be sent people, its database answers and it is not stopping. */
export function healthRoutes(deps: Deps, isStopping: () => boolean): Route[] {
  return [
    get('/healthz', machine(), (_req, res) => {
      res.json({ ok: true })
    }),
    get('/readyz', machine(), async (_req, res) => {
      const ready = !isStopping() && (await databaseAnswers(deps))
      res.status(ready ? 200 : 503).json({ ok: ready })
    }),
  ]
}

async function databaseAnswers({ database, log }: Deps): Promise<boolean> {
  try {
    await database.client.$queryRaw`select 1`
    return true
  } catch (error) {
    log.warn(errorFacts(error), 'the database does not answer')
    return false
  }
}
