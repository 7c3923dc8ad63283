import { daysAgoText } from '../../web/pages/staff/reason-labels.ts'
import {
  type TerritoryDoctor,
  type TerritoryMapView,
  type TerritoryProspect,
  territoryMapPage,
} from '../../web/pages/staff/territory-map.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { type RegisterLine, readRegister } from '../doctors/listing.ts'
import { doctorName } from '../doctors/rules.ts'
import { READS, type Staff, staff } from '../http/access.ts'
import { get, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { prospectName } from '../prospects/rules.ts'
import { type ProspectLine, readProspects } from '../prospects/service.ts'
import { daysSince } from '../ranking/freshness.ts'
import { drawingMark, drawingOf, findTerritory } from '../territory/service.ts'
import { actorOf, staffSite } from './frame.ts'
import { CONTOURS, mapOf } from './map.ts'

/**
 * Every volunteer doctor of the territory on one map (B3), and those of the directory to invite; reading it is in the
 * audit, as reading the register is. The contours of all maps are apart: a browser reads them once.
 */
export function mapRoutes(deps: Deps): Route[] {
  return [
    get('/coordination/carte', staff(READS), async (_req, res, who) => {
      const view = await territoryMapView(deps, who, deps.now())
      show(res, 200, territoryMapPage(await staffSite(deps, res, who), view))
    }),
    get(`${CONTOURS}/:mark`, staff(READS), async (req, res, { territoryId }) => {
      const isCurrent = req.params.mark === (await drawingMark(deps, territoryId))
      res.set('Cache-Control', isCurrent ? KEPT : 'no-store')
      res.json(await drawingOf(deps, territoryId))
    }),
  ]
}

/** By the browser of the one who asked, for a year: the address changes with what is there. */
const KEPT = 'private, max-age=31536000, immutable'

async function territoryMapView(deps: Deps, who: Staff, now: Date): Promise<TerritoryMapView> {
  const { territoryId } = who
  const { name } = await findTerritory(deps, territoryId)
  const register = await readRegister(deps, { territoryId, actor: actorOf(who) }, now)
  const { lines } = await readProspects(deps, { territoryId, actor: actorOf(who) }, now)
  const present = register.filter(({ entry }) => entry.withdrawnAt === null)
  return {
    territory: name,
    map: await mapOf(deps, territoryId),
    doctors: present.map((line) => doctorOf(line, now)).sort((a, b) => rankOf(a) - rankOf(b)),
    prospects: lines.map(prospectOf),
  }
}

function prospectOf({ prospect }: ProspectLine): TerritoryProspect {
  const places = prospect.places.map(({ name, address, commune, position }) => ({
    text: [name, address, commune].filter(Boolean).join(', '),
    position,
  }))
  return { id: prospect.id, name: prospectName(prospect), places }
}

function doctorOf({ entry, state, freePlaces }: RegisterLine, now: Date): TerritoryDoctor {
  const { id, doctorId, identity, practice } = entry
  return {
    rowId: id,
    doctorId,
    name: doctorName(identity),
    practiceId: practice.id,
    practice: [practice.name || practice.address, practice.commune].join(', '),
    position: practice.position,
    state,
    freePlaces,
    age: ageOf(entry, now),
  }
}

/** How old a doctor's word is (B8): « Confirmé il y a 12 jours », and what a household said since. */
function ageOf({ confirmedAt, loweredAt }: RegisterLine['entry'], now: Date): string {
  if (!confirmedAt) return 'Jamais confirmé'
  const confirmed = `Confirmé ${daysAgoText(daysSince(parisDay(confirmedAt), parisDay(now)))}`
  return loweredAt ? `${confirmed}, un foyer dit avoir été refusé depuis` : confirmed
}

/** Those who can take people, then those to ask again, then the others; the register's order, by name, within each. */
function rankOf({ state }: TerritoryDoctor): number {
  return state === 'fresh' ? 0 : state === 'to_reconfirm' ? 1 : 2
}
