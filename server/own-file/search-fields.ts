import type {
  LadderModel,
  OutcomeModel,
  ProposalModel,
  ProposalRoundModel,
  ReferralModel,
  ShortlistEntryModel,
  ShortlistModel,
} from '../../prisma/generated/models.ts'
import { fr } from '../../web/words/fr.ts'
import { FINGERPRINT, type Fields, OTHERS, OWN, shown, TECHNICAL } from './lines.ts'
import { codeText, count, dateText, kmText, momentText } from './texts.ts'

const { labels, values } = fr.ownFile

/** Identifiers of who registered a household are given as names of places and professions. */
export const referralFields: Fields<ReferralModel> = {
  ...OWN,
  accountId: OTHERS,
  role: shown(labels.referral.role, codeText(values.role)),
  organisationId: shown(labels.referral.organisation, String),
  professionId: shown(labels.referral.profession, String),
  source: shown(labels.referral.source, String),
  agreedOn: shown(labels.referral.agreedOn, dateText),
  agreedHow: shown(labels.referral.agreedHow, codeText(values.agreedHow)),
  outcomeAgreedAt: shown(labels.referral.outcomeAgreedAt, momentText),
  wishedDoctorSealed: shown(labels.referral.wishedDoctor, String),
  toldAt: shown(labels.referral.toldAt, momentText),
  rowIndex: FINGERPRINT,
  createdAt: shown(labels.referral.createdAt, momentText),
}

export const shortlistFields: Fields<ShortlistModel> = {
  ...OWN,
  channel: shown(labels.list.channel, codeText(values.channel)),
  decidedBy: OTHERS,
  decidedAt: shown(labels.list.decidedAt, momentText),
  givenAt: shown(labels.list.givenAt, momentText),
  cancelledAt: shown(labels.list.cancelledAt, momentText),
  closedAt: shown(labels.list.closedAt, momentText),
  maxKm: shown(labels.list.maxKm, kmText),
  exceptionSealed: shown(labels.list.exception, String),
}

/** `availabilityId` is given as the doctor's name, where the household was told it; else as nothing. */
export const entryFields: Fields<ShortlistEntryModel> = {
  id: TECHNICAL,
  territoryId: TECHNICAL,
  shortlistId: TECHNICAL,
  availabilityId: shown(labels.list.doctor, String),
  position: shown(labels.list.position, (position: number) => String(position + 1)),
  km: shown(labels.list.km, kmText),
  reasons: shown(labels.list.reasons, (codes: unknown) =>
    [codes]
      .flat(2)
      .map((code) => codeText(values.reason)(String(code)))
      .join(', '),
  ),
  homeVisits: shown(labels.list.homeVisits, count),
}

export const proposalFields: Fields<ProposalModel> = {
  ...OWN,
  availabilityId: shown(labels.solution.doctor, String),
  roundId: TECHNICAL,
  status: shown(labels.solution.status, codeText(values.answer)),
  medium: shown(labels.solution.medium, codeText(values.medium)),
  km: shown(labels.solution.km, kmText),
  placesHeld: shown(labels.solution.placesHeld, count),
  homeVisitHeld: shown(labels.solution.homeVisitHeld, count),
  askedAt: shown(labels.solution.askedAt, momentText),
  expiresAt: shown(labels.solution.expiresAt, momentText),
  answeredAt: shown(labels.solution.answeredAt, momentText),
  answeredBy: OTHERS,
  declineReason: shown(labels.solution.declineReason, String),
  fewerPeople: shown(labels.solution.fewerPeople, count),
  laterFrom: shown(labels.solution.laterFrom, dateText),
  endedWhy: shown(labels.solution.endedWhy, String),
  offeredAt: shown(labels.solution.offeredAt, momentText),
  offerExpiresAt: shown(labels.solution.offerExpiresAt, momentText),
  householdAnswer: shown(labels.solution.householdAnswer, codeText(values.answer)),
  householdAnsweredAt: shown(labels.solution.householdAnsweredAt, momentText),
  version: TECHNICAL,
}

/** Doctors who wait to be asked have not been told of the household, nor it of them. */
export const roundFields: Fields<ProposalRoundModel> = {
  ...OWN,
  medium: shown(labels.round.medium, codeText(values.medium)),
  queue: OTHERS,
  workingDays: shown(labels.round.workingDays, count),
  maxKm: shown(labels.round.maxKm, kmText),
  exceptionSealed: shown(labels.round.exception, String),
  startedBy: OTHERS,
  startedAt: shown(labels.round.startedAt, momentText),
  endedAt: shown(labels.round.endedAt, momentText),
  endedWhy: shown(labels.round.endedWhy, String),
}

export const ladderFields: Fields<LadderModel> = {
  requestId: TECHNICAL,
  territoryId: TECHNICAL,
  rung: shown(labels.ladder.rung, codeText(values.rung)),
  since: shown(labels.ladder.since, momentText),
  namedAvailabilityId: OTHERS,
  widerKm: shown(labels.ladder.widerKm, kmText),
  widerAskedAt: shown(labels.ladder.widerAskedAt, momentText),
  widerAnswer: shown(labels.ladder.widerAnswer, codeText(values.answer)),
  widerAnsweredAt: shown(labels.ladder.widerAnsweredAt, momentText),
}

export const outcomeFields: Fields<OutcomeModel> = {
  ...OWN,
  memberId: TECHNICAL,
  availabilityId: shown(labels.outcome.doctor, String),
  kind: shown(labels.outcome.kind, codeText(values.outcome)),
  toldBy: shown(labels.outcome.toldBy, codeText(values.actor)),
  at: shown(labels.outcome.at, momentText),
  noteSealed: shown(labels.outcome.note, String),
}
