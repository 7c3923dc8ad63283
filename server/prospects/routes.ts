import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { prospectPage } from '../../web/pages/staff/prospect.ts'
import { prospectLettersPage } from '../../web/pages/staff/prospect-letters.ts'
import { prospectsPage } from '../../web/pages/staff/prospects.ts'
import { fullDay } from '../../web/words/dates.ts'
import { parisDay } from '../calendar/rules.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { formValues, queryValues, tickedValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { qrSvg } from '../qr/svg.ts'
import { findTerritory } from '../territory/service.ts'
import { objectionRoutes } from './objection-routes.ts'
import { prospectName } from './rules.ts'
import {
  inviteProspects,
  lettersToPrint,
  object,
  openProspect,
  type ProspectLetter,
  readProspects,
  recordLetters,
} from './service.ts'
import { prospectFilters, prospectsView, rowOf } from './views.ts'
import { joinPath, volunteerRoutes } from './volunteer-routes.ts'

const PATH = '/coordination/prospects'
/** Boxes of one page, and a little more. */
const MOST_CHOSEN = 200

/** Doctors of the national directory: who they are, telling and inviting them, their objection, those who volunteer. */
export function prospectRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), (req, res, who) => showList(deps, { req, res, who })),
    post(`${PATH}/inviter`, staff(COORDINATES), (req, res, who) => invite(deps, { req, res, who })),
    get(`${PATH}/lettres`, staff(COORDINATES), (req, res, who) =>
      showLetters(deps, { req, res, who }),
    ),
    post(`${PATH}/lettres`, staff(COORDINATES), async (req, res, who) => {
      const ids = chosen(req)
      await recordLetters(deps, { ...by(who), ids }, deps.now())
      res.redirect(303, `${PATH}?fait=lettres&n=${ids.length}`)
    }),
    get(`${PATH}/:id`, staff(READS), async (req, res, who) => {
      const line = await openProspect(deps, { ...by(who), id: idOf(req) }, deps.now())
      const view = { ...rowOf(line), rpps: line.prospect.rpps }
      show(res, 200, prospectPage(await staffSite(deps, res, who), view))
    }),
    post(`${PATH}/:id/opposition`, staff(COORDINATES), async (req, res, who) => {
      await object(deps, { ...by(who), id: idOf(req) }, deps.now())
      res.redirect(303, `${PATH}?fait=oppose`)
    }),
    ...objectionRoutes(deps),
    ...volunteerRoutes(deps),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }

async function showList(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const query = queryValues(req)
  const { lines, objected } = await readProspects(deps, by(who), deps.now())
  const page = /^\d{1,5}$/.test(query.page ?? '') ? Math.max(1, Number(query.page)) : 1
  const filters = prospectFilters(query)
  const said = saidBy(query)
  const view = prospectsView({ lines, objected, filters, page, said, key: randomUUID() })
  show(res, 200, prospectsPage(await staffSite(deps, res, who), view))
}

/** Pressed twice, each doctor is invited once: their state says so. */
async function invite(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const ids = formValues(req).tous === 'oui' ? null : chosen(req)
  const { emails, letters } = await inviteProspects(deps, { ...by(who), ids }, deps.now())
  const query = new URLSearchParams({ fait: 'invites', m: String(emails), l: String(letters) })
  res.redirect(303, `${PATH}?${query}`)
}

async function showLetters(deps: Deps, { res, who }: Visit): Promise<void> {
  const { publicUrl } = deps.config
  const territory = await findTerritory(deps, who.territoryId)
  const letters = await lettersToPrint(deps, by(who), deps.now())
  const view = {
    key: randomUUID(),
    territory,
    today: fullDay(parisDay(deps.now())),
    joinUrl: `${publicUrl}${joinPath(territory.slug)}`,
    letters: letters.map((letter) => letterOf(letter, publicUrl)),
  }
  show(res, 200, prospectLettersPage(await staffSite(deps, res, who), view))
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

function by(who: Staff) {
  return { territoryId: who.territoryId, actor: actorOf(who) }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function chosen(req: Request): string[] {
  return tickedValues(req, 'medecin')
    .filter((id) => UUID.test(id))
    .slice(0, MOST_CHOSEN)
}

/** @throws NotFound */
function idOf(req: Request): string {
  const { id } = req.params
  if (typeof id !== 'string' || !UUID.test(id)) throw new NotFound()
  return id
}

function saidBy({ fait, m = '', l = '', n = '' }: Record<string, string>): string | null {
  const figure = (text: string) => (/^\d{1,5}$/.test(text) ? Number(text) : 0)
  if (fait === 'oppose') return 'C’est noté : effacé, et aucun fichier ne le ramène.'
  if (fait === 'lettres') return `Lettres parties : ${figure(n)}.`
  if (fait !== 'invites') return null
  if (figure(m) + figure(l) === 0) return 'Personne à inviter : cochez au moins un médecin.'
  return `Mails à envoyer : ${figure(m)}. Lettres à imprimer : ${figure(l)}.`
}
