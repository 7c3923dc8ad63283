import { hidden } from '../../components/button.ts'
import { checkbox, choices, choicesOf } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { type TextField, textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import { layout, type Site } from '../../components/layout.ts'
import { card } from '../../components/staff/page-head.ts'
import { type CommuneChoice, visitedCommunes } from '../../components/visited-communes.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { frenchSpaces } from '../../words/typography.ts'
import { wordsFor } from '../../words/words.ts'

export interface VolunteerView {
  readonly action: string
  readonly key: string
  /** As typed, by column of the doctors' file. */
  readonly values: Values
  readonly errors: Errors
  /** Communes of the territory, to tick. */
  readonly communes: readonly CommuneChoice[]
  /** Codes of those ticked. */
  readonly visited: readonly string[]
  /** A secure address may be given: there is an account to write to it. */
  readonly hasSecureMail: boolean
}

/** For doctors, in French alone. */
const words = frenchSpaces({
  title: 'Accueillir de nouveaux patients',
  lede: (territory: string) =>
    `Vous êtes médecin généraliste et pouvez prendre quelques personnes sans médecin traitant. ${territory} vous en adresse, dans la limite que vous fixez ici. Vous changez d’avis quand vous voulez.`,
  next: 'La coordinatrice vous appelle pour vérifier que c’est bien vous. Rien n’est donné à personne avant.',
  you: 'Vous',
  practice: 'Votre cabinet',
  places: 'Ce que vous pouvez accueillir',
  agreements: 'Ce que vous acceptez',
  agreementsHint: 'Chaque accord est séparé, daté, et se retire d’un mot.',
  send: 'Me proposer',
  data: 'Ces informations servent à trouver un médecin aux habitants. Elles sont effacées quand vous quittez le dispositif.',
  thanks: 'Merci, c’est enregistré',
  thanksText:
    'La coordinatrice vous appelle dans les prochains jours pour vérifier que c’est bien vous, puis confirmer vos places. D’ici là, votre nom n’est sur aucune liste.',
  call: 'Pour nous joindre : ',
})

const agreementLabels = frenchSpaces({
  accord_coordination: 'Être connu de la coordination (nécessaire pour participer)',
  accord_patients:
    'Être nommé aux foyers que la coordination m’adresse. Sans cet accord, elle me demande d’abord, pour chaque foyer',
  accord_carte: 'Être sur une carte publique',
})

/** `GET /medecins/rejoindre`: a doctor volunteers with their RPPS number; the coordinator confirms. */
export function volunteerPage(site: Site, view: VolunteerView): Html {
  const territory = site.territory?.name ?? 'La CPTS'
  return layout({
    ...site,
    title: words.title,
    variant: 'doctor',
    hasErrors: Object.keys(view.errors).length > 0,
    body: html`${errorSummary(wordsFor('fr'), view.errors)}<div class="stack"><h1>${words.title}</h1><p class="lede">${words.lede(territory)}</p><p>${words.next}</p></div>
<form class="stack" method="post" action="${view.action}">${hidden('cle', view.key)}
${you(view)}${practice(view)}${places(view)}${agreements(view)}
<p class="soft">${words.data}</p><div class="actions actions-wide"><button class="button" type="submit">${words.send}</button></div></form>`,
  })
}

/** The same page for everybody who sent the form, whoever the register knows. */
export function volunteeredPage(site: Site): Html {
  const phone = site.territory?.contactPhone
  return layout({
    ...site,
    title: words.thanks,
    variant: 'doctor',
    body: html`<div class="stack" data-status="volunteered"><h1>${words.thanks}</h1><p class="lede">${words.thanksText}</p>${phone && html`<p>${words.call}<a class="nowrap" href="${phoneHref(phone)}">${phoneText(phone)}</a></p>`}</div>`,
  })
}

function you(view: VolunteerView): Html {
  return card(
    'vous',
    words.you,
    html`${field(view, 'rpps', 'Numéro RPPS', { hint: '11 chiffres, sur votre carte CPS.', width: 10, inputmode: 'numeric' })}
${field(view, 'prenom', 'Prénom', { autocomplete: 'given-name' })}${field(view, 'nom', 'Nom', { autocomplete: 'family-name' })}
${field(view, 'telephone', 'Téléphone du cabinet', { type: 'tel', autocomplete: 'tel', width: 10 })}
${field(view, 'courriel', 'Mail', { type: 'email', autocomplete: 'email', hint: 'Tous les six mois, nous vous demandons si rien n’a changé.' })}
${contact(view)}
${view.hasSecureMail && field(view, 'courriel_securise', 'Mail sécurisé (MSSanté)', { type: 'email', hint: 'Pour recevoir le nom des foyers que vous avez acceptés.', optional: true })}
${field(view, 'langues', 'Langues parlées', { hint: 'Codes de deux lettres, par exemple fr, pt, ar.', optional: true })}`,
  )
}

/** How we write to them; the mobile is never given to a patient. */
function contact(view: VolunteerView): Html {
  return html`${choices(wordsFor('fr'), {
    name: 'canal',
    legend: 'Comment vous joindre ?',
    options: [
      { value: 'courriel', label: 'Mail' },
      { value: 'sms', label: 'SMS' },
    ],
    value: view.values.canal ?? 'courriel',
    error: view.errors.canal,
    shape: 'pair',
  })}
${field(view, 'mobile', 'Votre mobile', { type: 'tel', autocomplete: 'off', width: 10, optional: true, hint: 'Jamais donné aux patients : pour nos SMS, et le code qui vous montre leurs noms.' })}`
}

function practice(view: VolunteerView): Html {
  return card(
    'cabinet-titre',
    words.practice,
    html`${field(view, 'cabinet', 'Nom du cabinet', { optional: true })}
${field(view, 'adresse', 'Numéro et rue', { autocomplete: 'street-address' })}
${field(view, 'code_postal', 'Code postal', { width: 10, inputmode: 'numeric', autocomplete: 'postal-code' })}${field(view, 'commune', 'Commune', { autocomplete: 'address-level2' })}
${choices(wordsFor('fr'), {
  name: 'plain_pied',
  legend: 'Peut-on entrer sans monter de marche ?',
  options: [
    ...choicesOf(['oui', 'non'], { oui: 'Oui', non: 'Non' }),
    { value: '', label: 'Je ne sais pas' },
  ],
  value: view.values.plain_pied ?? '',
  error: view.errors.plain_pied,
})}`,
  )
}

function places(view: VolunteerView): Html {
  const number = { width: 4, inputmode: 'numeric' } as const
  return card(
    'places-titre',
    words.places,
    html`${field(view, 'places', 'Nouvelles personnes', { ...number, hint: 'En tout, pour les six mois à venir.' })}
${field(view, 'places_ald', 'dont en affection de longue durée', { ...number, optional: true })}
${field(view, 'places_visite', 'dont à domicile', { ...number, optional: true })}
${visitedCommunes({ name: 'communes_visite', communes: view.communes, ticked: view.visited })}
${field(view, 'age_min', 'À partir de quel âge', { ...number, optional: true })}${field(view, 'age_max', 'Jusqu’à quel âge', { ...number, optional: true })}
${field(view, 'prise_de_rdv', 'Comment prendre le premier rendez-vous', { hint: 'Lu aux foyers que nous vous adressons.', optional: true })}`,
  )
}

function agreements({ values, errors }: VolunteerView): Html {
  const names = Object.keys(agreementLabels) as (keyof typeof agreementLabels)[]
  const error = errors.accord_coordination
  return card(
    'accords',
    words.agreements,
    html`<p class="soft">${words.agreementsHint}</p>${error && html`<p class="field-error">${error}</p>`}
<div class="choices">${names.map((name) => checkbox(name, agreementLabels[name], values[name] === 'oui'))}</div>`,
  )
}

type More = Partial<Omit<TextField, 'name' | 'label' | 'value' | 'error'>>

function field({ values, errors }: VolunteerView, name: string, label: string, more: More = {}) {
  const value = values[name] ?? ''
  return textField(wordsFor('fr'), { ...more, name, label, value, error: errors[name] })
}
