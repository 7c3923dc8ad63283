import { fr } from '../../web/words/fr.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import {
  careFields,
  contactFields,
  homeFields,
  identityFields,
  memberFields,
  requestFields,
  wishesFields,
} from './answer-fields.ts'
import { type Line, linesOf } from './lines.ts'
import {
  entryFields,
  ladderFields,
  outcomeFields,
  proposalFields,
  referralFields,
  roundFields,
  shortlistFields,
} from './search-fields.ts'
import type { Everything } from './store.ts'
import {
  attemptFields,
  eventFields,
  linkFields,
  localFields,
  messageFields,
  surveyLinkFields,
  todoFields,
  traceFields,
} from './trace-fields.ts'

/** The sections of a file, in the order of its page. */
export const SECTIONS = [
  'contact',
  'home',
  'wishes',
  'members',
  'request',
  'referral',
  'lists',
  'solutions',
  'outcomes',
  'messages',
  'events',
  'todos',
  'links',
  'traces',
] as const

export type Section = (typeof SECTIONS)[number]

/** What is kept of a household: for each section its records, each as lines. */
export type OwnFile = Readonly<Record<Section, readonly Line[][]>>

export type Known = {
  everything: Everything
  request: OrientationRequest
  /** Doctors whom the household was told of, by availability id. */
  told: ReadonlyMap<string, string>
}

/** Everything kept of a household, in words and as it is. */
export function ownFile(known: Known): OwnFile {
  const { everything, request } = known
  const { todos, links, surveys, traces } = everything
  return {
    contact: [linesOf(request.contact, contactFields)],
    home: [linesOf(request.home, homeFields)],
    wishes: [linesOf(request.wishes, wishesFields)],
    members: membersOf(known),
    request: [linesOf(everything.request, requestFields)],
    referral: referralOf(everything),
    lists: everything.lists.flatMap((list) => [
      linesOf(list, shortlistFields),
      ...list.entries.map((entry) => {
        const isTold = list.cancelledAt === null
        const named = {
          ...entry,
          availabilityId: isTold ? nameOf(known, entry.availabilityId) : '',
        }
        return linesOf({ ...named, reasons: codesOf(entry.reasons) }, entryFields)
      }),
    ]),
    solutions: solutionsOf(known),
    outcomes: everything.outcomes.map((outcome) => {
      const availabilityId = outcome.availabilityId && nameOf(known, outcome.availabilityId)
      return linesOf({ ...outcome, availabilityId }, outcomeFields)
    }),
    messages: messagesOf(everything),
    events: everything.events.map((event) =>
      linesOf({ ...event, actor: kindOf(event.actor), facts: ownFacts(event.facts) }, eventFields),
    ),
    todos: todos.map((todo) => linesOf(todo, todoFields)),
    links: [
      ...links.map((link) => linesOf(link, linkFields)),
      ...surveys.map((link) => linesOf(link, surveyLinkFields)),
    ],
    traces: traces.map((trace) => linesOf(trace, traceFields)),
  }
}

function membersOf({ everything, request }: Known): Line[][] {
  return request.members.flatMap((person) => {
    const row = everything.members.find(({ id }) => id === person.id)
    if (!row) return []
    const { ald, canTravel } = person
    return [
      [
        ...linesOf(person, identityFields as Parameters<typeof linesOf<typeof person>>[1]),
        ...linesOf({ ald: ald ?? ('unknown' as const), canTravel }, careFields),
        ...linesOf(row, memberFields),
      ],
    ]
  })
}

function referralOf({ referral }: Everything): Line[][] {
  if (!referral) return []
  const { organisation, profession, ...row } = referral
  const named = {
    ...row,
    organisationId: organisation.name,
    professionId: profession?.label ?? null,
  }
  return [linesOf(named, referralFields)]
}

function solutionsOf({ everything, told }: Known): Line[][] {
  return [
    ...everything.rounds.map((round) => linesOf(round, roundFields)),
    ...everything.proposals.map((proposal) =>
      linesOf(
        { ...proposal, availabilityId: told.get(proposal.availabilityId) ?? '' },
        proposalFields,
      ),
    ),
    ...everything.ladders.map((ladder) => linesOf(ladder, ladderFields)),
  ]
}

function messagesOf({ messages, texts, request }: Everything): Line[][] {
  const subjects: Readonly<Record<string, (reference: string) => string>> = fr.messages.subjects
  return messages.flatMap(({ tries, ...message }) => {
    const template = subjects[message.template]?.(request.reference) ?? message.template
    const kept = texts.filter(({ messageId }) => messageId === message.id)
    return [
      [
        ...linesOf({ ...message, template }, messageFields),
        ...kept.flatMap((text) => linesOf(text, localFields)),
      ],
      ...tries.map((attempt) => linesOf(attempt, attemptFields)),
    ]
  })
}

/** Empty for a doctor whom the household was not told of. */
function nameOf({ told }: Known, availabilityId: string): string {
  return told.get(availabilityId) ?? ''
}

const KINDS = ['patient', 'doctor', 'staff', 'public', 'system']

/** Who did something, without a name of the team or of a doctor. */
function kindOf(actor: string): string {
  return KINDS.includes(actor) ? actor : 'staff'
}

/** What identifies a doctor or another household stays out. */
function ownFacts(facts: Everything['events'][number]['facts']) {
  if (typeof facts !== 'object' || facts === null) return facts
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => name !== 'doctor' && name !== 'other'),
  )
}

function codesOf(reasons: unknown): string[] {
  const list = Array.isArray(reasons) ? reasons : []
  return list.flatMap(({ code }: { code?: unknown }) => (typeof code === 'string' ? [code] : []))
}
