import type { Deps } from '../deps.ts'
import { type Call, doctorLink, onLink } from '../doctor-page/frame.ts'
import { actorOf, openPage } from '../doctor-page/service.ts'
import { doctorFacts } from '../doctor-page/view.ts'
import { openOwn } from '../doctors/own.ts'
import { doctorName } from '../doctors/rules.ts'
import { NotFound } from '../errors.ts'
import { type Staff, staff } from '../http/access.ts'
import { get, post, type Route } from '../http/routes.ts'
import { gpOf } from '../referrers/service.ts'
import { type Door, showCommonList, takeListed } from './frame.ts'

/** The common list, behind a doctor's private link, which reading and taking do not spend, or from a GP's account. */
export function commonListRoutes(deps: Deps): Route[] {
  const holder = doctorLink(deps)
  const gp = staff(['referrer'])
  const byLink = (answer: typeof showCommonList) =>
    onLink(deps, async (call) => answer(deps, { ...call, door: await linkDoor(deps, call) }))
  return [
    get('/medecin/:token/liste-commune', holder, byLink(showCommonList)),
    post('/medecin/:token/liste-commune', holder, byLink(takeListed)),
    get('/liste-commune', gp, async (req, res, who) => {
      await showCommonList(deps, { req, res, door: await accountDoor(deps, who) })
    }),
    post('/liste-commune', gp, async (req, res, who) => {
      await takeListed(deps, { req, res, door: await accountDoor(deps, who) })
    }),
  ]
}

/** @throws NotFound for whoever is not a doctor of the register. */
async function accountDoor(deps: Deps, who: Staff): Promise<Door> {
  const gp = await gpOf(deps, who)
  if (!gp) throw new NotFound()
  const own = { territoryId: who.territoryId, doctorId: gp.doctorId }
  const { entries } = await openOwn(deps.database.client, own, deps.now())
  const identity = entries[0]?.entry.identity
  const name = identity ? doctorName(identity) : who.name
  return {
    doctor: { ...own, actor: { kind: 'staff', id: who.accountId, name } },
    name: null,
    path: '/liste-commune',
    back: { href: '/signalements', label: 'Mes signalements' },
  }
}

async function linkDoor(deps: Deps, { visit: { link, path } }: Call): Promise<Door> {
  const now = deps.now()
  const { territoryId, doctorId } = link
  const sheet = await openPage(deps, link, now)
  return {
    doctor: { territoryId, doctorId, actor: actorOf(link, sheet) },
    name: doctorFacts(sheet, now).name,
    path: `${path}/liste-commune`,
    back: { href: path, label: 'Ma page' },
  }
}
