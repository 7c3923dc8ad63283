import type { Site } from '../../components/layout.ts'
import { type Html, html, type Printable } from '../../html.ts'
import type { Noted } from './asked-view.ts'
import { whoToCall } from './frame.ts'

/** What the last press came to, and what happens next; nothing when nothing was pressed. */
export function notedNotice(site: Site, noted: Noted | null): Html | false {
  if (!noted) return false
  const [title, next] = SAID[noted](site)
  return html`<div class="follow-status stack stack-s noted" id="merci" role="status" data-noted="${noted}"><p class="heading-s"><strong>${title}</strong></p><p>${next}</p></div>`
}

type Said = readonly [title: string, next: Printable]

const THANKS = 'Merci docteur, c’est noté'
const OVER = 'Cette demande n’attend plus de réponse'

const SAID: Record<Noted, (site: Site) => Said> = {
  oui: (site) => [
    THANKS,
    `${who(site)} prévient le foyer. S’il est d’accord, il vous appelle, et cette page vous dit qui attendre.`,
  ],
  non: () => [
    THANKS,
    'Nous continuons de chercher pour ce foyer. Un refus n’a aucune conséquence pour vous.',
  ],
  complet: () => [
    THANKS,
    'Vous êtes noté complet à ce cabinet : plus personne ne vous y est adressé. Nous continuons de chercher pour ce foyer.',
  ],
  moins: () => [
    THANKS,
    'Nous continuons de chercher pour ce foyer, et nous ne vous en adresserons pas de plus grand que ce nombre.',
  ],
  plus_tard: () => [
    THANKS,
    'Personne ne vous est adressé à ce cabinet avant ce jour. Nous continuons de chercher pour ce foyer.',
  ],
  tard: () => [
    OVER,
    'Nous avons continué sans attendre. Vous n’avez rien à faire. Merci d’avoir répondu.',
  ],
  tard_oui: (site) => [
    OVER,
    `Votre oui est noté, ${who(site)} vous appelle s’il est encore utile. Merci.`,
  ],
  deja_oui: (site) => {
    const call = whoToCall(site)
    return [
      'Vous aviez dit oui pour ce foyer',
      html`Votre oui reste noté. Pour revenir dessus, appelez ${call || 'la coordinatrice'}. Cela n’a aucune conséquence pour vous.`,
    ]
  },
  absent: () => [
    'Merci de nous l’avoir dit',
    'Aucune place ne vous est comptée pour ce foyer, et nous l’appelons. Rien ne change pour vous.',
  ],
  accueilli: () => [
    'Merci docteur, ce foyer est pour vous',
    'Nous le prévenons. S’il est d’accord, il vous appelle, et votre page vous dit qui attendre.',
  ],
  confrere: () => [
    'Un confrère vient de l’accueillir. Merci.',
    'Ce foyer a trouvé : vous n’avez rien à faire.',
  ],
  parti: () => ['Ce foyer n’attend plus sur la liste. Merci.', 'Vous n’avez rien à faire.'],
}

function who({ territory }: Site): string {
  return territory?.contactName ?? 'la coordinatrice'
}
