import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Html } from '../../web/html.ts'
import { requestPage } from '../../web/pages/staff/request.ts'
import { aRequest } from './staff-support.ts'

/** What only a call settles: two words that cannot both be true, and a household that says nothing. */
export function doubtsPages(site: StaffSite): Record<string, Html> {
  return {
    'equipe-demande-desaccord': requestPage(site, disputed()),
    'equipe-demande-desaccord-occupe': requestPage(site, {
      ...disputed(),
      status: 'proposed',
      said: 'Un autre médecin est sollicité pour ce foyer. Retirez d’abord la sollicitation, puis tranchez.',
    }),
    'equipe-demande-silence': requestPage(site, silent()),
    'equipe-demande-en-pause': requestPage(site, aRequest({ pausedUntil: '24 mai 2027' })),
  }
}

function disputed() {
  return aRequest({
    status: 'declared',
    ranking: null,
    nextStep: null,
    moves: ['closed'],
    disagreement: true,
    todos: [
      {
        kind: 'disagreement',
        title: 'Jeanne Lamercier et le Dr Ombeline Vanhoublon ne disent pas la même chose',
        detail:
          'Le médecin dit qu’il y a eu déclaration (24 novembre). Le foyer dit qu’il n’a pas de médecin (26 novembre). Appelez l’un et l’autre, puis tranchez.',
        href: '/coordination/demandes/d1#desaccord',
        action: 'Trancher',
      },
    ],
  })
}

function silent() {
  return aRequest({
    isSilent: true,
    todos: [
      {
        kind: 'silent_household',
        title: 'Jeanne Lamercier ne dit pas s’il cherche toujours',
        detail:
          'Recherche en pause depuis le 10 novembre, à sa date. Appelez-le : rien ne se ferme tout seul.',
        href: '/coordination/demandes/d1#toujours',
        action: 'Ouvrir la demande',
      },
    ],
  })
}
