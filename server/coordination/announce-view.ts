import { randomUUID } from 'node:crypto'
import type { AnnounceView } from '../../web/pages/staff/announce.ts'
import type { AnnounceCallView } from '../../web/pages/staff/announce-call.ts'
import { type Channel, needLabels } from '../../web/pages/staff/labels.ts'
import { languageName } from '../../web/pages/staff/reason-labels.ts'
import type { Preview } from '../../web/pages/staff/send-preview.ts'
import { fullDay, longDay } from '../../web/words/dates.ts'
import { wordsFor } from '../../web/words/words.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Deps } from '../deps.ts'
import { letterFacts } from '../letters/compose.ts'
import { cleanedTeam } from '../messaging/facts.ts'
import { solutionLetter } from '../messaging/solution.ts'
import type { Proposal } from '../proposals/service.ts'
import { attemptsOf } from './history.ts'
import { householdName, membersShown, needShown } from './people.ts'
import type { RequestFacts } from './request-view.ts'
import { channelsOf, previewOf } from './send-view.ts'
import { namer, solutionDoctor, toldConditions } from './solution-view.ts'

/** What would leave to tell a household of the doctor who said yes. */
export async function announceView(
  deps: Deps,
  facts: RequestFacts,
  { proposal, channel }: { proposal: Proposal; channel: Channel },
  now: Date,
): Promise<AnnounceView> {
  const { request, territory, stale } = facts
  const answerBy = addWorkingDays(parisDay(now), territory.offerWorkingDays)
  return {
    requestId: request.id,
    name: householdName(request),
    seal: { key: randomUUID(), version: request.version },
    channel,
    channels: channelsOf(request, deps),
    preferred: request.channel,
    preview: await messageOf(deps, facts, { proposal, channel, answerBy }),
    doctor: namer(facts)(proposal.availabilityId),
    conditions: toldConditions(facts, proposal),
    answerBy: longDay(answerBy),
    stale,
  }
}

type Message = { proposal: Proposal; channel: Channel; answerBy: Day }

async function messageOf(
  deps: Deps,
  facts: RequestFacts,
  { proposal, channel, answerBy }: Message,
): Promise<Preview> {
  const { request, territory } = facts
  if (channel === 'email' || channel === 'sms') {
    const template = 'solution_found' as const
    const offered = { ...request, nextStepOn: answerBy }
    const told = letterFacts({ template, request: offered, territory, doctors: [], link: null })
    const { territoryId } = request
    const preview = await previewOf(deps, { told, territoryId }, channel)
    if (preview) return preview
  }
  const letter = solutionLetter(wordsFor('fr'), {
    reference: request.reference,
    territory,
    conditions: toldConditions(facts, proposal),
    answerBy,
  })
  return { channel: 'letter', ...letter }
}

const STEPS = { proposed: 'announce', offered: 'answer', agreed: 'name' } as const

/** The script of the call that tells the solution, or names the doctor once the household agreed. */
export function announceCallView(
  facts: RequestFacts,
  { proposal, caller }: { proposal: Proposal; caller: string },
  now: Date,
): AnnounceCallView {
  const { request, territory, stale } = facts
  const { announce, messages, site } = wordsFor('fr')
  const { call } = announce
  const team = cleanedTeam({ ...territory, contactName: caller })
  const { level, reasons } = needShown(request, now)
  const until = addWorkingDays(parisDay(now), territory.offerWorkingDays)
  const step = STEPS[request.status as keyof typeof STEPS] ?? 'announce'
  return {
    requestId: request.id,
    name: householdName(request),
    phone: request.contact.phone,
    identity: request.members.map(
      ({ firstName, birthDate }) => `${firstName}, le ${fullDay(birthDate)}`,
    ),
    step,
    greeting: messages.call.greeting(team),
    announce: [call.announce],
    conditions: toldConditions(facts, proposal),
    choice: [call.choice, call.freeChoice, ...(step === 'announce' ? [call.until(until)] : [])],
    naming: [call.name, call.firstVisit],
    doctor: step === 'name' ? solutionDoctor(facts, proposal) : null,
    reference: request.reference,
    closing: [call.callBack(team), `${site.emergency}.`],
    seal: { key: randomUUID(), version: request.version },
    household: membersShown(request, now)
      .map(({ label }) => label)
      .join(' ; '),
    needs: [needLabels[level], ...reasons].join(', '),
    language: languageName(request.wishes.language),
    attempts: attemptsOf(facts.events),
    stale,
  }
}
