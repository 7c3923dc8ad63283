import { randomUUID } from 'node:crypto'
import { type Channel, channelValues, needLabels } from '../../web/pages/staff/labels.ts'
import type { PhoneView } from '../../web/pages/staff/phone.ts'
import { languageName } from '../../web/pages/staff/reason-labels.ts'
import type { SendView } from '../../web/pages/staff/send.ts'
import type { Preview } from '../../web/pages/staff/send-preview.ts'
import { fullDay } from '../../web/words/dates.ts'
import { phoneText } from '../../web/words/phone.ts'
import { wordsFor } from '../../web/words/words.ts'
import type { Deps } from '../deps.ts'
import type { FormValues } from '../http/forms.ts'
import { letterFacts } from '../letters/compose.ts'
import { phoneScript } from '../messaging/phone-script.ts'
import type { LetterFacts } from '../messaging/rules.ts'
import { carriedChannels } from '../messaging/senders.ts'
import { emailText, letterText, smsPreview } from '../messaging/templates.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { isMobile, mayBeTexted } from '../phone.ts'
import { type Choice, chosenOf } from '../shortlists/choice.ts'
import { wordsIn } from '../texts/service.ts'
import { attemptsOf } from './history.ts'
import { householdName, membersShown, needShown } from './people.ts'
import type { RequestFacts } from './request-view.ts'

export type Selection = { ids: readonly string[]; channel: Channel }

type Form = { values: FormValues; errors: Record<string, string> }

const CHANNELS: readonly Channel[] = ['email', 'sms', 'phone', 'letter']

/** The channel that `canal` names, else the one that the household chose where it can be used. */
export function channelOf(
  typed: string | undefined,
  request: OrientationRequest,
  deps: Deps,
): Channel {
  const asked = CHANNELS.find((channel) => channelValues[channel] === typed)
  const wanted = asked ?? request.channel
  return channelsOf(request, deps).find(({ channel }) => channel === wanted)?.isPossible
    ? wanted
    : 'phone'
}

/** The page that shows what would leave, before it does. */
export async function sendView(
  deps: Deps,
  facts: RequestFacts,
  { selection, form }: { selection: Selection; form: Form },
): Promise<SendView> {
  const { request } = facts
  const told = lettersOf(facts, selection.ids)
  const { territoryId } = request
  const chosen = chosenDoctors(facts.choice, selection.ids)
  return {
    requestId: request.id,
    name: householdName(request),
    seal: { key: randomUUID(), version: request.version },
    channel: selection.channel,
    channels: channelsOf(request, deps),
    preferred: request.channel,
    doctors: chosen,
    km: facts.choice?.km ?? request.wishes.maxKm,
    maxKm: request.wishes.maxKm,
    preview: await previewOf(deps, { told, territoryId }, selection.channel),
    form,
    stale: facts.stale,
  }
}

/** The script of a call; with a list when doctors are chosen. */
export function phoneView(
  facts: RequestFacts,
  ids: readonly string[],
  { exception, caller }: { exception: string | null; caller: string },
  now: Date,
): PhoneView {
  const { request } = facts
  const chosen = chosenDoctors(facts.choice, ids)
  const shown = membersShown(request, now)
  const { level, reasons } = needShown(request, now)
  return {
    requestId: request.id,
    name: householdName(request),
    phone: request.contact.phone,
    identity: request.members.map(
      ({ firstName, birthDate }) => `${firstName}, le ${fullDay(birthDate)}`,
    ),
    script: phoneScript(wordsFor('fr'), saidBy(caller, lettersOf(facts, ids))),
    doctors: chosen.map(({ rowId, km }) => ({ rowId, km })),
    km: facts.choice?.km ?? request.wishes.maxKm,
    distanceReason: exception,
    seal: { key: randomUUID(), version: request.version },
    household: shown.map(({ label }) => label).join(' ; '),
    needs: [needLabels[level], ...reasons].join(', '),
    language: languageName(request.wishes.language),
    attempts: attemptsOf(facts.events),
    stale: facts.stale,
  }
}

function chosenDoctors(choice: Choice | null, ids: readonly string[]): SendView['doctors'] {
  if (!choice) return []
  return chosenOf(choice, ids).flatMap(({ id, km, freshness }) => {
    const doctor = choice.byId.get(id)
    if (!doctor) return []
    const { name, practice, commune, phone } = doctor
    return [
      {
        rowId: id,
        name,
        practice: [practice, commune].filter(Boolean).join(', '),
        phone: phone && phoneText(phone),
        km,
        isStale: freshness !== 'fresh',
      },
    ]
  })
}

/** Whoever calls gives their own name. */
function saidBy(caller: string, facts: LetterFacts): LetterFacts {
  return { ...facts, territory: { ...facts.territory, contactName: caller } }
}

function lettersOf(
  { request, territory, choice }: RequestFacts,
  ids: readonly string[],
): LetterFacts {
  const doctors = choice ? chosenOf(choice, ids).flatMap(({ id }) => choice.byId.get(id) ?? []) : []
  return letterFacts({ template: 'shortlist', request, territory, doctors, link: null })
}

/** The exact text that would leave; null for the phone. */
export async function previewOf(
  { database, config }: Deps,
  { told, territoryId }: { told: LetterFacts; territoryId: string },
  channel: Channel,
): Promise<Preview | null> {
  if (channel === 'phone') return null
  const { template, territory: team, reference } = told
  const carried = channel === 'sms' ? 'sms' : 'email'
  const about = { template, channel: carried, team, reference } as const
  const words = await wordsIn(database.client, territoryId, about)
  if (channel === 'sms') return { channel, ...smsPreview(words, told, config.publicUrl) }
  const { subject, text } = channel === 'letter' ? letterText(words, told) : emailText(words, told)
  return { channel, subject, text }
}

/** Every channel, with what would be used or why it cannot be. */
export function channelsOf(request: OrientationRequest, { config }: Deps): SendView['channels'] {
  const { contact } = request
  const carried = carriedChannels(config)
  return CHANNELS.map((channel) => {
    if (channel === 'email')
      return {
        channel,
        note: contact.email ?? 'pas de mail connu',
        isPossible: carried.email && contact.email !== null,
      }
    if (channel === 'sms') return smsChannel(request, carried.sms)
    if (channel === 'phone')
      return {
        channel,
        note: contact.phone ? phoneText(contact.phone) : 'script à lire',
        isPossible: true,
      }
    return { channel, note: 'à imprimer et poster', isPossible: true }
  })
}

/** A landline takes no SMS, nor does a foreign number, nor who said that they want none any more. */
function smsChannel(
  { contact: { phone }, smsStoppedAt }: OrientationRequest,
  isCarried: boolean,
): SendView['channels'][number] {
  const channel = 'sms'
  if (!isCarried) return { channel, note: 'aucun fournisseur de SMS', isPossible: false }
  if (phone === null) return { channel, note: 'pas de numéro connu', isPossible: false }
  if (smsStoppedAt) return { channel, note: 'ne veut plus de SMS', isPossible: false }
  const note = phoneText(phone)
  if (!isMobile(phone)) return { channel, note: `${note} est un fixe`, isPossible: false }
  if (!mayBeTexted(phone)) return { channel, note: `${note} est à l’étranger`, isPossible: false }
  return { channel, note, isPossible: true }
}
