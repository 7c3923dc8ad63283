import { memberField, memberFields, type Step, steps } from '../../web/words/options.ts'
import type { FormValues } from '../http/forms.ts'
import { MAX_MEMBERS, membersOf } from './schema.ts'

/** The page after each step. */
export const NEXT: Readonly<Record<Step, string>> = {
  coordonnees: 'foyer',
  foyer: 'preferences',
  preferences: 'verification',
}

export function isStep(text: string): text is Step {
  return text in steps
}

/** The draft with the answers of one step in the place of the former ones. People are numbered without gaps. */
export function mergeStep(draft: FormValues, step: Step, sent: FormValues): FormValues {
  if (step === 'foyer') return { ...withoutMembers(draft), ...numberMembers(membersOf(sent)) }
  const answers = steps[step].map((name) => [name, sent[name] ?? ''] as const)
  return { ...draft, ...Object.fromEntries(answers) }
}

/** One more person, empty, unless the questionnaire is full. */
export function addMember(values: FormValues): FormValues {
  const people = membersOf(values)
  if (people.length >= MAX_MEMBERS) return values
  return { ...withoutMembers(values), ...numberMembers([...people, {}]) }
}

/** Everybody but the person at `index`; the last one stays. */
export function removeMember(values: FormValues, index: number): FormValues {
  const people = membersOf(values)
  if (people.length <= 1) return values
  return { ...withoutMembers(values), ...numberMembers(people.filter((_, i) => i !== index)) }
}

/** How many people the form shows: at least one. */
export function memberCount(values: FormValues): number {
  return Math.max(1, membersOf(values).length)
}

function withoutMembers(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('membres[')))
}

function numberMembers(people: readonly FormValues[]): FormValues {
  return Object.fromEntries(
    people.flatMap((person, i) =>
      memberFields.map((field) => [memberField(i, field), person[field] ?? '']),
    ),
  )
}
