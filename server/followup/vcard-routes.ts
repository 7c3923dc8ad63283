import * as z from 'zod'
import type { Deps } from '../deps.ts'
import { doctorsNamed } from '../doctors/candidates.ts'
import { NotFound } from '../errors.ts'
import { linkHolder } from '../http/access.ts'
import { get, type Route } from '../http/routes.ts'
import { findLink, type LinkHolder } from '../links/service.ts'
import { openRequest } from '../orientation/service.ts'
import { findOpenShortlist } from '../shortlists/service.ts'
import { vcardFileName, vcardOf } from './vcard.ts'

/** A doctor of the list that a household holds, as a contact for its phone. */
export function vcardRoutes(deps: Deps): Route[] {
  const holder = linkHolder((token) => findLink(deps.database.client, token, deps.now()))
  return [
    get('/suivi/:token/medecins/:id.vcf', holder, async (req, res, who) => {
      const id = z.uuid().safeParse(req.params.id)
      const doctor = id.success ? await doctorOfList(deps, who, id.data) : null
      if (!doctor) throw new NotFound()
      res.set('Referrer-Policy', 'no-referrer')
      res.attachment(vcardFileName(doctor))
      res.type('text/vcard; charset=utf-8').send(vcardOf(doctor))
    }),
  ]
}

/** Named to that household now; null else. The reading is in the audit. */
async function doctorOfList(deps: Deps, who: LinkHolder, id: string) {
  const { requestId, territoryId } = who
  const actor = { kind: 'patient' as const, id: requestId }
  const { request } = await openRequest(deps, { id: requestId, territoryId, actor }, deps.now())
  if (request.status !== 'shortlisted') return null
  const { client } = deps.database
  const list = await findOpenShortlist(client, deps.keys, who)
  const isNamed = list?.entries.some(({ availabilityId }) => availabilityId === id)
  if (!isNamed) return null
  const [doctor] = await doctorsNamed(client, territoryId, [id])
  return doctor ?? null
}
