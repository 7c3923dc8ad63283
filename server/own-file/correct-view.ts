import { answerText, memberText } from '../../web/pages/patient/answer-text.ts'
import type { CorrectIndexView } from '../../web/pages/patient/correct.ts'
import { fr } from '../../web/words/fr.ts'
import type { steps } from '../../web/words/options.ts'
import type { FormValues } from '../http/forms.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { MAX_MEMBERS } from '../questionnaire/schema.ts'
import { formOf, personForm } from './correct-form.ts'

type Preference = (typeof steps.preferences)[number]

/** What was said, part by part, as the questionnaire reads it back. */
export function correctIndexView(
  request: OrientationRequest,
  { path, isSaved }: { path: string; isSaved: boolean },
): CorrectIndexView {
  const values = formOf(request)
  return {
    backHref: path,
    path: `${path}/corriger`,
    isSaved,
    sections: [
      { form: 'joindre', answers: [...reach(values), ...preferences(values, NEWS)] },
      { form: 'adresse', answers: [address(values)] },
      { form: 'souhaits', answers: preferences(values, WISHES) },
      { form: 'enquete', answers: preferences(values, ['accord_enquete']) },
    ],
    people: request.members.map((person) => ({
      id: person.id,
      ...memberText(fr, personForm(person), 0),
    })),
    maxPeople: MAX_MEMBERS,
  }
}

const NEWS: readonly Preference[] = ['canal', 'lien_possible']
const WISHES: readonly Preference[] = [
  'distance_max_km',
  'transport',
  'fauteuil',
  'langue',
  'deja_suivi',
  'motif',
]

const { review } = fr.questionnaire

function reach(values: FormValues) {
  return (['telephone', 'courriel'] as const).map((name) => ({
    question: review.labels[name],
    answer: values[name] || review.missing,
  }))
}

function address({ adresse, code_postal, commune }: FormValues) {
  const town = [code_postal, commune].filter(Boolean).join(' ')
  return {
    question: review.address,
    answer: [adresse, town].filter(Boolean).join(', ') || review.missing,
  }
}

function preferences(values: FormValues, names: readonly Preference[]) {
  return names.map((name) => ({
    question: review.labels[name],
    answer: answerText(fr, name, values[name] ?? ''),
  }))
}
