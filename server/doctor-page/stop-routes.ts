import { randomUUID } from 'node:crypto'
import { leavePage, pausePage } from '../../web/pages/doctor/stop.ts'
import type { Deps } from '../deps.ts'
import type { Access } from '../http/access.ts'
import { type FormValues, fieldErrors, formValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { type Call, save, showDead, showPage, type Visit, visitSite } from './frame.ts'
import { pauseSchema } from './schema.ts'
import { openPage } from './service.ts'
import { doctorFacts } from './view.ts'

const PAGES = { pause: pausePage, quitter: leavePage } as const

/** Pausing and leaving: a page that asks, then the act, which spends the link. */
export function stopRoutes(deps: Deps, holder: Access<Visit | null>): Route[] {
  const ask = (kind: keyof typeof PAGES) =>
    get(`/medecin/:token/${kind}`, holder, async (req, res, visit) => {
      if (!visit) return showDead(deps, req, res)
      if (visit.link.usedAt) return res.redirect(303, visit.path)
      await showStop(deps, { req, res, visit }, { kind })
    })
  return [
    ask('pause'),
    post('/medecin/:token/pause', holder, async (req, res, visit) => {
      if (!visit) return showDead(deps, req, res)
      const call = { req, res, visit }
      const values = formValues(req)
      const read = pauseSchema(deps.now()).safeParse(values)
      if (!read.success && visit.link.usedAt) return showPage(deps, call, { status: 410 })
      if (!read.success) {
        const errors = fieldErrors(read.error)
        return showStop(deps, call, { kind: 'pause', values, errors })
      }
      const { until, cabinet } = read.data
      await save(deps, call, { kind: 'paused', until, availabilityId: cabinet || null })
    }),
    ask('quitter'),
    post('/medecin/:token/quitter', holder, async (req, res, visit) => {
      if (!visit) return showDead(deps, req, res)
      await save(deps, { req, res, visit }, { kind: 'left' })
    }),
  ]
}

type Asked = { kind: keyof typeof PAGES; values?: FormValues; errors?: Record<string, string> }

async function showStop(
  deps: Deps,
  { res, visit }: Call,
  { kind, values = {}, errors = {} }: Asked,
): Promise<void> {
  const now = deps.now()
  const sheet = await openPage(deps, visit.link, now)
  const page = PAGES[kind](await visitSite(deps, res, visit), {
    path: visit.path,
    doctor: doctorFacts(sheet, now),
    seal: { key: randomUUID(), version: sheet.version },
    values,
    errors,
  })
  show(res, Object.keys(errors).length > 0 ? 422 : 200, page)
}
