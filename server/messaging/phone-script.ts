import type { Words } from '../../web/words/words.ts'
import { cleaned } from './facts.ts'
import type { LetterDoctor, LetterFacts } from './rules.ts'

/** What the coordinator reads aloud, in order, with the doctors one at a time. */
export type PhoneScript = {
  greeting: string
  announce: string
  doctors: readonly (LetterDoctor & { rank: string })[]
  freeChoice: string
  reference: string
  /** Absent when no date is set. */
  nextCall: string | null
  callBack: string
  emergency: string
}

/** The script of a call that gives a list. Nothing of the patient: the page shows beside it what only staff may see. */
export function phoneScript({ messages, site }: Words, facts: LetterFacts): PhoneScript {
  const { territory, doctors, reference, nextStepOn } = cleaned(facts)
  const { call } = messages
  return {
    greeting: call.greeting(territory),
    announce: doctors.length === 1 ? call.oneDoctor : call.severalDoctors(doctors.length),
    doctors: doctors.map((doctor, index) => ({
      ...doctor,
      name: messages.doctor(doctor.name),
      rank: call.ranks[index] ?? call.later,
    })),
    freeChoice: call.freeChoice,
    reference: call.giveReference(reference),
    nextCall: nextStepOn && call.nextCall(nextStepOn),
    callBack: call.callBack(territory),
    emergency: `${site.emergency}.`,
  }
}
