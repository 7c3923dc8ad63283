import { randomUUID } from 'node:crypto'
import { A_FORM } from '../http/doctors/support.ts'
import { aRegistration, NEW } from '../http/referrals/support.ts'
import { anInvitation, LIST } from '../http/referrers/support.ts'
import { aForm, type Visitor } from '../support/app.ts'
import { SETTINGS, type Stage } from './hostile-round.ts'
import { badAddresses } from './payloads.ts'
import type { Check } from './proof.ts'

type Door = { name: string; visitor: Visitor; path: string; field: string; fields: Fields }
type Fields = Record<string, string>

/** In short, each door meets every so many-th address, and not the same ones as its neighbour. */
const SHORT_EVERY = 6

/** Knocks at every door where an address is typed, with every address that is not one plain address. */
export async function knockWithBadAddresses(
  stage: Stage,
  short: boolean,
): Promise<{ checks: Check[]; figures: Record<string, number> }> {
  const doors = await doorsOf(stage)
  const counts = new Map<string, number>()
  for (const [rank, { name, visitor, path, field, fields }] of doors.entries())
    for (const [n, address] of badAddresses.entries()) {
      if (short && (n + rank) % SHORT_EVERY !== 0) continue
      const sent = await visitor.post(path, { ...fields, [field]: address })
      if (sent.status !== 422) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  return {
    checks: doors.map(({ name }) => ({
      name: `door.${name}.let_in`,
      value: counts.get(name) ?? 0,
      must: '=',
      bar: 0,
    })),
    figures: { bad_addresses: badAddresses.length },
  }
}

async function doorsOf(stage: Stage): Promise<Door[]> {
  const { deps, coordinator, referrer, anybody } = stage
  await anybody().post('/questionnaire', aForm()).expect(303)
  const { id } = await deps.database.client.orientationRequest.findFirstOrThrow()
  const key = () => ({ cle: randomUUID() })
  const doctor = { ...A_FORM, ...key(), rpps: '97999999999' }
  const reach = { telephone: '06 39 98 12 34', canal: 'courriel', distance_max_km: '5' }
  const door = (name: string, visitor: Visitor, rest: Omit<Door, 'name' | 'visitor'>): Door => ({
    name,
    visitor,
    ...rest,
  })
  return [
    door('patient', anybody(), { path: '/questionnaire', field: 'courriel', fields: aForm() }),
    door('referred', referrer, {
      path: NEW,
      field: 'courriel',
      fields: aRegistration({ canal: 'courriel' }),
    }),
    door('corrected', coordinator, {
      path: `/coordination/demandes/${id}/coordonnees`,
      field: 'courriel',
      fields: { ...key(), ...reach },
    }),
    door('doctor', coordinator, {
      path: '/coordination/medecins/nouveau',
      field: 'courriel',
      fields: doctor,
    }),
    door('doctor_secure', coordinator, {
      path: '/coordination/medecins/nouveau',
      field: 'courriel_securise',
      fields: doctor,
    }),
    door('volunteer', anybody(), {
      path: '/medecins/rejoindre',
      field: 'courriel',
      fields: { ...doctor, ...key() },
    }),
    door('referrer', coordinator, {
      path: LIST,
      field: 'courriel',
      fields: await anInvitation(deps),
    }),
    door('coordinator', coordinator, {
      path: '/coordination/reglages',
      field: 'contact_mail',
      fields: { ...SETTINGS, ...key(), version: '1' },
    }),
  ]
}
