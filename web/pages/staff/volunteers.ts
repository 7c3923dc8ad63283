import { backLink, hidden } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import { facts } from '../../components/facts.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'

export interface VolunteersView {
  readonly pending: readonly PendingVolunteer[]
  /** Doctors of the register for whom the public page was filled in again. */
  readonly again: readonly { readonly id: string; readonly name: string; readonly since: string }[]
}

export interface PendingVolunteer {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly rpps: string
  /** Whose number it is in the directory, when it was imported. */
  readonly directory: string | null
  readonly practice: string
  readonly isLocated: boolean
  readonly phone: string | null
  readonly email: string | null
  /** Private. */
  readonly mobile: string | null
  readonly channel: 'email' | 'sms'
  readonly places: number
  /** People they can visit at home, and the names of the communes; empty: wherever they practise. */
  readonly visits: { readonly people: number; readonly communes: readonly string[] }
  /** Agrees to be named to patients. */
  readonly isNamed: boolean
  readonly isOnMap: boolean
  readonly since: string
}

const PATH = '/coordination/volontaires'

/** `GET /coordination/volontaires`: doctors who volunteered by themselves, to confirm. */
export function volunteersPage(site: StaffSite, { pending, again }: VolunteersView): Html {
  const title = count(pending.length, 'médecin se propose', 'médecins se proposent')
  const soft = 'Appelez le cabinet à un numéro que vous connaissez, puis confirmez.'
  return staffPage(site, {
    title,
    section: 'medecins',
    body: html`${backLink('/coordination/medecins', 'Médecins')}${pageHead({ title, soft })}
${pending.length > 0 ? pending.map(sheet) : empty('Personne n’attend', 'Les médecins qui se proposent en ligne arrivent ici.')}
${again.map(({ id, name, since }) => notice('info', html`<a href="/coordination/medecins/${id}">${name}</a>, déjà au registre, a rempli la page le ${since} : appelez-le.`))}`,
  })
}

function sheet(doctor: PendingVolunteer): Html {
  return card(
    `v-${doctor.id}`,
    `${doctor.name}, RPPS ${doctor.rpps}`,
    html`${facts([
      ['Annuaire Santé', doctor.directory ?? 'ce numéro n’est pas dans le fichier importé'],
      ['Cabinet', `${doctor.practice}${doctor.isLocated ? '' : ' (à localiser)'}`],
      ['Téléphone', doctor.phone ?? 'pas donné'],
      ['Mail', doctor.email ?? 'pas donné'],
      ['Mobile privé', doctor.mobile ?? 'pas donné'],
      ['Nos messages', doctor.channel === 'sms' ? 'par SMS' : 'par mail'],
      ['Places', count(doctor.places, 'personne')],
      ['À domicile', visitsText(doctor.visits)],
      ['Accords', agreementsOf(doctor)],
      ['S’est proposé le', doctor.since],
    ])}
<div class="actions">${act(doctor, 'confirmer', 'Confirmer', 'button')}${act(doctor, 'ecarter', 'Écarter et effacer', 'button button-quiet')}</div>`,
  )
}

/** « 2 personnes : Lille, Loos ». */
function visitsText({ people, communes }: PendingVolunteer['visits']): string {
  if (people === 0) return 'non'
  return `${count(people, 'personne', 'personnes')} : ${communes.join(', ') || 'partout où il exerce'}`
}

function agreementsOf({ isNamed, isOnMap }: PendingVolunteer): string {
  const named = isNamed ? 'nommé aux foyers' : 'jamais nommé sans son avis'
  return isOnMap ? `${named}, carte publique` : `${named}, pas de carte publique`
}

function act({ id, version, name }: PendingVolunteer, verb: string, label: string, look: string) {
  return html`<form method="post" action="${PATH}/${id}/${verb}">${hidden('version', String(version))}<button class="${look}" type="submit">${label}<span class="visually-hidden"> ${name}</span></button></form>`
}
