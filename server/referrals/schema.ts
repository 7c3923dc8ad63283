import * as z from 'zod'
import { fr } from '../../web/words/fr.ts'
import { type MemberField, memberField } from '../../web/words/options.ts'
import { type FormValues, fieldErrors } from '../http/forms.ts'
import { checkQuestionnaire, type Questionnaire } from '../questionnaire/check.ts'
import { membersOf } from '../questionnaire/schema.ts'
import {
  type AgreedHow,
  FILLED_BY_REFERRER,
  REFERRAL_SOURCES,
  type ReferralSource,
} from './rules.ts'

const MAX_TEXT = 200

/** What a referrer says beside the questionnaire. */
export type ReferralAnswers = {
  agreedHow: AgreedHow
  outcomeAgreed: boolean
  source: ReferralSource
  /** As typed; null when nobody was named. */
  wishedDoctor: string | null
}

export type Registration = { questionnaire: Questionnaire; answers: ReferralAnswers }

export type RegistrationChecked =
  | { ok: true; value: Registration }
  | { ok: false; errors: Record<string, string> }

const HOW = { oral: 'orally', ecrit: 'in_writing' } as const

const Answers = z
  .object({
    accord: z.enum(
      ['oral', 'ecrit'],
      'Demandez d’abord son accord, puis dites comment la personne l’a donné.',
    ),
    accord_suite: z.enum(['oui', 'non']).default('non').catch('non'),
    source: z.enum(REFERRAL_SOURCES, 'Choisissez d’où vient la personne.'),
    medecin_souhaite: z.string().trim().max(MAX_TEXT, fr.fields.tooLong(MAX_TEXT)).default(''),
  })
  .transform(
    ({ accord, accord_suite, source, medecin_souhaite }): ReferralAnswers => ({
      agreedHow: HOW[accord],
      outcomeAgreed: accord_suite === 'oui',
      source,
      wishedDoctor: medecin_souhaite || null,
    }),
  )

export type RegistrationOptions = {
  /** Kilometres, of the territory: a referrer is not asked how far the person can go. */
  maxKm: number
  now: Date
}

/** A person registered by somebody else: the fields and the rules of the questionnaire, and their agreement. */
export function checkRegistration(
  values: FormValues,
  { maxKm, now }: RegistrationOptions,
): RegistrationChecked {
  const answers = Answers.safeParse(values)
  const asked = checkQuestionnaire(questionnaireValues(values, maxKm), { assisted: true, now })
  const errors = {
    ...(answers.success ? {} : fieldErrors(answers.error)),
    ...(asked.ok ? {} : inTheirName(asked.errors)),
  }
  if (!answers.success || !asked.ok) return { ok: false, errors }
  const { source } = answers.data
  const questionnaire = { ...asked.value, source, filledBy: FILLED_BY_REFERRER }
  return { ok: true, value: { questionnaire, answers: answers.data } }
}

/** A box left empty is an answer: no ALD was told of, and the person can travel. */
const UNTICKED: Partial<Record<MemberField, string>> = { ald: 'nsp', se_deplace: 'oui' }

function questionnaireValues(values: FormValues, maxKm: number): FormValues {
  const { source: _, ...asked } = values
  const unticked = membersOf(values).flatMap((person, index) =>
    Object.entries(UNTICKED).flatMap(([field, answer]) =>
      person[field as MemberField]
        ? []
        : [[memberField(index, field as MemberField), answer] as const],
    ),
  )
  const reachedByLink = values.canal === 'sms' || values.canal === 'courriel'
  return {
    ...asked,
    ...Object.fromEntries(unticked),
    distance_max_km: asked.distance_max_km || String(maxKm),
    lien_possible: reachedByLink ? 'oui' : 'non',
  }
}

const { fields } = fr
/** The sentences that speak to the person, said of them to whoever fills the form in. */
const SAID_OF_THEM: Readonly<Record<string, string>> = {
  [fields.street]: 'Indiquez son numéro et sa rue, par exemple 14 rue des Lilas.',
  [fields.commune]:
    'Indiquez sa commune. En cas d’hésitation, écrivez le nom que la personne utilise.',
  [fields.channel]: 'Choisissez comment la personne sera prévenue.',
  [fields.channelPhone]: 'Pour la prévenir par SMS ou par téléphone, indiquez son numéro.',
  [fields.channelMail]: 'Pour la prévenir par mail, indiquez son adresse mail.',
}

/** Errors of the questionnaire, in words for whoever registers somebody else. */
export function inTheirName(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([name, said]) => [name, SAID_OF_THEM[said] ?? said]),
  )
}
