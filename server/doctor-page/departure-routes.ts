import { randomUUID } from 'node:crypto'
import { departurePage } from '../../web/pages/doctor/departure.ts'
import { momentLabel } from '../calendar/labels.ts'
import { frenchDay } from '../calendar/typed-day.ts'
import { type Departure, peopleIn } from '../departures/rules.ts'
import { readDepartureForm } from '../departures/schema.ts'
import { findDeparture } from '../departures/service.ts'
import { announcedBy, countingForm, listed } from '../departures/view.ts'
import type { Deps } from '../deps.ts'
import type { StaleVersion } from '../errors.ts'
import type { Access } from '../http/access.ts'
import { type FormValues, formValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { communesIn } from '../territory/service.ts'
import { type Call, save, showDead, showPage, type Visit, visitSite } from './frame.ts'
import { versionSeen } from './schema.ts'
import { openPage } from './service.ts'
import { doctorFacts } from './view.ts'

const PATH = '/medecin/:token/depart'

/** A doctor announces that they leave, corrects it or takes it back: each spends the link, as any saving does (B43). */
export function departureRoutes(deps: Deps, holder: Access<Visit | null>): Route[] {
  return [
    get(PATH, holder, async (req, res, visit) => {
      if (!visit) return showDead(deps, req, res)
      if (visit.link.usedAt) return res.redirect(303, visit.path)
      await showForm(deps, { req, res, visit })
    }),
    post(PATH, holder, async (req, res, visit) => {
      if (!visit) return showDead(deps, req, res)
      await announce(deps, { req, res, visit })
    }),
    post(`${PATH}/annuler`, holder, async (req, res, visit) => {
      if (!visit) return showDead(deps, req, res)
      const seen = versionSeen(formValues(req))
      await save(deps, orStale(deps, { req, res, visit }), { kind: 'stays', seen })
    }),
  ]
}

async function announce(deps: Deps, call: Call): Promise<void> {
  const values = formValues(call.req)
  const codes = listed(await countedOf(deps, call)).map(({ inseeCode }) => inseeCode)
  const read = readDepartureForm(values, { communes: codes, by: 'doctor' }, deps.now())
  if (read.ok) {
    const { announcement } = read
    const act = { kind: 'departs' as const, announcement, seen: versionSeen(values) }
    return save(deps, orStale(deps, call), act)
  }
  if (call.visit.link.usedAt) return showPage(deps, call, { status: 410 })
  await showForm(deps, call, { values, errors: read.errors })
}

/** Somebody was faster: the form again, with what is announced now. */
function orStale(deps: Deps, call: Call): Call {
  return { ...call, showStale: (stale) => showForm(deps, call, { stale }) }
}

/** What the form counts, and where. */
async function countedOf(deps: Deps, { visit: { link } }: Call) {
  const departure = await findDeparture(deps.database.client, link)
  return { departure, communes: await communesIn(deps, link.territoryId) }
}

type Shown = { values?: FormValues; errors?: Record<string, string>; stale?: StaleVersion }

async function showForm(deps: Deps, call: Call, { stale, ...typed }: Shown = {}): Promise<void> {
  const { res, visit } = call
  const { link, path } = visit
  const now = deps.now()
  const sheet = await openPage(deps, link, now)
  const { departure, communes } = await countedOf(deps, call)
  const form = countingForm({ departure, communes, ...typed })
  const page = departurePage(await visitSite(deps, res, visit), {
    ...form,
    values: typed.values ?? asTyped(form.values, departure),
    path,
    name: doctorFacts(sheet, now).name,
    seal: { key: randomUUID(), version: sheet.version },
    announced: departure && {
      version: departure.version,
      leavesOn: departure.leavesOn,
      people: peopleIn(departure.counts),
      by: announcedBy(departure),
    },
    stale: stale ? { by: stale.changedBy, when: `le ${momentLabel(stale.changedAt)}` } : null,
  })
  show(res, stale ? 409 : typed.errors ? 422 : 200, page)
}

/** The day as a doctor would type it. */
function asTyped(values: FormValues, departure: Departure | null): FormValues {
  return departure ? { ...values, part_le: frenchDay(departure.leavesOn) } : values
}
