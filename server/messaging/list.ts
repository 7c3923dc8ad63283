import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { type MessageStatus, messageStatusLabels } from '../../web/pages/staff/labels.ts'
import type { MessageRow, MessagesView } from '../../web/pages/staff/messages.ts'
import { type Actor, writeAudit } from '../audit/service.ts'
import { momentLabel } from '../calendar/labels.ts'
import type { Config } from '../config.ts'
import { countTogether } from '../db.ts'
import type { Deps } from '../deps.ts'
import { pageAsked, pageOf } from '../http/paging.ts'
import { searchTermsOf } from '../orientation/sealed.ts'
import { parsePhone } from '../phone.ts'
import { type Outage, outages } from './circuits.ts'
import { countMessages, type ListedMessage, listMessages } from './list-store.ts'
import { type LocalMessage, textsOf } from './local.ts'
import { type Remedy, remedyFrom, type Template } from './rules.ts'
import { troubledCount } from './trouble-store.ts'

const ROWS_A_PAGE = 25
const SEARCH_MAX = 100

/** What the address of the page asks. */
export type MessagesAsked = MessagesView['filters'] & { page: number }

/** Filters as the address says them; what it says wrong is left out. */
export function askedOf({
  q = '',
  etat = '',
  envoi = '',
  ...query
}: Record<string, string>): MessagesAsked {
  const isState = (text: string): text is MessageStatus => Object.hasOwn(messageStatusLabels, text)
  return {
    q: q.trim().slice(0, SEARCH_MAX),
    etat: isState(etat) ? etat : '',
    envoi: z.uuid().safeParse(envoi).success ? envoi : '',
    page: pageAsked(query),
  }
}

type Reader = { territoryId: string; actor: Actor; mayDecide: boolean }

/**
 * The messages of a territory, newest first; in demonstration with the text of each.
 * Names are read, and so are the texts: the reading is in the audit.
 */
export async function readMessages(
  deps: Deps,
  { territoryId, actor, mayDecide }: Reader,
  { q, etat, envoi, page }: MessagesAsked,
  now: Date,
): Promise<Omit<MessagesView, 'said' | 'stale'>> {
  const { config, database, keys } = deps
  const question = {
    territoryId,
    status: etat || null,
    terms: q ? searchTermsOf(keys, q, parsePhone(q)) : [],
    id: envoi || null,
  }
  const { shown, rows, texts } = await database.transaction(async (tx) => {
    const total = await countMessages(tx, question)
    const shown = pageOf(total, { asked: page, size: ROWS_A_PAGE })
    const slice = { skip: (shown.current - 1) * ROWS_A_PAGE, take: ROWS_A_PAGE }
    const rows = await listMessages(tx, keys, question, slice)
    const messageIds = rows.map(({ id }) => id)
    const facts = { rows: messageIds.length, texts: config.demo }
    const subject = { kind: 'message', id: null }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject, facts }, now)
    const kept = config.demo ? await textsOf(tx, keys, { territoryId, messageIds }) : NO_TEXT
    return { shown, rows, texts: kept }
  })
  return {
    filters: { q, etat, envoi },
    ...(await countTogether(database.client, { inTrouble: troubledCount(territoryId) })),
    rows: rows.map((row) => rowOf(row, { text: texts.get(row.id), mayDecide })),
    page: shown,
    isLocal: config.demo && !config.smtpUrl && !config.twilio,
    outages: outageWords(await outages(database.client), config),
    key: randomUUID(),
  }
}

/** What is said of providers that are left alone: mail goes on through the other server where there is one. */
function outageWords(down: readonly Outage[], { smtpFallbackUrl }: Config): string[] {
  const isDown = (provider: string) => down.some((each) => each.provider === provider)
  return down.map(({ provider, since }) => {
    const when = momentLabel(since)
    if (provider === 'twilio')
      return `Le fournisseur de SMS ne répond plus depuis le ${when}. Les SMS attendent ; ils partiront d’eux-mêmes dès qu’il répondra.`
    if (provider === 'mssante')
      return `La messagerie sécurisée ne répond plus depuis le ${when}. Ses messages attendent ; ils partiront d’eux-mêmes dès qu’elle répondra.`
    const other = provider === 'smtp' ? 'smtp_fallback' : 'smtp'
    const server = provider === 'smtp' ? 'Le serveur de mail' : 'Le second serveur de mail'
    if (smtpFallbackUrl && !isDown(other))
      return `${server} ne répond plus depuis le ${when}. L’autre serveur prend le relais : les mails partent.`
    return `${server} ne répond plus depuis le ${when}. Les mails attendent ; ils partiront d’eux-mêmes dès qu’il répondra.`
  })
}

const NO_TEXT: ReadonlyMap<string, LocalMessage> = new Map()

/** What each message is about, in a few words. */
export const about: Record<Template, string> = {
  request_received: 'Accusé de réception',
  request_outside: 'Relais vers une autre équipe',
  shortlist: 'Liste de médecins',
  link_again: 'Nouveau lien',
  solution_found: 'Solution à découvrir',
  solution_reminder: 'Solution, rappel',
  solution_agreed: 'Médecin nommé au foyer',
  solution_gone: 'Solution qui n’est plus possible',
  appointment_reminder: 'Premier rendez-vous, rappel',
  wider_ask: 'Question : chercher plus loin ?',
  searching: 'Recherche en cours',
  request_news: 'Du nouveau, à lire sur la page',
  declared_thanks: 'Recherche menée à son terme',
  request_closed: 'Demande close',
  followup_10: 'Où en êtes-vous ? à 10 jours',
  followup_30: 'Où en êtes-vous ? à 30 jours',
  declared_ask: 'Question : est-ce déclaré ?',
  still_waiting: 'Nouvelles, et question : cherchez-vous toujours ?',
  still_waiting_reminder: 'Cherchez-vous toujours ? rappel',
  search_paused: 'Mise en pause, faute de réponse',
  availability_ask: 'Disponibilités à confirmer',
  availability_reminder: 'Disponibilités, rappel',
  doctor_link: 'Nouveau lien du médecin',
  doctor_code: 'Code du médecin',
  doctor_news: 'Du nouveau pour le médecin',
  household_expected: 'Foyer à attendre, par messagerie sécurisée',
  prospect_informed: 'Information d’un médecin du répertoire',
  account_invited: 'Invitation d’un adresseur',
  survey_ask: 'Enquête de l’année',
  survey_reminder: 'Enquête de l’année, rappel',
}

type Shown = { text: LocalMessage | undefined; mayDecide: boolean }

function rowOf(message: ListedMessage, { text, mayDecide }: Shown): MessageRow {
  const { template, createdAt, acceptedAt, handledAt, ...row } = message
  return {
    ...row,
    about: about[template as Template],
    when: momentLabel(acceptedAt ?? createdAt),
    handled: handledAt && momentLabel(handledAt),
    remedies: mayDecide ? remediesFor(message) : [],
    text: text ? { subject: text.subject, body: text.text } : null,
  }
}

function remediesFor({ status, handledAt }: ListedMessage): Remedy[] {
  const remedies: Remedy[] = handledAt ? ['resend'] : ['resend', 'mark_sent', 'handled']
  return remedies.filter((remedy) => remedyFrom[remedy].includes(status))
}
