import { backLink } from '../../components/button.ts'
import { facts } from '../../components/facts.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { informedTag, type ProspectRow } from './prospects.ts'

/** `GET /coordination/prospects/:id`: what the directory says of one doctor, and what they said on the phone. */
export function prospectPage(site: StaffSite, prospect: ProspectRow & { rpps: string }): Html {
  const { name, rpps, phone, places } = prospect
  return staffPage(site, {
    title: name,
    section: 'medecins',
    body: html`${backLink('/coordination/prospects', 'Médecins à inviter')}${pageHead({ title: name, tags: informedTag(prospect), soft: 'Ce que dit l’Annuaire Santé.' })}
<section class="card">${facts([
      ['Numéro RPPS', rpps],
      ['Téléphone', phone ?? 'pas donné'],
      [places.length > 1 ? 'Lieux' : 'Lieu', places.map(placeLine)],
    ])}</section>
${objection(prospect)}`,
  })
}

function placeLine({ text, commune, isLocated }: ProspectRow['places'][number]): Html {
  return html`${text}, ${commune}${!isLocated && ' (à localiser)'}<br>`
}

/** On the phone or by post too: the link is not the only way to object. */
function objection({ id }: ProspectRow): Html {
  return card(
    'opposition',
    'Il s’oppose à figurer ici',
    html`<p>S’il vous le dit au téléphone ou par courrier, notez-le ici. Son nom et son adresse sont effacés, et aucun fichier ne le ramène. Cela ne se défait pas.</p>
<form method="post" action="/coordination/prospects/${id}/opposition"><div class="actions"><button class="button button-secondary" type="submit">Effacer et ne plus reprendre</button></div></form>`,
  )
}
