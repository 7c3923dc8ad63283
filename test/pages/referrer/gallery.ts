import type { Site } from '../../../web/components/layout.ts'
import type { Html } from '../../../web/html.ts'
import { type BatchTrial, batchPage } from '../../../web/pages/referrer/batch.ts'
import { completePage } from '../../../web/pages/referrer/complete.ts'
import type { ReferrerSite } from '../../../web/pages/referrer/frame.ts'
import { type OwnReferral, referralsPage } from '../../../web/pages/referrer/list.ts'
import { registerPage } from '../../../web/pages/referrer/register.ts'

const key = '4f1f0b0a-5a51-4d6f-9a52-0d2f2f9f3b11'

export function aReferrerSite(site: Site, role: 'referrer' | 'cpam' = 'referrer'): ReferrerSite {
  return {
    ...site,
    account: { name: 'Lise Amblard', role },
    organisation: role === 'cpam' ? 'CPAM de la plaine' : 'Pharmacie de la Halle',
    hasCommonList: role === 'referrer',
  }
}

/** Every page of those who register people, in every state, by a short name. */
export function referrerGallery(site: Site): Record<string, Html> {
  const pharmacist = aReferrerSite(site)
  const agent = aReferrerSite(site, 'cpam')
  return {
    'adresseur-signalements': referralsPage(pharmacist, {
      rows,
      page: { from: 1, to: 4, total: 29, current: 1, last: 2 },
      said: 'C’est fait. La personne reçoit un message avec sa référence et sa page privée.',
    }),
    'adresseur-vide': referralsPage(agent, {
      rows: [],
      page: { from: 0, to: 0, total: 0, current: 1, last: 1 },
      said: null,
    }),
    'adresseur-inscrire': registerPage(pharmacist, {
      values: { cle: key, source: 'pharmacie' },
      errors: {},
      memberCount: 1,
    }),
    'adresseur-inscrire-erreurs': registerPage(pharmacist, { ...refused, memberCount: 2 }),
    ...agentPages(agent),
  }
}

function agentPages(agent: ReferrerSite): Record<string, Html> {
  const missing = { reference: 'GL-4K7-92M', phone: true, email: true, ald: true }
  const batch = { key, error: null, said: null, trial: null }
  return {
    'cpam-completer': completePage(agent, { values: {}, errors: {}, missing: null, said: null }),
    'cpam-completer-inconnue': completePage(agent, {
      values: { reference: 'GL-AAA-222' },
      errors: { reference: 'Aucune demande en cours ne va avec cette référence et cette date.' },
      missing: null,
      said: null,
    }),
    'cpam-ajouter': completePage(agent, { values: {}, errors: {}, missing, said: null }),
    'cpam-lot': batchPage(agent, batch),
    'cpam-lot-a-corriger': batchPage(agent, { ...batch, trial: aTrial({ problems }) }),
    'cpam-lot-pret': batchPage(agent, { ...batch, trial: aTrial({ importId: key }) }),
  }
}

function aTrial(changes: Partial<BatchTrial>): BatchTrial {
  return {
    fileName: 'novembre.csv',
    importId: null,
    households: 12,
    people: 17,
    added: 11,
    unchanged: 0,
    problems: [],
    leftOut: [{ row: 4, reason: 'déjà inscrite par votre organisme : ligne laissée de côté' }],
    ...changes,
  }
}

const problems = [
  {
    row: 3,
    column: 'telephone',
    code: 'phone',
    reason: 'Il manque un chiffre. Un numéro en a 10, par exemple 06 39 98 12 34.',
  },
  {
    row: 9,
    column: 'medecin_souhaite',
    code: 'text',
    reason: 'Raccourcissez cette réponse à 200 caractères.',
  },
]

const rows: OwnReferral[] = [
  row({ reference: 'GL-4K7-92M', name: 'Rosa Quintavelha', outcome: 'searching' }),
  row({ reference: 'GL-7TQ-3XW', name: 'Simone Tardivel', people: 2, outcome: 'doctors_given' }),
  row({ reference: 'GL-2HC-9PL', name: 'Abel Filvemare', outcome: null }),
  row({
    reference: 'GL-9WN-4RD',
    name: 'Wanda Orgevigne',
    isSearching: false,
    outcome: 'declared',
  }),
]

function row(changes: Partial<OwnReferral>): OwnReferral {
  return {
    reference: 'GL-4K7-92M',
    name: 'Rosa Quintavelha',
    people: 1,
    registeredOn: '6 novembre 2026',
    isSearching: true,
    outcome: null,
    ...changes,
  }
}

const refused = {
  values: {
    cle: key,
    source: 'pharmacie',
    canal: 'sms',
    'membres[0][prenom]': 'Rosa',
    'membres[0][nom]': 'Quintavelha',
    'membres[0][ald]': 'oui',
  },
  errors: {
    accord: 'Demandez d’abord son accord, puis dites comment la personne l’a donné.',
    'membres[0][naissance_jour]':
      'Indiquez le jour, le mois et l’année de naissance, par exemple 27 3 1948.',
    adresse: 'Indiquez son numéro et sa rue, par exemple 14 rue des Lilas.',
    canal: 'Pour la prévenir par SMS ou par téléphone, indiquez son numéro.',
  },
}
