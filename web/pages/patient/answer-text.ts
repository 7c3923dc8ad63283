import type { Values } from '../../components/form.ts'
import { typedDay } from '../../words/dates.ts'
import { memberField, type steps } from '../../words/options.ts'
import type { Words } from '../../words/words.ts'

export type Preference = (typeof steps.preferences)[number]

/** An answer of the preferences as it is read back; what is not among the answers is shown as typed. */
export function answerText(words: Words, name: Preference, value: string): string {
  const { answers, review } = words.questionnaire
  if (value === '') return review.missing
  const labels: Record<Preference, Readonly<Record<string, string>>> = {
    distance_max_km: { [value]: review.upTo(value) },
    transport: answers.transport,
    fauteuil: answers.yesNo,
    langue: words.languageNames,
    canal: answers.canal,
    lien_possible: answers.yesNo,
    deja_suivi: answers.yesNo,
    motif: answers.motif,
    rempli_par: answers.rempli_par,
    accord_enquete: answers.yesNo,
  }
  return labels[name][value] ?? value
}

/** One person read back: who they are, and what was said of them. */
export function memberText(
  words: Words,
  values: Values,
  index: number,
): { who: string; answer: string } {
  const { review } = words.questionnaire
  const answerTo = (field: Parameters<typeof memberField>[1]) =>
    values[memberField(index, field)] ?? ''
  const name = [answerTo('prenom'), answerTo('nom')].filter(Boolean).join(' ')
  const day = typedDay(
    answerTo('naissance_jour'),
    answerTo('naissance_mois'),
    answerTo('naissance_annee'),
  )
  const birth = day ? review.born(day) : review.birthMissing
  const ald: Readonly<Record<string, string>> = review.aldAnswer
  const travel: Readonly<Record<string, string>> = review.travelAnswer
  const answers = [ald[answerTo('ald')], travel[answerTo('se_deplace')]].filter(Boolean)
  return {
    who: `${name || review.unnamed}, ${birth}`,
    answer: answers.join(', ') || review.missing,
  }
}
