import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Html } from '../../web/html.ts'
import { inboxPage } from '../../web/pages/staff/inbox.ts'
import { indicatorsPage } from '../../web/pages/staff/indicators.ts'
import { messagesPage } from '../../web/pages/staff/messages.ts'
import { phonePage } from '../../web/pages/staff/phone.ts'
import { requestPage } from '../../web/pages/staff/request.ts'
import { sendPage } from '../../web/pages/staff/send.ts'
import { territoryMapPage } from '../../web/pages/staff/territory-map.ts'
import { ownFileStaffPages } from './own-file-gallery.ts'
import { campaignPages } from './staff-campaign-gallery.ts'
import { doorPages } from './staff-door-gallery.ts'
import { doubtsPages } from './staff-doubts-gallery.ts'
import { manyByRoad, secondTodoPage } from './staff-many-views.ts'
import { contours, tiles } from './staff-map.ts'
import { referrersPages } from './staff-referrers-gallery.ts'
import { refusalsPages } from './staff-refusals-gallery.ts'
import { registerPages } from './staff-register-gallery.ts'
import { indicators, messages, schemeIndicators } from './staff-report-views.ts'
import { solutionPages } from './staff-solution-gallery.ts'
import { aRequest } from './staff-support.ts'
import { textPages } from './staff-texts-gallery.ts'
import { anInbox, emptyInbox, phoneCall, sending } from './staff-views.ts'

/** Every staff page in every state, by a short name. */
export function staffGallery(site: StaffSite): Record<string, Html> {
  return {
    ...doorPages(site),
    ...requestPages(site),
    ...doubtsPages(site),
    ...registerPages(site),
    ...referrersPages(site),
    ...refusalsPages(site),
    ...solutionPages(site),
    ...textPages(site),
    ...ownFileStaffPages(site),
    ...campaignPages(site),
    'equipe-demandes': inboxPage(site, anInbox()),
    'equipe-demandes-taches': inboxPage(site, secondTodoPage()),
    'equipe-demandes-vide': inboxPage(site, emptyInbox),
    'equipe-envoi-sms': sendPage(site, sending()),
    'equipe-envoi-mail': sendPage(
      site,
      sending({
        channel: 'email',
        km: 6,
        preview: {
          channel: 'email',
          subject: 'Du nouveau pour votre demande GL-4K7-92M',
          text: 'Bonjour,\n\nIl y a du nouveau pour votre demande GL-4K7-92M.',
        },
        form: {
          values: {},
          errors: {
            motif_distance:
              'Écrivez pourquoi ce foyer peut aller plus loin, par exemple : d’accord au téléphone.',
          },
        },
      }),
    ),
    'equipe-telephone': phonePage(site, phoneCall),
    'equipe-envois': messagesPage(site, messages),
    'equipe-indicateurs': indicatorsPage(site, indicators),
    'equipe-indicateurs-protocole': indicatorsPage(site, schemeIndicators),
    'equipe-carte': territoryMapPage(site, aTerritory),
  }
}

function requestPages(site: StaffSite): Record<string, Html> {
  return {
    'equipe-demande': requestPage(site, aRequest()),
    'equipe-demande-fond': requestPage(site, aRequest({ map: { contours, tiles } })),
    'equipe-demande-loin': requestPage(site, beyond()),
    'equipe-demande-nombreux': requestPage(site, manyByRoad()),
    'equipe-demande-personne': requestPage(site, withNobody()),
    'equipe-demande-a-localiser': requestPage(site, toLocate()),
    'equipe-demande-limite': requestPage(site, onBorder()),
    'equipe-demande-transmise': requestPage(site, shortlisted()),
    'equipe-demande-close': requestPage(
      site,
      aRequest({ status: 'closed', closeReason: 'found_alone', ranking: null, moves: ['ready'] }),
    ),
    'equipe-demande-perimee': requestPage(
      site,
      aRequest({ stale: { by: 'Malik Kerbane', when: 'le 24 novembre à 9 h 05' } }),
    ),
    'equipe-demande-refusee': requestPage(site, refused()),
    'equipe-demande-lecture': requestPage(
      { ...site, account: { name: 'Ève Contrôle', role: 'auditor' } },
      aRequest(),
    ),
  }
}

function beyond() {
  const request = aRequest()
  return { ...request, ranking: request.ranking && { ...request.ranking, km: 6 } }
}

function withNobody() {
  const request = aRequest()
  return {
    ...request,
    ranking: request.ranking && { ...request.ranking, ranked: [], rankedCount: 0 },
  }
}

function toLocate() {
  const { home } = aRequest()
  return aRequest({
    status: 'to_locate',
    ranking: null,
    moves: ['ready', 'outside', 'already_followed', 'closed'],
    home: {
      ...home,
      label: null,
      position: null,
      precision: null,
      verdict: 'to_verify',
      doubts: ['Deux rues de ce nom dans la commune.'],
      candidates: [
        { value: '0', label: 'Rue des Lices 59260 Hellemmes', note: 'dans le territoire' },
        { value: '1', label: 'Rue des Lices 59320 Haubourdin', note: 'hors du territoire' },
      ],
    },
  })
}

function onBorder() {
  const { home } = aRequest()
  return aRequest({ status: 'to_locate', ranking: null, home: { ...home, verdict: 'to_verify' } })
}

function shortlisted() {
  return aRequest({
    status: 'shortlisted',
    moves: ['ready', 'closed'],
    undo: { text: 'Liste envoyée par SMS à Jeanne Lamercier.', messageId: 'e1', secondsLeft: 10 },
    given: {
      when: 'Le 24 novembre, 9 h 12',
      channel: 'sms',
      doctors: [
        {
          rowId: 'a1',
          name: 'Dr Ombeline Vanhoublon',
          practice: 'Cabinet des Moulins, Lille',
          phone: '+33353014107',
          said: null,
        },
        {
          rowId: 'a2',
          name: 'Dr Nour Belkassari',
          practice: 'Maison de santé du Sud, Lille',
          phone: '+33353014122',
          said: 'a refusé le 26 novembre',
        },
      ],
    },
    messages: [
      {
        id: 'e1',
        channel: 'sms',
        when: '24 novembre, 9 h 12',
        status: 'failed_temporary',
        reason: '30006 · numéro injoignable pour le moment',
      },
    ],
  })
}

function refused() {
  return aRequest({
    form: {
      values: { verdict: 'outside', raison_verdict: '' },
      errors: { raison_verdict: 'Écrivez pourquoi : cette raison est gardée avec la décision.' },
    },
  })
}

const aTerritory = {
  territory: 'CPTS Grand-Lille (exemple)',
  map: { contours, tiles: null },
  doctors: [
    {
      rowId: 'a1',
      doctorId: 'm1',
      name: 'Dr Ombeline Vanhoublon',
      practiceId: 'c1',
      practice: 'Cabinet des Moulins, Lille',
      position: [3.062, 50.632] as const,
      state: 'fresh' as const,
      freePlaces: 3,
      age: 'Confirmé il y a 12 jours',
    },
    {
      rowId: 'a2',
      doctorId: 'm2',
      name: 'Dr Nour Belkassari',
      practiceId: 'c2',
      practice: 'Maison de santé du Sud, Lille',
      position: [3.052, 50.622] as const,
      state: 'to_reconfirm' as const,
      freePlaces: 4,
      age: 'Confirmé il y a 196 jours',
    },
    {
      rowId: 'a3',
      doctorId: 'm3',
      name: 'Dr Achille Mérovert',
      practiceId: 'c3',
      practice: 'Cabinet de la Halle, Lille',
      position: [3.075, 50.64] as const,
      state: 'full' as const,
      freePlaces: 0,
      age: 'Confirmé hier',
    },
    {
      rowId: 'a4',
      doctorId: 'm4',
      name: 'Dr Hugo Brizelande',
      practiceId: 'c4',
      practice: 'Cabinet du Lin, Ronchin',
      position: null,
      state: 'paused' as const,
      freePlaces: 2,
      age: 'Jamais confirmé',
    },
  ],
}
