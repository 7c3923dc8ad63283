import type { BatchColumn } from '../../../server/referrals/batch-columns.ts'
import { type Html, html } from '../../html.ts'

/** What each column says, with an example; `false` where it may be left empty. */
const help: Record<BatchColumn, readonly [what: string, example: string, isRequired: boolean]> = {
  foyer: ['Le même mot pour les personnes d’un même foyer', 'A12', false],
  nom: ['Nom', 'Quintavelha', true],
  prenom: ['Prénom', 'Rosa', true],
  naissance: ['Date de naissance', '1948-03-27', true],
  ald: ['Affection de longue durée : oui ou non', 'oui', false],
  se_deplace: ['Peut se rendre dans un cabinet : oui ou non ; vide vaut oui', 'non', false],
  adresse: ['Numéro et rue', '14 rue des Lilas', true],
  code_postal: ['Code postal', '59280', false],
  commune: ['Commune', 'Armentières', true],
  telephone: ['Téléphone', '06 39 98 12 34', false],
  courriel: ['Mail', 'rosa@example.org', false],
  canal: ['Comment la prévenir : sms, courriel, telephone ou courrier', 'sms', false],
  fauteuil: ['Fauteuil roulant : oui ou non', 'non', false],
  langue: ['Langue parlée, en deux lettres ; vide vaut fr', 'fr', false],
  accord: ['Comment la personne a donné son accord : oral ou ecrit', 'oral', true],
  accord_le: ['Le jour de cet accord', '2026-11-10', true],
  accord_suite: ['Veut bien que vous sachiez la suite : oui ou non', 'oui', false],
  source: ['D’où elle vient ; vide vaut accueil', 'carte-urgence-sante', false],
  medecin_souhaite: ['Médecin souhaité, si elle en a un en tête', '', false],
}

/** The format of the file, folded away: one line for each column, in the order of the template. */
export function columnHelp(): Html {
  return html`<details class="disclosure card"><summary>Les colonnes du fichier</summary><div class="fold-body stack"><p class="small">Une ligne par personne. Pour un foyer, l’adresse et l’accord se disent sur la première ligne ; les suivantes peuvent les laisser vides.</p>
<dl class="column-help">${Object.entries(help).map(
    ([column, [what, example, isRequired]]) =>
      html`<div><dt><code>${column}</code>${isRequired && html` <span class="soft small">obligatoire</span>`}</dt><dd>${what}${example && html`<span class="soft small nowrap"> (${example})</span>`}</dd></div>`,
  )}</dl></div></details>`
}
