import type { VolunteersView } from '../../web/pages/staff/volunteers.ts'
import { fullDay } from '../../web/words/dates.ts'
import { phoneText } from '../../web/words/phone.ts'
import { parisDay } from '../calendar/rules.ts'
import { type Conditions, doctorName, versionOf } from '../doctors/rules.ts'
import type { Volunteers } from '../doctors/volunteers.ts'
import { communeByCode } from '../territory/communes.ts'

/** Who came by the public page, as the team reads it; `names` is what the directory says of each RPPS number. */
export function volunteersView(
  { pending, again }: Volunteers,
  names: ReadonlyMap<string, string>,
): VolunteersView {
  return {
    pending: pending.map(({ entry, since }) => {
      const { identity, contact, practice, conditions, agreements } = entry
      const { name, address, postalCode, commune } = practice
      return {
        id: entry.id,
        version: versionOf(entry),
        name: doctorName(identity),
        rpps: identity.rpps,
        directory: names.get(identity.rpps) ?? null,
        practice: [name, address, `${postalCode} ${commune}`].filter(Boolean).join(', '),
        isLocated: practice.position !== null,
        phone: identity.phone && phoneText(identity.phone),
        email: identity.email,
        mobile: contact.mobile && phoneText(contact.mobile),
        channel: contact.channel,
        places: conditions.places,
        visits: visitsOf(conditions),
        isNamed: agreements.patients !== null,
        isOnMap: agreements.map !== null,
        since: fullDay(parisDay(since)),
      }
    }),
    again: again.map(({ entry, since }) => ({
      id: entry.id,
      name: doctorName(entry.identity),
      since: fullDay(parisDay(since)),
    })),
  }
}

function visitsOf({ homeVisitPlaces, homeVisitCommunes }: Conditions) {
  const communes = homeVisitCommunes.map((code) => communeByCode(code)?.name ?? code)
  return { people: homeVisitPlaces, communes }
}
