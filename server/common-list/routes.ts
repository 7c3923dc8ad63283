import type { Deps } from '../deps.ts'
import { type Call, doctorLink, onLink } from '../doctor-page/frame.ts'
import { actorOf, openPage } from '../doctor-page/service.ts'
import { doctorFacts } from '../doctor-page/view.ts'
import { get, post, type Route } from '../http/routes.ts'
import { type Door, showCommonList, takeListed } from './frame.ts'

/** The common list behind a doctor's private link: reading and taking do not spend it. */
export function commonListRoutes(deps: Deps): Route[] {
  const holder = doctorLink(deps)
  const byLink = (answer: typeof showCommonList) =>
    onLink(deps, async (call) => answer(deps, { ...call, door: await linkDoor(deps, call) }))
  return [
    get('/medecin/:token/liste-commune', holder, byLink(showCommonList)),
    post('/medecin/:token/liste-commune', holder, byLink(takeListed)),
  ]
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
