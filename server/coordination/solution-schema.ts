import * as z from 'zod'
import { dayFrom } from '../calendar/rules.ts'
import { DECLINE_REASONS, type DoctorAnswer } from '../proposals/rules.ts'

const WHICH = 'Choisissez ce que répond le médecin.'
const WHY = 'Choisissez pourquoi il dit non, par exemple « Complet ».'

/** A doctor « not now » comes back within a year, or it is a no. */
const MAX_LATER_DAYS = 365

const MESSAGES = {
  fewer: (most: number) =>
    most === 1
      ? 'Écrivez 1 : il en prend moins que les 2 du foyer.'
      : `Écrivez combien de personnes il prend, de 1 à ${most}.`,
  later: 'Écrivez une date à venir, dans l’année, par exemple 15/01/2027.',
}

/** What a doctor says on the phone about a household of so many people. */
export function doctorAnswerSchema({ people, today }: { people: number; today: string }) {
  return z
    .object({
      sollicitation: z.uuid(WHICH),
      reponse_medecin: z.enum(['oui', 'non', 'moins', 'plus_tard'], WHICH),
      raison_medecin: z
        .enum(['', ...DECLINE_REASONS])
        .catch('')
        .default(''),
      combien: z.string().trim().default(''),
      a_partir_du: z.string().trim().default(''),
    })
    .transform((form, context): { proposalId: string; answer: DoctorAnswer } => {
      const { reponse_medecin: said, raison_medecin: reason, sollicitation: proposalId } = form
      const refuse = (field: string, message: string) => {
        context.addIssue({ code: 'custom', path: [field], message })
        return z.NEVER
      }
      if (said === 'oui') return { proposalId, answer: { kind: 'yes' } }
      if (said === 'non')
        return reason
          ? { proposalId, answer: { kind: 'no', reason } }
          : refuse('raison_medecin', WHY)
      if (said === 'moins') {
        const number = Number(form.combien)
        const isFewer = /^\d{1,2}$/.test(form.combien) && number >= 1 && number < people
        return isFewer
          ? { proposalId, answer: { kind: 'fewer', people: number } }
          : refuse('combien', MESSAGES.fewer(people - 1))
      }
      const from = dayOf(form.a_partir_du)
      return from && isWithinYear(from, today)
        ? { proposalId, answer: { kind: 'later', from } }
        : refuse('a_partir_du', MESSAGES.later)
    })
}

export const DoctorCallForm = z.object({
  appel_medecin: z.enum(['pas_joint', 'rappellera'], 'Choisissez ce que donne l’appel.'),
})

export const HouseholdAnswer = z.object({
  reponse_foyer: z.enum(['accord', 'refus'], 'Choisissez ce que dit le foyer.'),
})

export const WiderAnswerForm = z.object({
  plus_loin: z.enum(['accord', 'refus'], 'Choisissez ce que dit le foyer.'),
})

export const CommonListForm = z.object({
  liste_commune: z.enum(['oui', 'non'], 'Choisissez de mettre ou de retirer.'),
})

/** « 2027-01-15 », or « 15/01/2027 » as people type it. */
function dayOf(typed: string): string | null | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const french = /^(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})$/.exec(typed)
  return french && dayFrom(Number(french[3]), Number(french[2]), Number(french[1]))
}

function isWithinYear(day: string, today: string): boolean {
  const days = (Date.parse(day) - Date.parse(today)) / 86_400_000
  return days > 0 && days <= MAX_LATER_DAYS
}
