import type { LonLat } from '../../../server/geo.ts'
import { empty } from '../../components/empty.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { mapPanel } from '../../components/staff/map-panel.ts'
import { type MappedDoctor, practicesOf } from '../../components/staff/map-practices.ts'
import type { MapView } from '../../components/staff/map-view.ts'
import { fold, pageHead } from '../../components/staff/page-head.ts'
import { type PinState, practicePin } from '../../components/staff/pins.ts'
import { doctorTag } from '../../components/staff/tags.ts'
import { type Html, html } from '../../html.ts'
import { type DoctorState, doctorStateLabels } from './labels.ts'

export interface TerritoryMapView {
  readonly territory: string
  readonly map: Pick<MapView, 'contours' | 'tiles'>
  /** Those who can take people first, then by name. */
  readonly doctors: readonly TerritoryDoctor[]
  /** Doctors of the national directory who have not joined, by name. */
  readonly prospects?: readonly TerritoryProspect[]
}

export interface TerritoryProspect {
  readonly id: string
  readonly name: string
  readonly places: readonly { readonly text: string; readonly position: LonLat | null }[]
}

export interface TerritoryDoctor {
  readonly rowId: string
  readonly doctorId: string
  readonly name: string
  readonly practiceId: string
  readonly practice: string
  readonly position: LonLat | null
  readonly state: DoctorState
  readonly freePlaces: number
  /** How old their word is: « Confirmé il y a 12 jours ». */
  readonly age: string
}

/** `GET /coordination/carte`: every volunteer doctor on the map, and the same in the list beside it (B3). */
export function territoryMapPage(site: StaffSite, view: TerritoryMapView): Html {
  const open = view.doctors.filter(({ state }) => pinStates[state] === 'ok')
  const title = count(open.length, 'médecin peut accueillir', 'médecins peuvent accueillir')
  return staffPage(site, {
    title,
    section: 'carte',
    hasMap: true,
    body: html`${pageHead({ title, soft: `${view.territory} : ${count(view.doctors.length, 'médecin volontaire', 'médecins volontaires')}.` })}
<div class="request-grid"><section class="request-list" aria-labelledby="liste"><h2 class="list-head" id="liste">La même chose en liste</h2>${view.doctors.length > 0 ? list(view.doctors) : nobody()}${prospectList(view.prospects)}</section>
<section class="request-map" aria-label="Carte">${panel(view)}</section></div>`,
  })
}

const pinStates: Record<DoctorState, PinState> = {
  fresh: 'ok',
  to_reconfirm: 'stale',
  full: 'full',
  expired: 'out',
  paused: 'out',
  not_accepting: 'out',
}

function list(doctors: readonly TerritoryDoctor[]): Html {
  return html`<ol class="card territory-list">${doctors.map(
    (doctor, i) =>
      html`<li class="territory-row" data-row data-row-id="${doctor.rowId}" data-doctor-id="${doctor.doctorId}">${practicePin(pinStates[doctor.state], numberOf(doctor, i))}<div><a class="territory-name" href="/coordination/medecins/${doctor.doctorId}">${doctor.name}</a><p class="soft small">${doctor.practice}${!doctor.position && ', à placer sur la carte'}</p><p class="soft small">${doctor.age}</p></div><div class="territory-end">${doctorTag(doctor.state)}<p class="soft small nowrap">${count(doctor.freePlaces, 'place')}</p></div></li>\n`,
  )}</ol>`
}

/** Folded away: they are many, and nobody can be sent to them. */
function prospectList(prospects: readonly TerritoryProspect[] = []): Html | false {
  if (prospects.length === 0) return false
  const title = `${count(prospects.length, 'médecin', 'médecins')} du répertoire, à inviter`
  const rows = prospects.map(
    ({ id, name, places }) =>
      html`<li class="territory-row" data-row-id="${id}" data-prospect-id="${id}">${practicePin('prospect')}<div><a class="territory-name" href="/coordination/prospects/${id}">${name}</a>${places.map(({ text, position }) => html`<p class="soft small">${text}${!position && ', à localiser'}</p>`)}</div></li>\n`,
  )
  return fold(title, html`<ol class="territory-list">${rows}</ol>`)
}

function panel({ doctors, prospects = [], map }: TerritoryMapView): Html {
  const practices = practicesOf([...doctors.map(mapped), ...prospects.flatMap(mappedProspect)])
  return mapPanel({
    label: `Carte de ${count(doctors.length, 'médecin volontaire', 'médecins volontaires')}`,
    source: 'Positions des cabinets',
    view: { ...map, home: null, maxKm: null, practices },
  })
}

function mapped(doctor: TerritoryDoctor, index: number): MappedDoctor {
  const number = numberOf(doctor, index)
  return {
    ...doctor,
    practiceName: doctor.practice,
    state: pinStates[doctor.state],
    number: number ? Number(number) : null,
    note: `${doctorStateLabels[doctor.state]}, ${count(doctor.freePlaces, 'place')}, ${doctor.age}`,
  }
}

/** Doctors at the very same place share a sign; one who has two places has two. */
function mappedProspect({ id, name, places }: TerritoryProspect): MappedDoctor[] {
  return places.map(({ text, position }) => ({
    rowId: id,
    practiceId: `prospects ${position?.join()}`,
    practiceName: text,
    name,
    position,
    state: 'prospect',
    number: null,
    note: 'du répertoire, à inviter',
  }))
}

/** Only those who may take people are numbered, as in the list. */
function numberOf({ state }: TerritoryDoctor, index: number): string {
  return ['ok', 'stale'].includes(pinStates[state]) ? String(index + 1) : ''
}

function nobody(): Html {
  return empty(
    'Aucun médecin pour le moment',
    html`<a href="/coordination/medecins">Ajouter des médecins</a>`,
  )
}
