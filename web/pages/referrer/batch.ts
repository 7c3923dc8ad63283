import { hidden } from '../../components/button.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { fieldError } from '../../components/field.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { columnHelp } from './batch-columns.ts'
import { type ReferrerSite, referrerPage } from './frame.ts'

export interface BatchView {
  readonly key: string
  readonly error: string | null
  readonly said: string | null
  /** What a trial found; null before a file was given. */
  readonly trial: BatchTrial | null
}

export interface BatchTrial {
  readonly fileName: string
  /** Identifier of the file kept for the confirmation; null when there is nothing to register. */
  readonly importId: string | null
  readonly households: number
  readonly people: number
  readonly added: number
  readonly unchanged: number
  readonly problems: readonly {
    readonly row: number
    readonly column: string
    readonly code: string
    readonly reason: string
  }[]
  readonly leftOut: readonly { readonly row: number; readonly reason: string }[]
}

const PATH = '/signalements/lot'
const words = wordsFor('fr')

/** `/signalements/lot`: the CPAM sends a file; a trial first, nothing is registered before the confirmation. */
export function batchPage(site: ReferrerSite, view: BatchView): Html {
  const { trial } = view
  const title = trial ? trialTitle(trial) : 'Envoyer un fichier'
  return referrerPage(site, {
    title,
    section: 'lot',
    hasErrors: Boolean(view.error) || Boolean(trial?.problems.length),
    body: html`${errorSummary(words, view.error ? { fichier: view.error } : {})}<div class="form-step">${view.said && html`<div role="status">${notice('good', view.said)}</div>`}
<div class="stack stack-s"><h1>${title}</h1><p>${trial ? `Fichier ${trial.fileName}` : 'Plusieurs personnes à la fois, chacune avec son accord.'}</p></div>
${trial ? report(view.key, trial) : upload(view)}</div>`,
  })
}

function trialTitle({ problems, people }: BatchTrial): string {
  if (problems.length > 0) return count(problems.length, 'chose à corriger', 'choses à corriger')
  return `${count(people, 'personne lue', 'personnes lues')}, rien à corriger`
}

function upload({ error, key }: BatchView): Html {
  return html`<form class="card stack" method="post" action="${PATH}" enctype="multipart/form-data">${hidden('cle', key)}
<div class="field${error && ' field-is-invalid'}"><label class="field-label" for="fichier">Fichier CSV</label><p class="field-hint" id="fichier-aide">Séparé par des points-virgules, en UTF-8, 200 lignes au plus.</p>${fieldError(words, 'fichier', error ?? undefined)}<input class="field-input" id="fichier" name="fichier" type="file" accept=".csv,text/csv" aria-describedby="fichier-aide${error && ' fichier-erreur'}"></div>
<div class="actions actions-wide"><button class="button" type="submit">Essayer sans rien enregistrer</button></div></form>
<p><a href="${PATH}/modele.csv">Télécharger le modèle à remplir</a></p>
${columnHelp()}`
}

function report(key: string, trial: BatchTrial): Html {
  if (trial.problems.length > 0)
    return html`${notice('bad', html`<strong>Rien n’a été enregistré.</strong> Corrigez le fichier, puis recommencez : un fichier passe en entier ou pas du tout.`)}
${problemTable(trial.problems)}<p><a class="button" href="${PATH}">Essayer un autre fichier</a></p>`
  return html`<div class="card stack"><p><strong>${trial.added}</strong> ${trial.added < 2 ? 'foyer' : 'foyers'} à inscrire, <strong>${trial.unchanged}</strong> déjà ${trial.unchanged < 2 ? 'envoyé' : 'envoyés'}.</p>${trial.leftOut.length > 0 && leftOut(trial.leftOut)}
${trial.importId ? confirmation(key, trial) : html`<p>Il n’y a personne à inscrire de plus.</p><p><a class="button" href="/signalements">Revenir à mes signalements</a></p>`}</div>`
}

function confirmation(key: string, { importId, added }: BatchTrial): Html {
  return html`<p>Chaque personne sera prévenue par le moyen indiqué.</p><form class="actions actions-wide" method="post" action="${PATH}/confirmer">${hidden('cle', key)}${hidden('import', importId ?? '')}<button class="button" type="submit">Inscrire ${added < 2 ? 'ce foyer' : `ces ${added} foyers`}</button><a class="button button-quiet" href="${PATH}">Choisir un autre fichier</a></form>`
}

function problemTable(problems: BatchTrial['problems']): Html {
  return html`<div class="inbox"><table class="table table-stack" role="table"><caption class="visually-hidden">Ligne, colonne, code et raison</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Ligne</th><th role="columnheader" scope="col">Colonne</th><th role="columnheader" scope="col">Code</th><th role="columnheader" scope="col">Ce qui ne va pas</th></tr></thead>
<tbody role="rowgroup">${problems.map(
    ({ row, column, code, reason }) =>
      html`<tr role="row" data-row="${row}" data-code="${code}"><td role="cell"><span class="cell-label">ligne </span>${row}</td><td role="cell"><code>${column}</code></td><td role="cell"><code>${code}</code></td><td role="cell">${reason}</td></tr>\n`,
  )}</tbody></table></div>`
}

function leftOut(rows: BatchTrial['leftOut']): Html {
  return html`<div><p><strong>${count(rows.length, 'ligne laissée de côté', 'lignes laissées de côté')}</strong> :</p>
<ul>${rows.map(({ row, reason }) => html`<li>ligne ${row}, ${reason}</li>`)}</ul></div>`
}
