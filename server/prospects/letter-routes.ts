import { randomUUID } from 'node:crypto'
import { prospectLettersPage } from '../../web/pages/staff/prospect-letters.ts'
import { fullDay } from '../../web/words/dates.ts'
import { parisDay } from '../calendar/rules.ts'
import { staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { COORDINATES, staff } from '../http/access.ts'
import { type FormValues, queryValues } from '../http/forms.ts'
import { pageAsked, pageOf, rowsOf } from '../http/paging.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { qrSvg } from '../qr/svg.ts'
import { findTerritory } from '../territory/service.ts'
import { by, chosen, PATH, type Visit } from './frame.ts'
import { lettersToPrint, type ProspectLetter, recordLetters } from './letters.ts'
import { prospectName } from './rules.ts'
import { joinPath } from './volunteer-routes.ts'

const LETTERS = `${PATH}/lettres`

/**
 * Letters of one page: what a printer takes, and a form that the server reads whole. Each page is recorded as it was
 * printed, by its own button.
 */
const PAGE_LETTERS = 100

/** Letters to doctors whom no e-mail reaches: printed page by page, and recorded the same way, to the last one. */
export function letterRoutes(deps: Deps): Route[] {
  return [
    get(LETTERS, staff(COORDINATES), (req, res, who) => showLetters(deps, { req, res, who })),
    post(LETTERS, staff(COORDINATES), async (req, res, who) => {
      const ids = chosen(req)
      const { posted, left } = await recordLetters(deps, { ...by(who), ids }, deps.now())
      const next = left > 0 ? `${LETTERS}?parties=${posted}` : `${PATH}?fait=lettres&n=${posted}`
      res.redirect(303, next)
    }),
  ]
}

async function showLetters(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const { publicUrl } = deps.config
  const query = queryValues(req)
  const territory = await findTerritory(deps, who.territoryId)
  const letters = await lettersToPrint(deps, by(who), deps.now())
  const page = pageOf(letters.length, { asked: pageAsked(query), size: PAGE_LETTERS })
  const view = {
    key: randomUUID(),
    territory,
    today: fullDay(parisDay(deps.now())),
    joinUrl: `${publicUrl}${joinPath(territory.slug)}`,
    page,
    posted: postedBy(query),
    letters: rowsOf(letters, page).map((letter) => letterOf(letter, publicUrl)),
  }
  show(res, 200, prospectLettersPage(await staffSite(deps, res, who), view))
}

/** Letters that were just recorded, as the address says; null when none were. */
function postedBy({ parties = '' }: FormValues): number | null {
  return /^\d{1,5}$/.test(parties) ? Number(parties) : null
}

function letterOf({ prospect, objectionPath }: ProspectLetter, publicUrl: string) {
  const [place] = prospect.places
  const where = place ? [place.name, place.address, `${place.postalCode} ${place.commune}`] : []
  const name = prospectName(prospect)
  const address = [name, ...where].filter(Boolean)
  const objectionUrl = `${publicUrl}${objectionPath}`
  const objectionQr = qrSvg(objectionUrl, 'QR code : s’opposer')
  return { id: prospect.id, name, address, objectionUrl, objectionQr }
}
