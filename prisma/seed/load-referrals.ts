import { createReadyAccount, DEMO_REFERRERS } from '../../server/accounts/demo.ts'
import type { Deps } from '../../server/deps.ts'
import { findDoctorByRpps } from '../../server/doctors/service.ts'
import type { Staff } from '../../server/http/access.ts'
import { checkRegistration } from '../../server/referrals/schema.ts'
import { registerPerson } from '../../server/referrals/service.ts'
import { placeReferrer } from '../../server/referrers/post.ts'
import type { ReferrerRole } from '../../server/referrers/rules.ts'
import type { Territory } from '../../server/territory/service.ts'
import { demoDoctors } from './doctors.ts'
import { deliver } from './load-households.ts'
import { demoReferrals } from './referrals.ts'

type Who = keyof typeof DEMO_REFERRERS

type DemoReferrer = {
  name: string
  role: ReferrerRole
  profession: string | null
  organisation: { name: string; kind: 'pharmacie' | 'cpam' | 'cabinet' }
}

const REFERRERS: Readonly<Record<Who, DemoReferrer>> = {
  pharmacist: {
    name: 'Clélia Ostrebeck',
    role: 'referrer',
    profession: 'pharmacien',
    organisation: { name: 'Pharmacie du Métier-Muet (exemple)', kind: 'pharmacie' },
  },
  cpam: {
    name: 'Darius Vestaine',
    role: 'cpam',
    profession: null,
    organisation: { name: 'CPAM de la plaine (exemple)', kind: 'cpam' },
  },
  gp: {
    name: 'Un médecin du registre',
    role: 'referrer',
    profession: 'medecin_generaliste',
    organisation: { name: 'Cabinet de la Trame-Longue (exemple)', kind: 'cabinet' },
  },
}

/**
 * A pharmacist, a CPAM agent and a GP of the register, ready to sign in, and the people whom they registered, through
 * the use case of their page. Messages stay in the local outbox.
 */
export async function loadReferrals(deps: Deps, territory: Territory, now: Date): Promise<void> {
  const referrers = new Map<Who, Staff>()
  for (const who of ['pharmacist', 'cpam', 'gp'] as const)
    referrers.set(who, await loadReferrer(deps, { territory, who }, now))
  for (const { by, at, values } of demoReferrals(now)) {
    const who = referrers.get(by)
    const checked = checkRegistration(values, { maxKm: territory.defaultMaxKm, now: at })
    if (!who || !checked.ok) throw new Error(`example referral refused: ${JSON.stringify(checked)}`)
    await registerPerson(deps, who, checked.value, at)
    await deliver(deps, at)
  }
}

async function loadReferrer(
  deps: Deps,
  { territory, who }: { territory: Territory; who: Who },
  now: Date,
): Promise<Staff> {
  const { id: territoryId } = territory
  const email = DEMO_REFERRERS[who]
  const [doctor] = who === 'gp' ? demoDoctors('lys-armentieres', now) : []
  const { role, profession, organisation, ...known } = REFERRERS[who]
  const name = doctor ? `${doctor.prenom} ${doctor.nom}` : known.name
  const accountId = await deps.database.transaction(async (tx) => {
    const doctorId = doctor
      ? await findDoctorByRpps(tx, { territoryId, rpps: String(doctor.rpps) })
      : null
    const account = { email, name, role, territoryIds: [territoryId] }
    const id = await createReadyAccount(tx, deps, account, now)
    const place = { accountId: id, territoryId, role, profession, organisation, doctorId }
    await placeReferrer(tx, place, now)
    return id
  })
  return { accountId, territoryId, role, name, email }
}
