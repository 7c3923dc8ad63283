import {
  agreedHowLabels,
  organisationKindLabels,
  sourceLabels,
} from '../../web/pages/referrer/labels.ts'
import type { ReferralCard, Twin } from '../../web/pages/staff/request-referral.ts'
import { fullDay } from '../../web/words/dates.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { twinsOf } from '../duplicates/service.ts'
import { findRequest } from '../orientation/service.ts'
import type { Referral } from '../referrals/rules.ts'
import { referralOf, wishedDoctorOf } from '../referrals/service.ts'
import { householdName } from './people.ts'

type Key = { requestId: string; territoryId: string }

/** Who registered a request, as its page says it; null when its household came by itself. */
export async function referralCard(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  key: Key,
): Promise<ReferralCard | null> {
  const referral = await referralOf(database.client, key)
  if (!referral) return null
  const { name, profession, organisation, toldAt, outcomeAgreedAt, source } = referral
  return {
    by: [name, profession?.label].filter(Boolean).join(', '),
    organisation: `${organisation.name} (${organisationKindLabels[organisation.kind].toLowerCase()})`,
    agreed: agreedText(referral),
    source: sourceLabels[source],
    isOutcomeTold: outcomeAgreedAt !== null,
    wishedDoctor: await wishedDoctorOf(database.client, keys, key),
    toldOn: toldAt && fullDay(parisDay(toldAt)),
  }
}

function agreedText({ agreedOn, agreedHow }: Referral): string {
  return `le ${fullDay(agreedOn)}, ${agreedHowLabels[agreedHow]}`
}

/** The other requests that may be the same people, each with what tells them apart. */
export async function twinsShown(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { requestId, territoryId }: Key,
): Promise<Twin[]> {
  const { client } = database
  const twins: Twin[] = []
  for (const id of await twinsOf(client, { requestId, territoryId })) {
    const twin = await findRequest(client, keys, { id, territoryId })
    if (!twin) continue
    const { reference, status, registeredAt, home } = twin
    const since = fullDay(parisDay(registeredAt))
    twins.push({ id, reference, name: householdName(twin), status, since, commune: home.commune })
  }
  return twins
}
