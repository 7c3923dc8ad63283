import type { MemberModel, OrientationRequestModel } from '../../prisma/generated/models.ts'
import { fr } from '../../web/words/fr.ts'
import { doubtSentences } from '../coordination/doubts.ts'
import type { Care, Contact, Home, Identity, Wishes } from '../orientation/household.ts'
import { formatPhone } from '../phone.ts'
import { ELSEWHERE, FINGERPRINT, type Fields, OTHERS, shown, TECHNICAL } from './lines.ts'
import { codeText, count, dateText, dayText, kmText, momentText, yesNo } from './texts.ts'

const { labels, values } = fr.ownFile
const { answers } = fr.questionnaire

export const contactFields: Fields<Contact> = {
  phone: shown(labels.contact.phone, formatPhone),
  email: shown(labels.contact.email, String),
  canOpenLink: shown(labels.contact.canOpenLink, yesNo),
}

export const homeFields: Fields<Home> = {
  address: shown(labels.home.address, String),
  postalCode: shown(labels.home.postalCode, String),
  commune: shown(labels.home.commune, String),
  label: shown(labels.home.label, String),
  position: shown(labels.home.position, (position: readonly number[]) => position.join(', ')),
  oldInseeCode: shown(labels.home.oldInseeCode, String),
  placedBy: shown(labels.home.placedBy, codeText(values.placedBy)),
  doubts: shown(labels.home.doubts, (doubts: string[]) => doubtSentences(doubts).join(' ')),
  candidates: shown(labels.home.candidates, (found: Home['candidates']) =>
    found.map(({ label }) => label).join(' · '),
  ),
}

export const wishesFields: Fields<Wishes> = {
  language: shown(labels.wishes.language, codeText(fr.languageNames)),
  wheelchair: shown(labels.wishes.wheelchair, yesNo),
  transport: shown(labels.wishes.transport, codeText(answers.transport)),
  maxKm: shown(labels.wishes.maxKm, kmText),
  reason: shown(labels.wishes.reason, codeText(answers.motif)),
  alreadyFollowed: shown(labels.wishes.alreadyFollowed, yesNo),
}

export const identityFields: Fields<Identity> = {
  firstName: shown(labels.member.firstName, String),
  lastName: shown(labels.member.lastName, String),
  birthDate: shown(labels.member.birthDate, dayText),
}

/** `ald` is null when the person does not know: that is an answer. */
export const careFields: Fields<Omit<Care, 'ald'> & { ald: boolean | 'unknown' }> = {
  ald: shown(labels.member.ald, (ald: boolean | 'unknown') =>
    ald === 'unknown' ? values.unknown : yesNo(ald),
  ),
  canTravel: shown(labels.member.canTravel, yesNo),
}

export const memberFields: Fields<MemberModel> = {
  id: TECHNICAL,
  territoryId: TECHNICAL,
  requestId: TECHNICAL,
  position: shown(labels.member.position, (position: number) => String(position + 1)),
  identitySealed: ELSEWHERE,
  careSealed: ELSEWHERE,
  identityIndex: FINGERPRINT,
  seenAt: shown(labels.member.seenAt, momentText),
  declaredAt: shown(labels.member.declaredAt, momentText),
}

/** Names of the team are others': the file says that a person of it did something. */
export const requestFields: Fields<OrientationRequestModel> = {
  id: TECHNICAL,
  territoryId: TECHNICAL,
  reference: shown(labels.request.reference, String),
  status: shown(labels.request.status, codeText(values.status)),
  closeReason: shown(labels.request.closeReason, codeText(values.closeReason)),
  source: shown(labels.request.source, String),
  filledBy: shown(labels.request.filledBy, codeText(values.filledBy)),
  channel: shown(labels.request.channel, codeText(values.channel)),
  registeredAt: shown(labels.request.registeredAt, momentText),
  nextStepOn: shown(labels.request.nextStepOn, dateText),
  inseeCode: shown(labels.request.inseeCode, String),
  peopleCount: shown(labels.request.peopleCount, count),
  contactSealed: ELSEWHERE,
  homeSealed: ELSEWHERE,
  wishesSealed: ELSEWHERE,
  searchIndex: FINGERPRINT,
  verdict: shown(labels.request.verdict, codeText(values.verdict)),
  verdictReasonSealed: shown(labels.request.verdictReason, String),
  verdictBy: OTHERS,
  orientedAt: shown(labels.request.orientedAt, momentText),
  foundAt: shown(labels.request.foundAt, momentText),
  surveyAgreedAt: shown(labels.request.surveyAgreedAt, momentText),
  pausedFrom: shown(labels.request.pausedFrom, dateText),
  pausedUntil: shown(labels.request.pausedUntil, dateText),
  closedAt: shown(labels.request.closedAt, momentText),
  smsStoppedAt: shown(labels.request.smsStoppedAt, momentText),
  smsStoppedBy: shown(labels.request.smsStoppedBy, codeText(values.smsStoppedBy)),
  version: TECHNICAL,
  updatedAt: shown(labels.request.updatedAt, momentText),
  updatedBy: OTHERS,
}
