import { type IsoDay, longDay } from '../dates.ts'

/** The private page of a household whose doctors are asked first: what was found, what it answers, what comes next. */
export const solution = {
  heading: {
    accepted: 'Un médecin nous a répondu',
    offered: 'Un médecin peut vous accueillir',
    question: 'Une question pour continuer',
  },
  accepted: 'La coordinatrice revient vers vous pour vous en parler. Rien n’est décidé sans vous.',
  kept: (people: number, day: IsoDay) =>
    people === 1
      ? `Sa place est gardée pour vous jusqu’au ${longDay(day)} à 18 h.`
      : `Les places de tout votre foyer sont gardées jusqu’au ${longDay(day)} à 18 h.`,
  office: (km: string | null, commune: string) =>
    km ? `Un cabinet à ${km} de chez vous, à ${commune}` : `Un cabinet à ${commune}`,
  asTheCrowFlies: 'Distance à vol d’oiseau.',
  namedAfter:
    'Dès que vous dites oui, nous vous donnons son nom, son adresse et son téléphone, ici même.',
  ask: 'Cela vous convient-il ?',
  yes: 'Oui, cette solution me convient',
  no: 'Non, merci',
  noCost: (day: string) =>
    `Dire non ne vous coûte rien : vous gardez votre place du ${day} et nous cherchons un autre médecin.`,
  why: 'Si c’est non, vous pouvez dire pourquoi',
  whyLegend: 'Ce qui ne va pas (facultatif)',
  reasons: {
    too_far: 'C’est trop loin',
    conditions: 'Il me faut autre chose',
    found: 'J’ai trouvé un médecin de mon côté',
    other: 'Une autre raison',
  },
  talk: (name: string) => `Vous préférez en parler ? Appelez ${name} au`,
  moved: 'Votre demande avait changé avant votre réponse. Voici où elle en est.',
  ended: {
    doctor_gone:
      'Le médecin dont nous vous parlions n’accueille plus de nouveaux patients. Nous en sommes désolés : nous en cherchons un autre.',
    doctor_refused:
      'Ce médecin ne peut finalement pas vous accueillir. Nous en cherchons un autre.',
    household_grew:
      'Votre foyer compte une personne de plus. Nous reposons la question pour vous accueillir tous ensemble.',
    household_refused: 'Votre réponse est notée : nous cherchons un autre médecin.',
    household_silent:
      'Nous n’avons pas eu votre réponse à temps et la place n’est plus gardée. Si la solution vous convenait, appelez-nous.',
    absent:
      'Le cabinet nous dit que le premier rendez-vous n’a pas eu lieu. La coordinatrice vous appelle pour en parler.',
    taken_back:
      'La solution dont nous vous parlions n’est plus possible. Nous en sommes désolés : nous en cherchons une autre.',
    not_found: 'C’est noté : nous cherchons de nouveau un médecin pour vous.',
  },
  keepsPlace: (day: string) => `Vous gardez votre place du ${day}.`,
  onCommonList:
    'Les médecins qui participent voient aussi votre demande, sans votre nom ni votre adresse. L’un d’eux peut vous choisir à tout moment.',
  wider: {
    heading: 'Pouvons-nous chercher un peu plus loin ?',
    text: (nearKm: string, farKm: string) =>
      `Aucun médecin n’a de place pour vous à moins de ${nearKm}\u00a0kilomètres. Nous pouvons demander à ceux qui sont à ${farKm}\u00a0kilomètres au plus.`,
    yes: (farKm: string) => `Oui, jusqu’à ${farKm}\u00a0kilomètres`,
    no: 'Non, restez près de chez moi',
    noCost: (day: string) =>
      `Dire non ne vous coûte rien : vous gardez votre place du ${day}. Dire oui ne vous engage pas non plus.`,
    agreed: (farKm: string) =>
      `Vous êtes d’accord : nous cherchons jusqu’à ${farKm}\u00a0kilomètres.`,
    refused: 'C’est noté : nous cherchons près de chez vous.',
  },
  timeline: {
    asked: 'Un médecin répond',
    askedMore: 'S’il dit non, nous demandons à un autre, sans que vous ayez rien à faire.',
    told: 'La coordinatrice vous en parle',
    youAnswer: 'Vous répondez',
    youAnswerMore: 'Oui ou non, ici ou au téléphone.',
    goesOn: 'Nous continuons à chercher',
    goesOnMore: 'Dès qu’un médecin dit oui, nous vous l’annonçons.',
    agree: 'Vous dites oui ou non',
    agreeMore: 'La place est gardée pour vous le temps que vous répondiez.',
    call: 'Vous appelez le cabinet',
    callMore: 'Nous vous donnons le nom du médecin et comment prendre rendez-vous.',
  },
  firstVisit: {
    heading: 'Pour votre premier rendez-vous',
    call: 'Appelez le cabinet et donnez cette référence : ',
    bring: 'Le jour venu, apportez votre carte Vitale et vos ordonnances, si vous en avez.',
    declare:
      'Demandez au médecin de se déclarer votre médecin traitant. Cela lui prend deux minutes.',
    tell: 'Dites-nous ici que c’est fait.',
  },
  outcome: {
    text: (day: string) =>
      `Dites-le-nous quand vous voulez. Si le cabinet refuse, cela ne vous coûte rien : vous gardez votre place du ${day}.`,
  },
}
