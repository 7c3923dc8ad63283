import type {
  AuditEntryModel,
  LocalMessageModel,
  MessageModel,
  PrivateLinkModel,
  RequestEventModel,
  SendAttemptModel,
  SurveyLinkModel,
  TodoModel,
} from '../../prisma/generated/models.ts'
import { fr } from '../../web/words/fr.ts'
import { FINGERPRINT, type Fields, OTHERS, OWN, shown, TECHNICAL } from './lines.ts'
import { codeText, count, factsText, momentText } from './texts.ts'

const { labels, values } = fr.ownFile

/** `template` is given as the subject that the household read. */
export const messageFields: Fields<MessageModel> = {
  ...OWN,
  doctorId: TECHNICAL,
  campaignId: TECHNICAL,
  uniqueKey: TECHNICAL,
  channel: shown(labels.message.channel, codeText(values.channel)),
  template: shown(labels.message.template, String),
  ids: TECHNICAL,
  status: shown(labels.message.status, codeText(values.message)),
  deliverAfter: shown(labels.message.deliverAfter, momentText),
  leaseUntil: TECHNICAL,
  leasedBy: TECHNICAL,
  attempts: shown(labels.message.attempts, count),
  provider: shown(labels.message.provider, String),
  providerRef: TECHNICAL,
  reason: shown(labels.message.reason, String),
  textMark: FINGERPRINT,
  leftAt: shown(labels.message.leftAt, momentText),
  askAfter: TECHNICAL,
  createdAt: shown(labels.message.createdAt, momentText),
  acceptedAt: shown(labels.message.acceptedAt, momentText),
  deliveredAt: shown(labels.message.deliveredAt, momentText),
  handledAt: TECHNICAL,
  version: TECHNICAL,
}

export const attemptFields: Fields<SendAttemptModel> = {
  id: TECHNICAL,
  territoryId: TECHNICAL,
  messageId: TECHNICAL,
  attempt: shown(labels.attempt.attempt, count),
  provider: shown(labels.attempt.provider, String),
  at: shown(labels.attempt.at, momentText),
  answer: shown(labels.attempt.answer, String),
  reason: shown(labels.attempt.reason, String),
}

/** In a demonstration the text of each message is kept, instead of leaving. */
export const localFields: Fields<LocalMessageModel> = {
  id: TECHNICAL,
  territoryId: TECHNICAL,
  messageId: TECHNICAL,
  at: TECHNICAL,
  channel: TECHNICAL,
  contentSealed: shown(labels.message.content, (content: unknown) => JSON.stringify(content)),
}

/** `actor` is given without a name of the team. */
export const eventFields: Fields<RequestEventModel> = {
  ...OWN,
  at: shown(labels.event.at, momentText),
  sequence: TECHNICAL,
  kind: shown(labels.event.kind, codeText(values.event)),
  actor: shown(labels.event.actor, codeText(values.actor)),
  facts: shown(labels.event.facts, factsText),
  noteSealed: shown(labels.event.note, String),
}

export const todoFields: Fields<TodoModel> = {
  ...OWN,
  kind: shown(labels.todo.kind, String),
  uniqueKey: TECHNICAL,
  whileStatus: shown(labels.todo.whileStatus, codeText(values.status)),
  facts: TECHNICAL,
  createdAt: shown(labels.todo.createdAt, momentText),
  doneAt: shown(labels.todo.doneAt, momentText),
  doneBy: OTHERS,
}

export const linkFields: Fields<PrivateLinkModel> = {
  ...OWN,
  tokenHash: FINGERPRINT,
  messageId: TECHNICAL,
  createdAt: shown(labels.link.createdAt, momentText),
  revokedAt: shown(labels.link.revokedAt, momentText),
}

/** The survey of the year, as long as it is not answered: the answer itself is nobody's. */
export const surveyLinkFields: Fields<SurveyLinkModel> = {
  ...OWN,
  campaignId: TECHNICAL,
  tokenHash: FINGERPRINT,
  channel: shown(labels.link.survey, codeText(values.channel)),
}

/** Who read or changed the file, by what they are: never their name. */
export const traceFields: Fields<AuditEntryModel> = {
  id: TECHNICAL,
  sequence: TECHNICAL,
  territoryId: TECHNICAL,
  at: shown(labels.trace.at, momentText),
  actorKind: shown(labels.trace.actorKind, codeText(values.actor)),
  actorId: OTHERS,
  action: shown(labels.trace.action, codeText(values.trace)),
  subjectKind: TECHNICAL,
  subjectId: TECHNICAL,
  webRequestId: TECHNICAL,
  facts: TECHNICAL,
}
