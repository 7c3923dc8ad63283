import { hidden } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import { icon } from '../../components/icons.ts'
import { notice } from '../../components/notice.ts'
import {
  excludedList,
  excludedPinState,
  excludedText,
} from '../../components/staff/excluded-list.ts'
import { chosenKmText, count } from '../../components/staff/figures.ts'
import { mapPanel } from '../../components/staff/map-panel.ts'
import { type MappedDoctor, practicesOf } from '../../components/staff/map-practices.ts'
import { rankedList } from '../../components/staff/ranked-list.ts'
import { type Html, html } from '../../html.ts'
import { kmText } from '../../words/dates.ts'
import { channelNames } from './labels.ts'
import { askBar, beyondText, CHOICE_FORM, limitText } from './request-asking.ts'
import { type RequestRanking, type RequestView, requestHref } from './request-view.ts'

/** The list, those left out, the map, and the bar that prepares the message. Nothing before the home is placed. */
export function rankingGrid(view: RequestView, mayWrite: boolean): Html | false {
  const { ranking } = view
  if (!ranking) return false
  const canChoose = mayWrite && (ranking.canSend || ranking.asking !== null)
  return html`<div class="request-grid" data-island="choice">
<section class="request-list" aria-labelledby="liste"><div class="list-head"><h2 id="liste">${title(ranking)}</h2><a class="help-link small" href="/information#classement">Règle de classement</a></div>
${distanceForm(view, ranking)}
${ranking.ranked.length > 0 ? rankedList(ranking.ranked, canChoose ? CHOICE_FORM : null) : nobody(view)}${more(view, ranking)}${roadNote(ranking)}</section>
<section class="request-excluded" aria-label="Médecins écartés">${excludedList(ranking.excluded, ranking.excludedCount)}</section>
<section class="request-map" aria-label="Carte">${map(view, ranking, mayWrite)}</section>
${canChoose && (ranking.asking ? askBar(view, ranking) : bar(view, ranking))}</div>`
}

function title({ rankedCount }: RequestRanking): string {
  if (rankedCount === 0) return 'Aucun médecin ne peut les accueillir'
  return count(rankedCount, 'médecin peut les accueillir', 'médecins peuvent les accueillir')
}

/** A GET form: the chosen distance is in the address, the reason to exceed it is asked before sending. */
function distanceForm({ id, facts: { maxKm } }: RequestView, { km, asking }: RequestRanking): Html {
  const beyond = beyondText(km, maxKm, asking)
  return html`<form class="distance-form" method="get" action="${requestHref(id)}">
<label class="field-label" for="km">Jusqu’à</label><input class="field-input field-4" id="km" name="km" inputmode="decimal" autocomplete="off" value="${String(km).replace('.', ',')}" aria-describedby="km-aide"><span>km</span><button class="button button-secondary" type="submit">Appliquer</button></form>
<p class="field-hint" id="km-aide">${limitText(maxKm, asking)}</p>
${beyond && notice('warn', beyond)}`
}

function more({ id }: RequestView, { ranked, rankedCount, km }: RequestRanking): Html | false {
  if (rankedCount === ranked.length) return false
  const others = count(rankedCount - ranked.length, 'médecin suivant', 'médecins suivants')
  return html`<p class="soft small">Les ${ranked.length} premiers sont dans cette liste. <a href="${requestHref(id)}?km=${km}&amp;tous=1">Montrer aussi les ${others}</a></p>`
}

function roadNote({ roadNote: note }: RequestRanking): Html | false {
  if (!note) return false
  return note.isFailure ? notice('warn', note.text) : html`<p class="soft small">${note.text}</p>`
}

function nobody({ facts: { maxKm } }: RequestView): Html {
  return empty(
    'Personne pour le moment',
    `Regardez pourquoi chacun est écarté, ou demandez au foyer s’il peut aller plus loin que ${chosenKmText(maxKm)}.`,
  )
}

function map(view: RequestView, ranking: RequestRanking, mayWrite: boolean): Html {
  const { position, label, typed } = view.home
  return mapPanel({
    label: `Carte : le domicile et ${count(ranking.ranked.length, 'médecin')}`,
    source: ranking.source,
    canMove: mayWrite,
    view: {
      ...view.map,
      home: position && { position, label: label ?? typed },
      maxKm: ranking.km,
      practices: practicesOf(mappedDoctors(ranking)),
    },
  })
}

function mappedDoctors({ ranked, excluded }: RequestRanking): MappedDoctor[] {
  return [
    ...ranked.map((row, index) => ({
      ...row,
      practiceName: row.practice,
      number: index + 1,
      note: kmText(row.km),
      state: row.freshness === 'fresh' ? ('ok' as const) : ('stale' as const),
    })),
    ...excluded.map((row) => ({
      ...row,
      practiceName: row.practice,
      number: null,
      note: excludedText(row),
      state: excludedPinState(row),
    })),
  ]
}

function bar({ id, facts: { channel } }: RequestView, { ranked, km }: RequestRanking): Html {
  const chosen = ranked.filter(({ isChosen }) => isChosen).length
  return html`<form class="action-bar request-bar" id="${CHOICE_FORM}" method="get" action="${requestHref(id)}/envoi">
${hidden('km', String(km))}<p><strong data-chosen-count>${chosen === 0 ? 'Aucun médecin choisi' : count(chosen, 'médecin choisi', 'médecins choisis')}</strong> <span class="soft">pour un envoi par ${channelNames[channel]}</span></p>
<div class="actions"><button class="button" type="submit" data-key="e">Préparer l’envoi ${icon('arrow-right')}</button></div></form>`
}
