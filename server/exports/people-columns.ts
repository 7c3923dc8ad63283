import {
  channelLabels,
  closeReasonLabels,
  statusLabels,
  verdictLabels,
} from '../../web/pages/staff/labels.ts'
import { fr } from '../../web/words/fr.ts'
import type { options } from '../../web/words/options.ts'
import { ageOn, parisDay } from '../calendar/rules.ts'
import type { CsvCell, CsvColumn } from '../http/csv.ts'
import { needOf } from '../ranking/need.ts'
import { columnsOf, dayCell, kmCell, phoneCell, wordsCell, yesNoCell } from './cells.ts'
import type { PersonLine } from './service.ts'

/**
 * Columns of `demandes.csv`: where the request stands, then every answer of the questionnaire, then what came of it.
 * The need and the ages are those of the day.
 */
export function peopleColumns(now: Date): readonly CsvColumn<PersonLine>[] {
  return columnsOf({
    reference: ({ request }) => request.reference,
    etat: ({ request }) => statusLabels[request.status],
    motif_de_cloture: ({ request }) => wordsCell(closeReasonLabels, request.closeReason),
    besoin: ({ request }) => needOf(request.members, now),
    territoire: ({ request }) => wordsCell(verdictLabels, request.verdict),
    territoire_decide_par: ({ request }) => request.verdictBy,
    territoire_raison: ({ request }) => request.verdictReason,
    recue_le: ({ request }) => dayCell(request.registeredAt),
    prochaine_etape_le: ({ request }) => request.nextStepOn,
    ...householdColumns,
    ...personColumns(now),
    ...followColumns,
  })
}

type Cells = Record<string, (line: PersonLine) => CsvCell>

type Words<Question extends keyof typeof options> = Record<
  (typeof options)[Question][number],
  string
>

const FILLED_BY: Words<'rempli_par'> & { adresseur: string } = {
  moi: 'la personne',
  proche: 'un proche',
  benevole: 'un bénévole',
  professionnel: 'un professionnel',
  coordination: 'la coordination',
  adresseur: 'un adresseur',
}

const TRANSPORT: Words<'transport'> = {
  a_pied: 'à pied',
  velo: 'vélo',
  transports: 'transports en commun',
  voiture: 'voiture',
  accompagne: 'accompagnement',
}

const REASON: Words<'motif'> = {
  retraite: 'retraite du médecin',
  demenagement: 'déménagement',
  autre: 'autre',
  non_dit: 'non dit',
}

const householdColumns: Cells = {
  source: ({ request }) => request.source,
  rempli_par: ({ request }) => wordsCell(FILLED_BY, request.filledBy),
  adresse: ({ request }) => request.home.address,
  code_postal: ({ request }) => request.home.postalCode,
  commune: ({ request }) => request.home.commune,
  adresse_trouvee: ({ request }) => request.home.label,
  code_insee: ({ request }) => request.home.oldInseeCode ?? request.inseeCode,
  telephone: ({ request }) => phoneCell(request.contact.phone),
  courriel: ({ request }) => request.contact.email,
  canal: ({ request }) => channelLabels[request.channel],
  lien_possible: ({ request }) => yesNoCell(request.contact.canOpenLink),
  langue: ({ request }) => wordsCell(fr.languageNames, request.wishes.language),
  distance_max_km: ({ request }) => kmCell(request.wishes.maxKm),
  transport: ({ request }) => wordsCell(TRANSPORT, request.wishes.transport),
  fauteuil: ({ request }) => yesNoCell(request.wishes.wheelchair),
  deja_suivi: ({ request }) => yesNoCell(request.wishes.alreadyFollowed),
  motif: ({ request }) => wordsCell(REASON, request.wishes.reason),
  accord_enquete: ({ request }) => yesNoCell(request.surveyAgreedAt !== null),
  personnes_du_foyer: ({ request }) => request.members.length,
}

function personColumns(now: Date): Cells {
  return {
    personne: ({ number }) => number,
    nom: ({ member }) => member.lastName,
    prenom: ({ member }) => member.firstName,
    naissance: ({ member }) => member.birthDate,
    age: ({ member }) => ageOn(member.birthDate, parisDay(now)),
    ald: ({ member }) => yesNoCell(member.ald),
    se_deplace: ({ member }) => yesNoCell(member.canTravel),
    vue_le: ({ member }) => dayCell(member.seenAt),
    declaree_le: ({ member }) => dayCell(member.declaredAt),
  }
}

const followColumns: Cells = {
  liste_du: ({ list }) => dayCell(list?.decidedAt),
  liste_par: ({ list }) => list && channelLabels[list.channel],
  medecins_de_la_liste: ({ list }) => list?.kms.length ?? null,
  medecin_le_plus_proche_km: ({ list }) =>
    list && list.kms.length > 0 ? kmCell(Math.min(...list.kms)) : null,
  orientee_le: ({ request }) => dayCell(request.orientedAt),
  trouve_le: ({ request }) => dayCell(request.foundAt),
  pause_du: ({ request }) => request.pausedFrom,
  pause_jusqu_au: ({ request }) => request.pausedUntil,
  close_le: ({ request }) => dayCell(request.closedAt),
}
