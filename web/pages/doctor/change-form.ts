import { boxes } from '../../components/boxes.ts'
import { choices } from '../../components/choices.ts'
import { type TextField, textField } from '../../components/field.ts'
import type { Site } from '../../components/layout.ts'
import { visitedCommunes } from '../../components/visited-communes.ts'
import { type Html, html } from '../../html.ts'
import { languageNames } from '../../words/fr/languages.ts'
import { languages } from '../../words/options.ts'
import { wordsFor } from '../../words/words.ts'
import type { AvailabilityView } from './availability.ts'
import type { PracticeView } from './doctor-view.ts'
import { pageSeal } from './frame.ts'
import { languagesText } from './known.ts'
import { reachFields } from './reach.ts'

const words = wordsFor('fr')

/** Everything a doctor may change, practice by practice, saved by one press. What changes rarely is folded. */
export function changeForm(site: Site, view: AvailabilityView): Html {
  const { path, seal, doctor, reach, form, sent } = view
  const isOpen = reach.isProven && sent.page.total === 0
  const several = doctor.practices.length > 1
  return html`<form class="form-step" id="modifier" method="post" action="${path}" aria-labelledby="modif-titre">${pageSeal(seal)}
<h2 id="modif-titre">Modifier</h2>
${doctor.practices.map((practice) => practiceFields(view, practice, several))}
${spoken(view)}
${reachFields(site, { reach, form, isOpen })}
<p><button class="button button-secondary button-wide" name="action" value="enregistrer">Enregistrer les changements</button></p>
</form>`
}

function practiceFields(view: AvailabilityView, practice: PracticeView, several: boolean): Html {
  const number = { width: 4, inputmode: 'numeric' } as const
  return html`<div class="stack">${several && html`<h3>${practice.name}</h3>`}
${text(view, practice, { field: 'places', label: 'Combien de nouvelles personnes ?', ...number })}
<div class="field-row field-row-grow">${text(view, practice, { field: 'places_ald', label: 'dont en ALD', ...number })}${text(view, practice, { field: 'places_visite', label: 'dont à domicile', ...number })}</div>
${communes(view, practice)}
${until(view, practice)}
${rare(view, practice)}
</div>`
}

function communes({ form, communes: known }: AvailabilityView, { id }: PracticeView): Html {
  return visitedCommunes({
    name: nameOf(id, 'communes_visite'),
    communes: known,
    ticked: form.communes[id] ?? [],
  })
}

function until(view: AvailabilityView, practice: PracticeView): Html {
  const { values, errors } = view.form
  const name = nameOf(practice.id, 'fin')
  return html`${choices(words, {
    name,
    legend: 'Jusqu’à quand ?',
    value: values[name] ?? 'six',
    error: errors[name],
    shape: 'inline',
    options: [
      { value: 'six', label: 'Six mois, puis nous vous redemandons' },
      { value: 'date', label: 'Jusqu’à une date' },
    ],
  })}
${text(view, practice, { field: 'fin_le', label: 'Dernier jour, si vous choisissez une date', width: 10, hint: 'Par exemple 31/03/2027. Nous vous le redemandons cinq semaines avant.' })}`
}

function rare(view: AvailabilityView, practice: PracticeView): Html {
  const { values, errors } = view.form
  const fields = ['age_min', 'age_max', 'plain_pied', 'prise_de_rdv']
  const isOpen = fields.some((field) => errors[nameOf(practice.id, field)])
  const number = { width: 4, inputmode: 'numeric' } as const
  const access = nameOf(practice.id, 'plain_pied')
  return html`<details class="disclosure"${isOpen && html` open`}><summary>Âges, accès, premier rendez-vous</summary><div class="stack">
<div class="field-row field-row-grow">${text(view, practice, { field: 'age_min', label: 'À partir de (ans)', ...number })}${text(view, practice, { field: 'age_max', label: 'Jusqu’à (ans)', ...number })}</div>
${choices(words, {
  name: access,
  legend: 'Peut-on entrer sans monter de marche ?',
  value: values[access] ?? '',
  error: errors[access],
  shape: 'pair',
  options: [
    { value: 'oui', label: 'Oui' },
    { value: 'non', label: 'Non' },
    { value: '', label: 'Je ne sais pas' },
  ],
})}
${text(view, practice, { field: 'prise_de_rdv', label: 'Comment prendre le premier rendez-vous ?', hint: 'Lu aux foyers que nous vous adressons.', maxlength: 300 })}
</div></details>`
}

function spoken({ form, doctor }: AvailabilityView): Html {
  const others = doctor.languages.filter((code) => !isListed(code))
  const options = [
    ...languages.map((value) => ({ value, label: languageNames[value] })),
    ...others.map((value) => ({ value, label: languagesText([value]) })),
  ]
  const legend = 'Langues que vous parlez'
  return html`<details class="disclosure"><summary>Langues : ${languagesText(doctor.languages)}</summary>
${boxes({ name: 'langues', legend, options, ticked: form.languages })}</details>`
}

function isListed(code: string): boolean {
  return (languages as readonly string[]).includes(code)
}

type Text = Omit<TextField, 'name' | 'value' | 'error'> & { readonly field: string }

function text({ form }: AvailabilityView, { id }: PracticeView, { field, ...rest }: Text): Html {
  const name = nameOf(id, field)
  const { values, errors } = form
  return textField(words, {
    autocomplete: 'off',
    ...rest,
    name,
    value: values[name] ?? '',
    error: errors[name],
  })
}

function nameOf(id: string, field: string): string {
  return `dispo[${id}][${field}]`
}
