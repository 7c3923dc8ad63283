import type { Request, Response } from 'express'
import * as z from 'zod'
import type { Noted } from '../../web/pages/doctor/asked-view.ts'
import { commonListPage } from '../../web/pages/doctor/common-list.ts'
import type { Actor } from '../audit/service.ts'
import type { Deps } from '../deps.ts'
import { notedOf, notedPath } from '../doctor-page/asked-view.ts'
import { actKey, formValues, queryValues } from '../http/forms.ts'
import { show, siteOf } from '../http/site.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { openCommonList, type TakenFromList, takeFromCommonList } from './service.ts'
import { commonListView } from './view.ts'

/** A doctor who came to the common list, by a private link or from an account. */
export type Door = {
  doctor: { territoryId: string; doctorId: string; actor: Actor }
  /** « Dr Fantine Hautelisse », whose private link it is; null behind an account. */
  name: string | null
  /** Address of the list for this doctor. */
  path: string
  back: { href: string; label: string }
}

type Call = { req: Request; res: Response; door: Door }

/** The list as this doctor may see it. @throws NotFound where the territory has none. */
export async function showCommonList(deps: Deps, { req, res, door }: Call): Promise<void> {
  const now = deps.now()
  const listed = await openCommonList(deps, door.doctor, now)
  const site = siteOf(deps, res, contactOf(await findTerritory(deps, door.doctor.territoryId)))
  const { merci, cabinet = null } = queryValues(req)
  const view = commonListView(listed, { path: door.path, practiceId: cabinet })
  const { name, path, back } = door
  show(res, 200, commonListPage(site, { name, path, back, ...view, noted: notedOf(merci) }))
}

const RequestId = z.uuid()

const NOTED_FOR: Record<TakenFromList, Noted> = {
  taken: 'accueilli',
  too_late: 'confrere',
  gone: 'parti',
}

/** « J'accueille ce foyer », then the list again, which says what it came to. */
export async function takeListed(deps: Deps, { req, res, door }: Call): Promise<void> {
  const values = formValues(req)
  const requestId = RequestId.safeParse(values.foyer)
  if (!requestId.success) return res.redirect(303, door.path)
  const taking = { ...door.doctor, requestId: requestId.data, key: actKey(values) }
  const taken = await takeFromCommonList(deps, taking, deps.now())
  res.redirect(303, notedPath(door.path, NOTED_FOR[taken]))
}
