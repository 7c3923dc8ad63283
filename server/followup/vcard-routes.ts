import * as z from 'zod'
import type { Deps } from '../deps.ts'
import { doctorsNamed } from '../doctors/candidates.ts'
import { NotFound } from '../errors.ts'
import { linkHolder } from '../http/access.ts'
import { get, type Route } from '../http/routes.ts'
import { findLink, type LinkHolder } from '../links/service.ts'
import { type OrientationRequest, openRequest } from '../orientation/service.ts'
import { findAgreed } from '../proposals/service.ts'
import { findOpenShortlist } from '../shortlists/service.ts'
import { targetOf } from './frame.ts'
import { vcardFileName, vcardOf } from './vcard.ts'

/** A doctor named to a household, as a contact for its phone. */
export function vcardRoutes(deps: Deps): Route[] {
  const holder = linkHolder((token) => findLink(deps.database.client, token, deps.now()))
  return [
    get('/suivi/:token/medecins/:id.vcf', holder, async (req, res, who) => {
      const id = z.uuid().safeParse(req.params.id)
      const doctor = id.success ? await doctorNamedTo(deps, who, id.data) : null
      if (!doctor) throw new NotFound()
      res.set('Referrer-Policy', 'no-referrer')
      res.attachment(vcardFileName(doctor))
      res.type('text/vcard; charset=utf-8').send(vcardOf(doctor))
    }),
  ]
}

/** Named to that household now, by its list or since it agreed; null else. The reading is in the audit. */
async function doctorNamedTo(deps: Deps, who: LinkHolder, id: string) {
  const { request } = await openRequest(deps, targetOf(who), deps.now())
  const named = await namedTo(deps, request)
  if (!named.includes(id)) return null
  const [doctor] = await doctorsNamed(deps.database.client, who.territoryId, [id])
  return doctor ?? null
}

async function namedTo(
  { database: { client }, keys }: Deps,
  { id: requestId, territoryId, status }: OrientationRequest,
): Promise<string[]> {
  const key = { requestId, territoryId }
  if (status === 'shortlisted') {
    const list = await findOpenShortlist(client, keys, key)
    return list?.entries.map(({ availabilityId }) => availabilityId) ?? []
  }
  if (!NAMED.includes(status)) return []
  const agreed = await findAgreed(client, key)
  return agreed ? [agreed.availabilityId] : []
}

const NAMED: readonly OrientationRequest['status'][] = ['agreed', 'seen', 'declared']
