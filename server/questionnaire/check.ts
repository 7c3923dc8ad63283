import type { z } from 'zod'
import { fr } from '../../web/words/fr.ts'
import type { Step } from '../../web/words/options.ts'
import { ageOn, type Day, dayFrom, parisDay } from '../calendar/rules.ts'
import { type FormValues, fieldErrors } from '../http/forms.ts'
import type { Care, Contact, Identity, Wishes } from '../orientation/household.ts'
import {
  membersOf,
  nestMembers,
  type QuestionnaireForm,
  QuestionnaireSchema,
  stepSchemas,
} from './schema.ts'

const words = fr.fields
/** Nobody has lived longer than 122 years. */
const MAX_AGE = 125

/** What a questionnaire says, once every field is right. */
export type Questionnaire = {
  key: string
  source: string | null
  /** Among the answers of `rempli_par`, or `adresseur` for somebody registered by a referrer. */
  filledBy: string
  channel: 'sms' | 'email' | 'phone' | 'letter'
  surveyAgreed: boolean
  contact: Contact
  address: { address: string; postalCode: string; commune: string }
  wishes: Wishes
  members: (Identity & Care)[]
}

export type Checked<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> }

export type CheckOptions = {
  /** Filled in by the coordinator on the phone: may have neither phone nor e-mail. */
  assisted: boolean
  now: Date
}

/** The whole form: every field at once, so that one reading finds everything to mend. */
export function checkQuestionnaire(
  values: FormValues,
  options: CheckOptions,
): Checked<Questionnaire> {
  const parsed = QuestionnaireSchema.safeParse(nestMembers(values))
  const errors = {
    ...reachErrors(values, options),
    ...birthErrors(values, options.now),
    ...schemaErrors(parsed),
  }
  if (!parsed.success || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, value: toQuestionnaire(parsed.data, options) }
}

/** One step of it, with the errors of its own fields only. */
export function checkStep(step: Step, values: FormValues, options: CheckOptions): Checked<null> {
  const errors = {
    ...(step === 'preferences' || step === 'coordonnees' ? reachErrors(values, options, step) : {}),
    ...(step === 'foyer' ? birthErrors(values, options.now) : {}),
    ...schemaErrors(stepSchemas[step].safeParse(nestMembers(values))),
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: null }
}

/** The people of a household alone, with the fields and the rules of the questionnaire. */
export function checkMembers(values: FormValues, now: Date): Checked<(Identity & Care)[]> {
  const parsed = stepSchemas.foyer.safeParse(nestMembers(values))
  const errors = { ...birthErrors(values, now), ...schemaErrors(parsed) }
  if (!parsed.success || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, value: parsed.data.membres.map(toMember) }
}

function schemaErrors(parsed: z.ZodSafeParseResult<unknown>): Record<string, string> {
  return parsed.success ? {} : fieldErrors(parsed.error)
}

/** At least one way to be reached, and the one that was chosen. */
export function reachErrors(
  values: FormValues,
  { assisted }: Pick<CheckOptions, 'assisted'>,
  step?: Step,
): Record<string, string> {
  const phone = values.telephone?.trim()
  const mail = values.courriel?.trim()
  const channel = step === 'coordonnees' ? undefined : values.canal
  if (!assisted && !phone && !mail) return { telephone: words.reach }
  if ((channel === 'sms' || channel === 'telephone') && !phone) return { canal: words.channelPhone }
  if (channel === 'courriel' && !mail) return { canal: words.channelMail }
  return {}
}

function birthErrors(values: FormValues, now: Date): Record<string, string> {
  const today = parisDay(now)
  const found = membersOf(values).flatMap((person, i) => {
    const [field, message] = birthProblem(person, today) ?? []
    return field && message ? [[`membres[${i}][${field}]`, message]] : []
  })
  return Object.fromEntries(found)
}

function birthProblem(person: FormValues, today: Day): [field: string, message: string] | null {
  const [day, month, year] = birthParts(person)
  if (![day, month, year].every((part) => /^\d{1,4}$/.test(part)))
    return ['naissance_jour', words.birth]
  if (year.length !== 4) return ['naissance_annee', words.birthTooOld]
  const date = dayFrom(Number(year), Number(month), Number(day))
  if (!date) return ['naissance_jour', words.birthImpossible]
  if (date > today) return ['naissance_annee', words.birthFuture]
  return ageOn(date, today) > MAX_AGE ? ['naissance_annee', words.birthTooOld] : null
}

function birthParts(person: FormValues): [day: string, month: string, year: string] {
  const part = (name: string) => person[name]?.trim() ?? ''
  return [part('naissance_jour'), part('naissance_mois'), part('naissance_annee')]
}

/** The channel of each answer to « comment recevoir nos nouvelles ». */
export const CHANNELS = {
  sms: 'sms',
  courriel: 'email',
  telephone: 'phone',
  courrier: 'letter',
} as const

type ReachFields = Pick<QuestionnaireForm, 'telephone' | 'courriel' | 'lien_possible'>

/** How a household is reached, from the fields that say it. */
export function contactOf({ telephone, courriel, lien_possible }: ReachFields): Contact {
  return { phone: telephone, email: courriel, canOpenLink: lien_possible !== 'non' }
}

type WishesFields = Pick<
  QuestionnaireForm,
  'langue' | 'fauteuil' | 'transport' | 'distance_max_km' | 'motif' | 'deja_suivi'
>

/** What a household wishes, from the fields that say it; nothing answered is nothing particular. */
export function wishesOf(form: WishesFields): Wishes {
  return {
    language: form.langue ?? 'fr',
    wheelchair: form.fauteuil === 'oui',
    transport: form.transport ?? null,
    maxKm: form.distance_max_km,
    reason: form.motif ?? null,
    alreadyFollowed: form.deja_suivi === 'oui',
  }
}

function toQuestionnaire(form: QuestionnaireForm, { assisted }: CheckOptions): Questionnaire {
  return {
    key: form.cle,
    source: form.source ?? null,
    filledBy: assisted ? 'coordination' : (form.rempli_par ?? 'moi'),
    channel: CHANNELS[form.canal],
    surveyAgreed: form.accord_enquete === 'oui',
    contact: contactOf(form),
    address: { address: form.adresse, postalCode: form.code_postal, commune: form.commune },
    wishes: wishesOf(form),
    members: form.membres.map(toMember),
  }
}

function toMember(member: QuestionnaireForm['membres'][number]): Identity & Care {
  const [day, month, year] = birthParts(member)
  return {
    lastName: member.nom,
    firstName: member.prenom,
    birthDate: dayFrom(Number(year), Number(month), Number(day)) ?? '',
    ald: member.ald === 'nsp' ? null : member.ald === 'oui',
    canTravel: member.se_deplace === 'oui',
  }
}
