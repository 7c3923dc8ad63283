import { backLink, hidden } from '../../components/button.ts'
import { fieldError } from '../../components/field.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'

export interface DoctorsImportView {
  readonly key: string
  readonly error: string | null
  /** What a trial found; null before a file was given. */
  readonly trial: ImportTrial | null
}

export interface ImportTrial {
  readonly fileName: string
  /** Identifier of the file kept for the confirmation; null when nothing may be imported. */
  readonly importId: string | null
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** In the order of the file; `row` counts from 1, the header being 1. */
  readonly problems: readonly ImportProblem[]
  /** Practices whose address is doubtful: imported, and to place by hand. */
  readonly toLocate: readonly {
    readonly row: number
    readonly practice: string
    readonly why: string
  }[]
  /** Rows of doctors who left the scheme: their sheet stays as it is. */
  readonly leftOut?: readonly { readonly row: number; readonly why: string }[]
}

export interface ImportProblem {
  readonly row: number
  readonly column: string
  readonly reason: string
}

const COLUMNS =
  'rpps;nom;prenom;cabinet;adresse;code_postal;commune;lon;lat;telephone;courriel;places;places_ald;places_visite;communes_visite;age_min;age_max;plain_pied;langues;prise_de_rdv;confirme_le;accord_coordination;accord_patients;accord_carte'

/** `GET` and `POST /coordination/medecins/import`: a trial first, nothing is written before the confirmation. */
export function doctorsImportPage(site: StaffSite, view: DoctorsImportView): Html {
  const { trial } = view
  const title = trial ? trialTitle(trial) : 'Importer des médecins'
  return staffPage(site, {
    title,
    section: 'medecins',
    hasErrors: Boolean(view.error),
    body: html`${backLink('/coordination/medecins', 'Médecins')}${pageHead({ title, soft: trial && `Fichier ${trial.fileName}` })}
${trial ? report(view.key, trial) : upload(view)}`,
  })
}

function trialTitle({ problems, rows }: ImportTrial): string {
  if (problems.length > 0) return count(problems.length, 'chose à corriger', 'choses à corriger')
  return `${count(rows, 'ligne lue', 'lignes lues')}, aucune erreur`
}

function upload({ error, key }: DoctorsImportView): Html {
  return card(
    'fichier-titre',
    'Choisir le fichier',
    html`<form class="stack" method="post" action="/coordination/medecins/import" enctype="multipart/form-data">${hidden('cle', key)}
<div class="field${error && ' field-is-invalid'}"><label class="field-label" for="fichier">Fichier CSV</label><p class="field-hint" id="fichier-aide">Séparé par des points-virgules, en UTF-8.</p>${fieldError(wordsFor('fr'), 'fichier', error ?? undefined)}<input class="field-input" id="fichier" name="fichier" type="file" accept=".csv,text/csv" aria-describedby="fichier-aide${error && ' fichier-erreur'}"></div>
<button class="button" type="submit">Essayer sans rien enregistrer</button></form>
<details class="disclosure"><summary>Les colonnes attendues</summary><p class="columns small">${COLUMNS.split(';').map((column) => html`<code>${column}</code> `)}</p></details>`,
  )
}

function report(key: string, trial: ImportTrial): Html {
  if (trial.problems.length > 0)
    return html`${notice('bad', html`<strong>Rien n’a été enregistré.</strong> Corrigez le fichier, puis recommencez : un fichier passe en entier ou pas du tout.`)}
${problemTable(trial.problems)}<p><a class="button" href="/coordination/medecins/import">Essayer un autre fichier</a></p>`
  return html`<div class="card stack"><p><strong>${trial.added}</strong> à ajouter, <strong>${trial.changed}</strong> à changer, <strong>${trial.unchanged}</strong> déjà à jour.</p>${trial.toLocate.length > 0 && doubtful(trial.toLocate)}${trial.leftOut && trial.leftOut.length > 0 && leftOut(trial.leftOut)}
${trial.importId ? confirmation(key, trial.importId) : html`<p><a class="button" href="/coordination/medecins">Revenir aux médecins</a></p>`}</div>`
}

function problemTable(problems: readonly ImportProblem[]): Html {
  return html`<div class="inbox table-scroll" tabindex="0" role="region" aria-label="Ce qui est à corriger"><table class="table"><caption class="visually-hidden">Ligne, colonne et raison</caption>
<thead><tr><th scope="col" class="number">Ligne</th><th scope="col">Colonne</th><th scope="col">Ce qui ne va pas</th></tr></thead>
<tbody>${problems.map(({ row, column, reason }) => html`<tr><td class="number">${row}</td><td><code>${column}</code></td><td>${reason}</td></tr>\n`)}</tbody></table></div>`
}

function doubtful(rows: ImportTrial['toLocate']): Html {
  return html`<div><p><strong>${count(rows.length, 'adresse douteuse', 'adresses douteuses')}</strong>, à placer à la main après l’import :</p>
<ul>${rows.map(({ row, practice, why }) => html`<li>ligne ${row}, ${practice} : ${why}</li>`)}</ul></div>`
}

function leftOut(rows: NonNullable<ImportTrial['leftOut']>): Html {
  return html`<div><p><strong>${count(rows.length, 'ligne laissée de côté', 'lignes laissées de côté')}</strong> :</p>
<ul>${rows.map(({ row, why }) => html`<li>ligne ${row}, ${why}</li>`)}</ul></div>`
}

function confirmation(key: string, importId: string): Html {
  return html`<form class="actions" method="post" action="/coordination/medecins/import/confirmer">${hidden('cle', key)}${hidden('import', importId)}<button class="button" type="submit">Enregistrer ces médecins</button><a class="button button-quiet" href="/coordination/medecins/import">Choisir un autre fichier</a></form>`
}
