import type { Request, Response } from 'express'
import * as z from 'zod'
import { practicePage } from '../../web/pages/staff/practice.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { readRegister } from '../doctors/listing.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { type FormValues, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { readPracticeForm } from './schema.ts'
import { editPractice, openPractice, type PracticeTarget } from './service.ts'
import { practicePath, practiceView } from './view.ts'

const PATH = practicePath(':id')

/** A practice and its secretariat, once for all its doctors. */
export function practiceRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), (req, res, who) => showPractice(deps, { req, res, who }, {})),
    post(PATH, staff(COORDINATES), (req, res, who) => edit(deps, { req, res, who })),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }

async function edit(deps: Deps, visit: Visit): Promise<void> {
  const now = deps.now()
  const values = formValues(visit.req)
  const target = targetOf(visit, values)
  const read = readPracticeForm(values, now)
  if (!read.ok) return showPractice(deps, visit, { values, errors: read.errors })
  try {
    const saved = await editPractice(deps, target, read.form, now)
    if (saved === 'taken') return await showPractice(deps, visit, { values, errors: TAKEN })
    visit.res.redirect(303, `${practicePath(target.id)}?fait=enregistre`)
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error
    await showPractice(deps, visit, { isStale: true })
  }
}

const TAKEN = { cabinet: 'Un autre cabinet porte déjà ce nom à cette adresse.' }

type Shown = { values?: FormValues; errors?: Record<string, string>; isStale?: boolean }

async function showPractice(deps: Deps, visit: Visit, shown: Shown): Promise<void> {
  const { req, res, who } = visit
  const now = deps.now()
  const target = targetOf(visit, {})
  const practice = await openPractice(deps, target, now)
  const register = await readRegister(deps, target, now)
  const lines = register.filter(({ entry }) => entry.practice.id === practice.id)
  const isSaved = queryValues(req).fait === 'enregistre'
  const { isStale = false } = shown
  const view = practiceView({ ...shown, practice, lines, isSaved, isStale })
  const status = isStale ? 409 : shown.errors ? 422 : 200
  show(res, status, practicePage(await staffSite(deps, res, who), view))
}

function targetOf({ req, who }: Visit, { version = '' }: FormValues): PracticeTarget {
  const id = z.uuid().safeParse(req.params.id)
  if (!id.success) throw new NotFound()
  const seen = /^\d{1,9}$/.test(version) ? Number(version) : undefined
  return { id: id.data, territoryId: who.territoryId, actor: actorOf(who), version: seen }
}
