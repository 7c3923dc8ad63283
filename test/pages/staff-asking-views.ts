import type { AnnounceView } from '../../web/pages/staff/announce.ts'
import type { AnnounceCallView } from '../../web/pages/staff/announce-call.ts'
import type { AskView } from '../../web/pages/staff/ask.ts'
import type { SettingsView } from '../../web/pages/staff/settings.ts'
import { conditions, doctor } from './staff-solution-views.ts'
import { key } from './staff-views.ts'

export const asking: AskView = {
  requestId: 'd1',
  name: 'Jeanne Lamercier',
  seal: { key, version: 4 },
  km: 5,
  doctors: [
    {
      rowId: 'a1',
      name: 'Dr Ombeline Vanhoublon',
      practice: 'Cabinet des Moulins, Armentières',
      phone: '+33353014107',
      km: 1.24,
      order: 1,
      isStale: false,
      reach: 'par mail, aujourd’hui',
    },
    {
      rowId: 'a4',
      name: 'Dr Fantine Hautelisse',
      practice: 'Cabinet du Lin, Houplines',
      phone: null,
      km: 2.71,
      order: 2,
      isStale: true,
      reach: 'à appeler, aucun message ne peut le joindre',
    },
  ],
  beyond: null,
  summary: [
    ['Foyer', '2 personnes : 2 de 70 ans et plus'],
    ['Besoin', 'prioritaire : ALD, ne se déplace pas'],
    ['À domicile', '1 visite'],
    ['Langue', 'portugais'],
    ['Secteur', 'Armentières'],
    ['Attend depuis', '12 jours'],
  ],
  workingDays: 5,
  movesOn: true,
  form: { values: {}, errors: {} },
  stale: null,
}

export const announcing: AnnounceView = {
  requestId: 'd1',
  name: 'Jeanne Lamercier',
  seal: { key, version: 4 },
  channel: 'sms',
  channels: [
    { channel: 'email', note: 'pas de mail connu', isPossible: false },
    { channel: 'sms', note: '06 39 98 12 34', isPossible: true },
    { channel: 'phone', note: '06 39 98 12 34', isPossible: true },
    { channel: 'letter', note: 'à imprimer et poster', isPossible: true },
  ],
  preferred: 'sms',
  preview: {
    channel: 'sms',
    text: 'CPTS Lys-Armentières : du nouveau pour votre demande LA-4K7-92M.\nVotre page : « lien privé »\nAide : Inès Belgrain, 03 53 01 00 24',
    segments: 2,
    septets: 206,
    capacity: 306,
  },
  doctor: 'Dr Ombeline Vanhoublon',
  conditions,
  answerBy: 'mercredi 9 décembre',
  stale: null,
}

export const calling: AnnounceCallView = {
  requestId: 'd1',
  name: 'Jeanne Lamercier',
  phone: '+33639981234',
  identity: ['Jeanne, le 27 mars 1948'],
  step: 'announce',
  greeting: 'Bonjour, Inès Belgrain, de la CPTS Lys-Armentières.',
  announce: [
    'J’ai une bonne nouvelle : un médecin peut vous accueillir. Voici ce que je peux vous en dire.',
  ],
  conditions,
  choice: [
    'Est-ce que cela vous convient ? Si oui, je vous donne son nom tout de suite.',
    'Vous pouvez dire non. Un refus ne vous coûte rien : vous gardez votre place.',
  ],
  naming: [
    'C’est entendu. Avez-vous de quoi noter ? Voici votre médecin.',
    'Appelez son cabinet pour un premier rendez-vous, et donnez cette référence.',
  ],
  doctor: null,
  reference: 'LA-4K7-92M',
  closing: ['Vous pouvez aussi me rappeler au 03 53 01 00 24.'],
  seal: { key, version: 4 },
  household: 'Jeanne, 78 ans ; Émile, 80 ans',
  needs: 'Prioritaire, ALD',
  language: 'français',
  attempts: ['23 novembre, 10 h, appel sans réponse'],
  stale: null,
}

export const naming: AnnounceCallView = { ...calling, step: 'name', doctor }

export const settings: SettingsView = {
  seal: { key, version: 3 },
  isBrokered: true,
  values: {
    contact_nom: 'Inès Belgrain',
    contact_telephone: '03 53 01 00 24',
    contact_mail: 'coordination@example.org',
    contact_horaires: 'du lundi au vendredi, de 9 h à 17 h',
    tranche_km: '0,5',
    sollicitations_par_place: '3',
    delai_nouvelles: '10',
    noms_dans_messages: 'oui',
    distance_raisonnable_km: '10',
    delai_medecin: '5',
    delai_foyer: '10',
    apres_refus: 'next',
    plus_loin_km: '15',
    liste_commune: 'oui',
    liste_commune_jours: '30',
  },
  errors: {},
  lastChange: 'Malik Kerbane, le 24 novembre, 9 h 05',
  stale: null,
  isSaved: false,
}
