import type { Words } from '../../web/words/words.ts'
import { invitationLetter } from '../messaging/account-templates.ts'
import { type Letter, letterOf } from '../messaging/blocks.ts'
import type { DoctorLetter } from '../messaging/doctor-rules.ts'
import { doctorLetter, doctorSms } from '../messaging/doctor-templates.ts'
import {
  isSurvey,
  type LetterFacts,
  type PatientTemplate,
  type SentChannel,
  type SurveyTemplate,
  type Template,
} from '../messaging/rules.ts'
import { surveyLetter, surveySms } from '../messaging/survey-templates.ts'
import { smsText } from '../messaging/templates.ts'
import { described } from './described.ts'
import type { SampleValues } from './values.ts'

/** A message as it may leave, written by the code that writes the true ones. `label` says in which case. */
export type Sample = {
  label: string
  /** Null where the channel never carries it. */
  letter: ((words: Words) => Letter) | null
  sms: ((words: Words) => string) | null
}

/** A message in every case that changes its words, with these values. */
export function samplesOf(template: Template, values: SampleValues): Sample[] {
  const { channels } = described[template]
  return casesOf(template, values).map((sample) => carried(sample, channels))
}

function casesOf(template: Template, values: SampleValues): Sample[] {
  if (isSurvey(template)) return toSurveyed(template, values)
  const { reader } = described[template]
  if (reader === 'account') return toAccount(values)
  return reader === 'doctor'
    ? toDoctor(template as DoctorLetter['template'], values)
    : toPatient(template as PatientTemplate, values)
}

function carried({ label, letter, sms }: Sample, channels: readonly SentChannel[]): Sample {
  return {
    label,
    letter: channels.includes('email') ? letter : null,
    sms: channels.includes('sms') ? sms : null,
  }
}

function toPatient(template: PatientTemplate, values: SampleValues): Sample[] {
  const { team: territory, reference, link, doctors, day: nextStepOn, outside } = values
  const undated: LetterFacts = {
    template,
    reference,
    territory,
    link,
    doctors,
    namesInMessages: true,
    nextStepOn: null,
    offer: null,
    outside,
  }
  const whole: LetterFacts = { ...undated, nextStepOn, registeredBy: 'pharmacy' }
  const cases: [string, LetterFacts][] = [
    ['quand plusieurs médecins sont nommés', whole],
    ['quand un seul médecin est nommé', { ...whole, doctors: doctors.slice(0, 1) }],
    ['quand aucun médecin n’est nommé', { ...whole, namesInMessages: false }],
    ['quand aucune date n’est prévue', undated],
  ]
  return cases.map(([label, facts]) => ({
    label,
    letter: (words) => letterOf(words, facts, 'email'),
    sms: (words) => smsText(words, facts),
  }))
}

type AllOf<Union> = (
  Union extends unknown
    ? (one: Omit<Union, 'template'>) => void
    : never
) extends (all: infer All) => void
  ? All
  : never

function toDoctor(template: DoctorLetter['template'], values: SampleValues): Sample[] {
  const { team, lastName, link, day, several } = values
  const quiet = {
    team,
    lastName,
    link,
    joinUrl: link,
    rank: template === 'availability_reminder' ? 2 : 1,
    confirmedOn: day,
    isDoubted: false,
    endsOn: null,
    nextDate: null,
    goneOn: null,
    waiting: null,
    expected: 0,
  }
  const cases: [string, Partial<AllOf<DoctorLetter>>][] = [
    ['quand la dernière réponse est connue', {}],
    ['quand le médecin n’a encore rien dit', { confirmedOn: null }],
    ['quand un patient en fait douter', { isDoubted: true }],
    ['quand le médecin a donné une fin', { endsOn: day, nextDate: day }],
    ['au dernier rappel', { rank: 3, goneOn: day }],
    ['quand une demande attend', { waiting: { count: 1, firstDueOn: day } }],
    ['quand plusieurs demandes attendent', { waiting: { count: several, firstDueOn: day } }],
    ['quand un foyer est attendu', { expected: 1 }],
    ['quand plusieurs foyers sont attendus', { expected: several }],
  ]
  return cases.flatMap(([label, facts]) => {
    const told: AllOf<DoctorLetter> = { ...quiet, ...facts }
    if (template === 'doctor_news' && !told.waiting && told.expected === 0) return []
    const said = { ...told, template } as DoctorLetter
    return [
      {
        label,
        letter: (words: Words) => doctorLetter(words, said),
        sms: (words: Words) => doctorSms(words, said),
      },
    ]
  })
}

function toSurveyed(template: SurveyTemplate, { team, link, day }: SampleValues): Sample[] {
  const facts = { template, team, link, closesOn: day }
  return [
    {
      label: 'toujours',
      letter: (words) => surveyLetter(words, facts),
      sms: (words) => surveySms(words, facts),
    },
  ]
}

function toAccount({ team, accountName: name, link }: SampleValues): Sample[] {
  const letter = (words: Words) => invitationLetter(words, { team, name, link })
  return [{ label: 'toujours', letter, sms: null }]
}
