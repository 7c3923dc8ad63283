import { fullDay, type IsoDay } from '../dates.ts'

type Team = { name: string; contactName: string; contactPhone: string; contactHours: string }

/** The survey of the year, as a household reads it on its page. */
export const survey = {
  title: 'Votre avis, en six questions',
  lede: ({ name }: { name: string }) =>
    `Vous avez fait appel à la ${name}. Dites-nous comment cela s’est passé : deux minutes suffisent.`,
  anonymous:
    'Vos réponses sont anonymes. Quand vous les envoyez, ce lien est détruit : plus rien ne relie vos réponses à vous.',
  optional: 'Vous pouvez laisser une question de côté.',
  questions: {
    found: 'Avez-vous trouvé un médecin près de chez vous ?',
    ease: 'Était-ce simple de faire la demande ?',
    delay: 'Le temps d’attente vous a paru :',
    help: 'Les médecins proposés vous ont-ils aidé ?',
    welcome: 'Comment notre équipe vous a-t-elle accueilli ?',
    advise: 'Conseilleriez-vous notre aide à un proche ?',
  },
  answers: {
    found: { oui: 'Oui', rendez_vous: 'J’ai un rendez-vous', non: 'Non, pas encore' },
    ease: {
      tres: 'Très simple',
      plutot: 'Plutôt simple',
      pas_trop: 'Pas très simple',
      pas_du_tout: 'Compliqué',
    },
    delay: { court: 'Court', correct: 'Correct', long: 'Trop long' },
    help: {
      oui: 'Oui',
      un_peu: 'Un peu',
      non: 'Non',
      pas_recu: 'On ne m’en a pas proposé',
    },
    welcome: {
      tres_bien: 'Très bien',
      bien: 'Bien',
      mal: 'Pas bien',
      pas_parle: 'Je ne lui ai pas parlé',
    },
    advise: { oui: 'Oui', peut_etre: 'Peut-être', non: 'Non' },
  },
  words: 'Un mot à nous dire ?',
  wordsHint:
    'N’écrivez aucun nom, et rien sur votre santé. Une personne de l’équipe relit avant que d’autres le lisent.',
  send: 'Envoyer mes réponses',
  thanks: 'Merci, vos réponses sont enregistrées',
  thanksMore: 'Elles sont anonymes. Vous n’avez rien d’autre à faire.',
  gone: 'Ce lien n’ouvre plus rien',
  goneMore:
    'Si vous avez déjà répondu, merci : vos réponses sont enregistrées. Sinon, l’enquête est terminée.',
  stop: 'Ne plus recevoir d’enquête',
  stopTitle: 'Ne plus recevoir d’enquête ?',
  stopMore:
    'Vous ne recevrez plus d’enquête de notre part. Votre demande ne change pas : vous gardez votre place et vos messages.',
  stopBack: 'Répondre à l’enquête',
  stopped: 'C’est noté : plus d’enquête',
  stoppedMore: 'Votre demande ne change pas.',
  errors: {
    empty: 'Répondez à une question au moins, celle que vous voulez.',
    words: 'Votre mot est trop long : gardez 600 caractères au plus.',
  },
} as const

/** The messages that carry its link. Never the reference: the answers are anonymous. */
export const surveyMessages = {
  subject: 'Votre avis, en six questions',
  subjectAgain: 'Rappel : votre avis, en six questions',
  asked: ({ name }: Team) =>
    `Vous avez fait appel à la ${name} et accepté de recevoir notre enquête de fin d’année. La voici : six questions, deux minutes.`,
  reminded: ({ name }: Team) =>
    `Vous pouvez encore répondre à l’enquête de fin d’année de la ${name} : six questions, deux minutes. C’est notre seul rappel.`,
  open: 'Donner mon avis',
  anonymous: 'Vos réponses sont anonymes : une fois envoyées, plus rien ne les relie à vous.',
  until: (day: IsoDay) => `Ce lien est à vous. Il sert une fois, jusqu’au ${fullDay(day)}.`,
  stop: 'Vous ne voulez plus d’enquête ? Dites-le ici :',
  stopOpen: 'Ne plus recevoir d’enquête',
  sms: {
    ask: ({ name }: Team) => `${name} : votre avis compte. Six questions anonymes :`,
    remind: ({ name }: Team) => `${name}, rappel : six questions anonymes pour votre avis :`,
    help: ({ contactName, contactPhone }: Team) => `Aide : ${contactName}, ${contactPhone}`,
  },
}
