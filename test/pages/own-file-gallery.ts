import type { Site } from '../../web/components/layout.ts'
import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Html } from '../../web/html.ts'
import { correctIndexPage, correctPage } from '../../web/pages/patient/correct.ts'
import type { CorrectView } from '../../web/pages/patient/correct-view.ts'
import { erasedPage, erasePage } from '../../web/pages/patient/erase.ts'
import { type FileSection, ownFilePage } from '../../web/pages/patient/own-file.ts'
import { staffErasePage } from '../../web/pages/staff/erase.ts'
import { fr } from '../../web/words/fr.ts'
import { answers } from './support.ts'

const link = '/suivi/jeton'
const key = '6f1c1c7e-8a52-4e7b-9c50-3d6a3a2f9b11'

/** What a household reads, corrects and erases of its own file, in every state. */
export function ownFileGallery(site: Site): Record<string, Html> {
  const page = (form: CorrectView['form'], changes: Partial<CorrectView> = {}) =>
    correctPage(site, {
      ...{ form, name: null, action: `${link}/corriger/${form}`, key, version: 3 },
      ...{ backHref: `${link}/corriger`, values: answers, errors: {}, isStale: false, ...changes },
    })
  const erase = { action: `${link}/effacer`, key, backHref: link, fileHref: `${link}/mes-reponses` }
  return {
    'mes-reponses': ownFilePage(site, {
      reference: 'GL-4K7-92M',
      backHref: link,
      jsonHref: `${link}/mes-reponses.json`,
      correctHref: `${link}/corriger`,
      eraseHref: `${link}/effacer`,
      sections,
    }),
    corriger: correctIndexPage(site, anIndex),
    'corriger-joindre': page('joindre', { errors: { telephone: fr.fields.phoneShort(1) } }),
    'corriger-adresse': page('adresse', { isStale: true }),
    'corriger-souhaits': page('souhaits'),
    'corriger-enquete': page('enquete'),
    'corriger-personne': page('personne', { name: 'Jeanne' }),
    'corriger-retrait': page('retrait', { name: 'Émile', errors: { raison: fr.fields.choose } }),
    effacer: erasePage(site, erase),
    efface: erasedPage(site, { reference: 'GL-4K7-92M' }),
  }
}

/** What the team reads before it erases for a household that asks by phone. */
export function ownFileStaffPages(site: StaffSite): Record<string, Html> {
  const seal = { key, version: 3 }
  const view = { id: 'demande', name: 'Jeanne Lamercier', reference: 'GL-4K7-92M', seal }
  return { 'equipe-effacement': staffErasePage(site, view) }
}

const anIndex = {
  backHref: link,
  path: `${link}/corriger`,
  isSaved: true,
  sections: [
    { form: 'joindre', answers: [{ question: 'Téléphone', answer: '06 39 98 12 34' }] },
    {
      form: 'adresse',
      answers: [{ question: 'Adresse', answer: '14 rue de la Toile-Bise, 59000 Lille' }],
    },
    { form: 'souhaits', answers: [{ question: 'Distance', answer: 'jusqu’à 3 km' }] },
    { form: 'enquete', answers: [{ question: 'Enquête de fin d’année', answer: 'Oui' }] },
  ],
  people: [
    {
      id: 'a',
      who: 'Jeanne Lamercier, naissance le 27 mars 1948',
      answer: 'ALD, ne peut pas se rendre dans un cabinet',
    },
    {
      id: 'b',
      who: 'Émile Lamercier, naissance le 1er juin 1946',
      answer: 'peut se rendre dans un cabinet',
    },
  ],
  maxPeople: 8,
} as const

const sections: readonly FileSection[] = [
  {
    name: 'contact',
    records: [
      [
        { label: 'Téléphone', text: '06 39 98 12 34' },
        { label: 'Ouvrir un lien', text: 'oui' },
      ],
    ],
  },
  {
    name: 'members',
    records: [
      [
        { label: 'Prénom', text: 'Jeanne' },
        { label: 'ALD', text: 'oui' },
      ],
    ],
  },
  { name: 'referral', records: [] },
  {
    name: 'messages',
    records: [
      [
        { label: 'Sujet', text: 'Votre demande GL-4K7-92M est enregistrée' },
        { label: 'Préparé', text: '24 novembre 2026, 10 h' },
      ],
    ],
  },
  {
    name: 'events',
    records: [
      [
        { label: 'Le', text: '24 novembre 2026, 10 h' },
        { label: 'Étape', text: 'Demande reçue' },
      ],
    ],
  },
]
