import * as z from 'zod'
import { fr } from '../../web/words/fr.ts'
import { languages, memberFields, options } from '../../web/words/options.ts'
import { isEmailAddress } from '../email.ts'
import type { FormValues } from '../http/forms.ts'
import { parsePhone } from '../phone.ts'

const words = fr.fields
/** Long enough for any real answer, short enough that a page cannot be flooded. */
const MAX_TEXT = 200
/** A larger household is rare enough to deserve a phone call. */
export const MAX_MEMBERS = 8
const MAX_KM = 100

const text = z.string(words.choose).trim().max(MAX_TEXT, words.tooLong(MAX_TEXT))
const written = (message: string) =>
  z.string(message).trim().min(1, message).max(MAX_TEXT, words.tooLong(MAX_TEXT))
/** No answer, or an empty one, is an answer left out. */
const unlessBlank = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, words.choose)

const phone = text.default('').transform((typed, context) => {
  if (typed === '') return null
  const number = parsePhone(typed)
  if (number) return number
  context.addIssue({ code: 'custom', message: phoneMessage(typed) })
  return z.NEVER
})

const mail = text.default('').transform((typed, context) => {
  if (typed === '' || isEmailAddress(typed)) return typed || null
  context.addIssue({ code: 'custom', message: words.mail })
  return z.NEVER
})

const km = z
  .string(words.distance)
  .trim()
  .regex(/^\d{1,3}([.,]\d)?$/, words.distance)
  .transform((typed) => Number(typed.replace(',', '.')))
  .refine((distance) => distance > 0 && distance <= MAX_KM, words.distance)

const postcode = z
  .string()
  .trim()
  .regex(/^(\d{2} ?\d{3})?$/, words.postcode)
  .transform((code) => code.replace(' ', ''))
  .default('')

const Member = z.object({
  nom: written(words.lastName),
  prenom: written(words.firstName),
  naissance_jour: text.default(''),
  naissance_mois: text.default(''),
  naissance_annee: text.default(''),
  ald: z.enum(options.ald, words.ald),
  se_deplace: z.enum(options.se_deplace, words.travel),
})

/** The fields that each step asks, and their rules. */
export const stepSchemas = {
  coordonnees: z.object({
    adresse: written(words.street),
    code_postal: postcode,
    commune: written(words.commune),
    telephone: phone,
    courriel: mail,
  }),
  foyer: z.object({
    membres: z.array(Member).min(1, words.members).max(MAX_MEMBERS, words.membersMany(MAX_MEMBERS)),
  }),
  preferences: z.object({
    distance_max_km: km,
    transport: unlessBlank(choice(options.transport)),
    fauteuil: unlessBlank(choice(options.fauteuil)),
    langue: unlessBlank(z.enum(languages, words.language)),
    canal: z.enum(options.canal, words.channel),
    lien_possible: unlessBlank(choice(options.lien_possible)),
    deja_suivi: unlessBlank(choice(options.deja_suivi)),
    motif: unlessBlank(choice(options.motif)),
    rempli_par: unlessBlank(choice(options.rempli_par)),
    accord_enquete: unlessBlank(choice(options.accord_enquete)),
  }),
} as const

/** Every field of the questionnaire, by the names of its form. */
export const QuestionnaireSchema = z.object({
  cle: z.uuid(words.key),
  source: z.string().optional().transform(sourceCode),
  ...stepSchemas.coordonnees.shape,
  ...stepSchemas.foyer.shape,
  ...stepSchemas.preferences.shape,
})

export type QuestionnaireForm = z.infer<typeof QuestionnaireSchema>

/** `membres[0][nom]` and its like gathered into a list without gaps; the other names as they are. */
export function nestMembers(values: FormValues): Record<string, unknown> {
  const flat = Object.entries(values).filter(([name]) => !name.startsWith('membres['))
  return { ...Object.fromEntries(flat), membres: membersOf(values) }
}

/** Fields of each person as typed, in the order of the form, without gaps; one more than the most, so that too many shows. */
export function membersOf(values: FormValues): FormValues[] {
  const byRank = new Map<number, FormValues>()
  for (const [name, value] of Object.entries(values)) {
    const [, rank, field = ''] = /^membres\[(\d|[1-9]\d)\]\[(\w+)\]$/.exec(name) ?? []
    if (rank === undefined || !isMemberField(field)) continue
    byRank.set(Number(rank), { ...byRank.get(Number(rank)), [field]: value })
  }
  const ranks = [...byRank.keys()].filter((rank) => rank < 4 * MAX_MEMBERS).sort((a, b) => a - b)
  return ranks.slice(0, MAX_MEMBERS + 1).map((rank) => byRank.get(rank) ?? {})
}

function isMemberField(name: string): boolean {
  return (memberFields as readonly string[]).includes(name)
}

function phoneMessage(typed: string): string {
  const missing = 10 - typed.replaceAll(/\D/g, '').length
  return typed.startsWith('0') && missing > 0 && missing < 4
    ? words.phoneShort(missing)
    : words.phone
}

/** Code of the flyer that brought the person here; anything else was not printed by us and is left out. */
function sourceCode(typed: string | undefined): string | undefined {
  return typed && /^[\p{L}\p{N} _-]{1,40}$/u.test(typed) ? typed : undefined
}
