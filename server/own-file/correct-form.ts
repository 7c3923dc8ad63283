import { type MemberField, memberField, options } from '../../web/words/options.ts'
import type { FormValues } from '../http/forms.ts'
import type { Care, Identity } from '../orientation/household.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { formatPhone } from '../phone.ts'
import { CHANNELS } from '../questionnaire/check.ts'

/** The form of a request as it is now, by the names of its fields. */
export function formOf(request: OrientationRequest): FormValues {
  const { contact, home, wishes, channel, surveyAgreedAt, smsStoppedAt } = request
  const reached = smsStoppedAt && channel === 'sms' ? withoutSms(request) : channel
  const canal = options.canal.find((value) => CHANNELS[value] === reached) ?? ''
  const yesNo = (is: boolean) => (is ? 'oui' : 'non')
  return {
    adresse: home.address,
    code_postal: home.postalCode,
    commune: home.commune,
    telephone: contact.phone ? formatPhone(contact.phone) : '',
    courriel: contact.email ?? '',
    canal,
    lien_possible: yesNo(contact.canOpenLink),
    distance_max_km: String(wishes.maxKm),
    transport: wishes.transport ?? '',
    fauteuil: yesNo(wishes.wheelchair),
    langue: wishes.language,
    deja_suivi: yesNo(wishes.alreadyFollowed),
    motif: wishes.reason ?? '',
    accord_enquete: yesNo(surveyAgreedAt !== null),
  }
}

/** How a household that wants no SMS is reached meanwhile: to choose SMS again is an act of its own. */
function withoutSms({ contact }: OrientationRequest): OrientationRequest['channel'] {
  return contact.email ? 'email' : 'phone'
}

/** One person as the fields of the first of a questionnaire. */
export function personForm(person: Identity & Care, index = 0): FormValues {
  const [year = '', month = '', day = ''] = person.birthDate.split('-')
  const values: Record<MemberField, string> = {
    prenom: person.firstName,
    nom: person.lastName,
    naissance_jour: String(Number(day)),
    naissance_mois: String(Number(month)),
    naissance_annee: year,
    ald: person.ald === null ? 'nsp' : person.ald ? 'oui' : 'non',
    se_deplace: person.canTravel ? 'oui' : 'non',
  }
  const named = Object.entries(values).map(([field, value]) => [
    memberField(index, field as MemberField),
    value,
  ])
  return Object.fromEntries(named)
}
