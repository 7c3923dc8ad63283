import { type Html, html } from '../html.ts'
import { wordsFor } from '../words/words.ts'
import { type TextField, textField } from './field.ts'
import type { Errors, Values } from './form.ts'

/** Age bands as forms name them, in order. */
export const bandLabels = { '0-15': '0 à 15 ans', '16-69': '16 à 69 ans', '70+': '70 ans et plus' }

/** The form that counts the people whom a doctor leaves, by commune and age band, without any name. */
export type PeopleLeftForm = {
  readonly values: Values
  readonly errors: Errors
  /** A line each: `field` begins the names of its three fields. */
  readonly communes: readonly CommuneFields[]
  /** Lines for communes that are not listed. */
  readonly otherLines: number
}

type CommuneFields = { readonly name: string; readonly field: string }

/** How a page folds lines away, under a title. */
type Fold = (title: string, lines: readonly Html[], isOpen: boolean) => Html

/** Communes that count people come first; a long list of the others is folded away. */
export function peopleLeftFields(form: PeopleLeftForm, fold: Fold): Html {
  const isShort = form.communes.length <= SHORT_LIST
  const shown = form.communes.filter((commune) => isShort || isCounted(form, commune))
  const folded = form.communes.filter((commune) => !shown.includes(commune))
  const lines = (communes: readonly CommuneFields[]) =>
    communes.map((commune) => communeLine(form, commune))
  const others = Array.from({ length: form.otherLines }, (_, i) => otherLine(form, i))
  const isOtherOpen = Object.keys(form.errors).some((name) => name.startsWith('autre'))
  return html`${lines(shown)}
${folded.length > 0 && fold('Autres communes du territoire', lines(folded), shown.length === 0)}
${fold('Une autre commune', others, isOtherOpen)}`
}

/** Whether anything was counted, or is to mend. */
export function hasPeopleLeft({ values, errors }: PeopleLeftForm): boolean {
  const isOfPeople = (name: string) => /^(personnes|autre)/.test(name)
  return (
    Object.entries(values).some(([name, value]) => isOfPeople(name) && value !== '') ||
    Object.keys(errors).some(isOfPeople)
  )
}

const SHORT_LIST = 6

function isCounted({ values, errors }: PeopleLeftForm, { field: prefix }: CommuneFields): boolean {
  return (
    Object.entries(values).some(([name, value]) => name.startsWith(prefix) && value !== '') ||
    Object.keys(errors).some((name) => name.startsWith(prefix))
  )
}

function communeLine(form: PeopleLeftForm, { name, field: prefix }: CommuneFields): Html {
  return html`<fieldset class="field"><legend class="field-legend">${name}</legend>${bands(form, prefix)}</fieldset>`
}

function otherLine(form: PeopleLeftForm, i: number): Html {
  return html`<fieldset class="field"><legend class="field-legend">Autre commune ${i + 1}</legend><div class="field-row">${field(form, `autre_commune[${i}]`, 'Commune')}${field(form, `autre_code_postal[${i}]`, 'Code postal', { width: 10, inputmode: 'numeric' })}</div>${bands(form, `autres[${i}]`)}</fieldset>`
}

/** Side by side even on a phone, unless a sentence has to be read under one of them. */
function bands(form: PeopleLeftForm, prefix: string): Html {
  const hasErrors = Object.keys(form.errors).some((name) => name.startsWith(prefix))
  return html`<div class="field-row${!hasErrors && ' field-row-thirds'}">${Object.entries(
    bandLabels,
  ).map(([band, label]) =>
    field(form, `${prefix}[${band}]`, label, { width: 4, inputmode: 'numeric' }),
  )}</div>`
}

type More = Partial<Omit<TextField, 'name' | 'label' | 'value' | 'error'>>

function field(
  { values, errors }: PeopleLeftForm,
  name: string,
  label: string,
  more: More = {},
): Html {
  const value = values[name] ?? ''
  return textField(wordsFor('fr'), { ...more, name, label, value, error: errors[name] })
}
