import { choices, choicesOf } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { type TextField, textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import { notice } from '../../components/notice.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import type { StaleView } from './request-view.ts'
import { TEXTS_PATH } from './texts.ts'

export interface SettingsView {
  readonly seal: FormSeal
  /** Doctors are asked first; else lists are passed on, and these settings wait. */
  readonly isBrokered: boolean
  /** As typed, by name of the form; numbers with a comma. */
  readonly values: Values
  readonly errors: Errors
  /** « Inès Belgrain, le 24 novembre, 9 h »; null when nobody changed anything yet. */
  readonly lastChange: string | null
  readonly stale: StaleView | null
  readonly isSaved: boolean
}

/** `GET /coordination/reglages`: how the scheme runs here, for those who run it. */
export function settingsPage(site: StaffSite, view: SettingsView): Html {
  const mayWrite = site.account.role !== 'auditor'
  const { lastChange } = view
  return staffPage(site, {
    title: 'Réglages du territoire',
    section: 'reglages',
    hasErrors: Object.keys(view.errors).length > 0,
    body: html`${errorSummary(wordsFor('fr'), view.errors)}${staleNotice(view.stale)}
${view.isSaved && html`<div role="status">${notice('good', 'Réglages enregistrés. Ils valent dès maintenant.')}</div>`}
${pageHead({ title: 'Réglages du territoire', soft: lastChange ? `Dernier changement : ${lastChange}.` : 'Personne n’a encore rien changé.', actions: html`<a class="button button-secondary" href="${TEXTS_PATH}">Textes des messages</a>` })}
<form method="post" action="/coordination/reglages">${seal({ key: view.seal.key, ...(view.seal.version === undefined ? {} : { version: view.seal.version }) })}<fieldset class="doctor-form settings"${!mayWrite && html` disabled`}><legend class="visually-hidden">Réglages</legend>
${asking(view)}${goingOn(view)}${ranking(view)}${contact(view)}
${mayWrite && html`<div class="action-bar request-bar"><p class="soft">Ce qui est déjà en cours garde ses dates.</p><div class="actions"><button class="button" type="submit">Enregistrer les réglages</button></div></div>`}</fieldset></form>`,
  })
}

function asking(view: SettingsView): Html {
  return card(
    'solliciter',
    'Solliciter les médecins',
    html`${!view.isBrokered && html`<p class="soft">Sans effet pour l’instant : ici, on transmet des listes.</p>`}
${field(view, 'distance_raisonnable_km', 'Distance raisonnable, en km', { hint: 'Au-delà, une raison est demandée et gardée.', width: 4 })}
${field(view, 'delai_medecin', 'Jours ouvrés pour la réponse d’un médecin', NUMBER)}
${field(view, 'delai_foyer', 'Jours ouvrés pour la réponse d’un foyer', NUMBER)}
${closed(view, 'apres_refus', 'Après un refus, ou sans réponse', [
  {
    value: 'next',
    label: 'La demande continue seule',
    note: 'médecin suivant, puis étape suivante',
  },
  { value: 'coordinator', label: 'Elle vous revient', note: 'rien n’avance sans vous' },
])}`,
  )
}

function goingOn(view: SettingsView): Html {
  return card(
    'ensuite',
    'Quand personne n’est libre près du domicile',
    html`${field(view, 'plus_loin_km', 'Distance plus large, en km', { hint: 'Le foyer est d’abord d’accord, ou rien ne change.', width: 4 })}
${closed(view, 'liste_commune', 'Liste commune ouverte aux médecins inscrits', YES_NO)}
${field(view, 'liste_commune_jours', 'Jours sur la liste commune', { ...NUMBER, hint: 'Ensuite, la demande vous revient.' })}`,
  )
}

function ranking(view: SettingsView): Html {
  return card(
    'classer',
    'Classer les médecins',
    html`${field(view, 'tranche_km', 'Tranche de distance, en km', { hint: 'Dans une même tranche, la langue et l’équité décident. 0 : la distance seule.', width: 4 })}
${field(view, 'sollicitations_par_place', 'Foyers par place libre, au plus', { ...NUMBER, hint: 'Un médecin déjà sur assez de listes n’est plus proposé.' })}
${field(view, 'delai_nouvelles', 'Jours ouvrés avant la prochaine nouvelle', NUMBER)}
${closed(view, 'noms_dans_messages', 'Noms des médecins dans les mails et SMS', YES_NO)}`,
  )
}

function contact(view: SettingsView): Html {
  return card(
    'contact',
    'Qui répond aux foyers et aux médecins',
    html`<p class="soft">Écrit sur chaque page et dans chaque message.</p>
${field(view, 'contact_nom', 'Nom de la personne')}
${field(view, 'contact_telephone', 'Téléphone', { type: 'tel', inputmode: 'tel', width: 10 })}
${field(view, 'contact_mail', 'Mail', { type: 'email', inputmode: 'email' })}
${field(view, 'contact_horaires', 'Quand appeler', { hint: 'Par exemple : du lundi au vendredi, de 9 h à 17 h.' })}`,
  )
}

const NUMBER = { inputmode: 'numeric', width: 4 } as const
const YES_NO = choicesOf(['oui', 'non'], { oui: 'Oui', non: 'Non' })

function field(
  { values, errors }: SettingsView,
  name: string,
  label: string,
  more: Partial<TextField> = {},
): Html {
  const field = { name, label, value: values[name] ?? '', error: errors[name] }
  return textField(wordsFor('fr'), { ...field, ...more })
}

function closed(
  { values, errors }: SettingsView,
  name: string,
  legend: string,
  options: ReturnType<typeof choicesOf>,
): Html {
  return choices(wordsFor('fr'), {
    name,
    legend,
    options,
    value: values[name] ?? '',
    error: errors[name],
    shape: 'inline',
  })
}
