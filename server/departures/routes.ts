import type { Request, Response } from 'express'
import * as z from 'zod'
import { staffNav } from '../../web/components/staff/frame.ts'
import { departuresPage } from '../../web/pages/staff/departures.ts'
import { departureFormPage } from '../../web/pages/staff/departures-form.ts'
import { flyerPage } from '../../web/pages/staff/flyer.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import type { RegisterEntry } from '../doctors/rules.ts'
import { openDoctor } from '../doctors/service.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { type FormValues, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { flyerParts } from '../qr/flyer.ts'
import { contactOf } from '../territory/contact.ts'
import { communesIn, findTerritory } from '../territory/service.ts'
import type { Departure } from './rules.ts'
import { readDepartureForm } from './schema.ts'
import { announceDeparture, cancelDeparture, findDeparture, readDepartures } from './service.ts'
import {
  DEPARTURES_PATH,
  departureFormView,
  departurePath,
  departuresView,
  leafletOf,
  listed,
} from './view.ts'

const PATH = departurePath(':id')

/** Doctors who leave: announced from their sheet, counted by commune, with a leaflet for their patients (B43). */
export function departureRoutes(deps: Deps): Route[] {
  return [
    get(DEPARTURES_PATH, staff(READS), (req, res, who) => showList(deps, { req, res, who })),
    get(PATH, staff(COORDINATES), async (req, res, who) => {
      await showForm(deps, await openVisit(deps, { req, res, who }), {})
    }),
    post(PATH, staff(COORDINATES), (req, res, who) => announce(deps, { req, res, who })),
    post(`${PATH}/annuler`, staff(COORDINATES), (req, res, who) => cancel(deps, { req, res, who })),
    get(`${PATH}/feuillet`, staff(COORDINATES), (req, res, who) =>
      showLeaflet(deps, { req, res, who }),
    ),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }

/** A visit to the departure of one doctor. */
type Visited = Visit & {
  entry: RegisterEntry
  departure: Departure | null
  communes: Awaited<ReturnType<typeof communesIn>>
}

async function showList(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const now = deps.now()
  const reader = { territoryId: who.territoryId, actor: actorOf(who) }
  const departures = await readDepartures(deps, reader, now)
  const said = queryValues(req).fait === 'annule' ? CANCELLED : null
  show(
    res,
    200,
    departuresPage(await staffSite(deps, res, who), departuresView(departures, { said }, now)),
  )
}

const CANCELLED = 'Ce départ est annulé : le médecin retrouve sa place sur les listes.'

async function announce(deps: Deps, visit: Visit): Promise<void> {
  const opened = await openVisit(deps, visit)
  const { entry, communes, departure } = opened
  const values = formValues(visit.req)
  const codes = listed({ communes, departure }).map(({ inseeCode }) => inseeCode)
  const shown = { communes: codes, by: 'coordinator' as const }
  const form = readDepartureForm(values, shown, deps.now())
  if (!form.ok) return showForm(deps, opened, { values, errors: form.errors })
  await unlessStale(deps, opened, async () => {
    await announceDeparture(deps, leaverOf(opened, values), form.announcement, deps.now())
    visit.res.redirect(303, `${departurePath(entry.id)}?fait=enregistre`)
  })
}

async function cancel(deps: Deps, visit: Visit): Promise<void> {
  const opened = await openVisit(deps, visit)
  await unlessStale(deps, opened, async () => {
    await cancelDeparture(deps, leaverOf(opened, formValues(visit.req)), deps.now())
    visit.res.redirect(303, `${DEPARTURES_PATH}?fait=annule`)
  })
}

async function showLeaflet(deps: Deps, visit: Visit): Promise<void> {
  const { entry, departure, res, who } = await openVisit(deps, visit)
  if (!departure) throw new NotFound()
  const territory = await findTerritory(deps, who.territoryId)
  const site = { ...(await staffSite(deps, res, who)), territory: contactOf(territory) }
  const page = flyerPage(site, {
    ...(await flyerParts(deps, territory, departure.source)),
    staffNav: staffNav(site, 'medecins'),
    departure: leafletOf(departure, departurePath(entry.id)),
  })
  show(res, 200, page)
}

/** Somebody was faster: the page again, as it is now, and nothing overwritten. */
async function unlessStale(deps: Deps, visit: Visited, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error
    await showForm(deps, await openVisit(deps, visit), { stale: error })
  }
}

type Shown = { values?: FormValues; errors?: Record<string, string>; stale?: StaleVersion }

async function showForm(deps: Deps, visit: Visited, shown: Shown): Promise<void> {
  const { req, res, who, entry, departure, communes } = visit
  const isSaved = queryValues(req).fait === 'enregistre'
  const view = departureFormView({ ...shown, entry, departure, communes, isSaved })
  const status = shown.stale ? 409 : shown.errors ? 422 : 200
  show(res, status, departureFormPage(await staffSite(deps, res, who), view))
}

async function openVisit(deps: Deps, { req, res, who }: Visit): Promise<Visited> {
  const id = z.uuid().safeParse(req.params.id)
  if (!id.success) throw new NotFound()
  const { territoryId } = who
  const entry = await openDoctor(
    deps,
    { id: id.data, territoryId, actor: actorOf(who) },
    deps.now(),
  )
  const key = { territoryId, doctorId: entry.doctorId }
  const departure = await findDeparture(deps.database.client, key)
  return { req, res, who, entry, departure, communes: await communesIn(deps, territoryId) }
}

function leaverOf({ who, entry }: Visited, { version = '' }: FormValues) {
  const seen = /^\d{1,9}$/.test(version) ? Number(version) : undefined
  const { territoryId } = who
  return { territoryId, doctorId: entry.doctorId, actor: actorOf(who), version: seen }
}
