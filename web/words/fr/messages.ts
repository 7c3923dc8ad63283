import type { RegisteredBy } from '../../../server/referrals/rules.ts'
import { type IsoDay, longDay } from '../dates.ts'
import { news, newsSubjects } from './news.ts'

type Team = { name: string; contactName: string; contactPhone: string; contactHours: string }

/** Texts of e-mails, SMS, letters and calls. Rule 8 of server/README.md: nothing about health, age or distance. */
export const messages = {
  hello: 'Bonjour,',
  /** Stands for the link where it is not made yet. */
  privateLink: '« lien privé »',
  subjects: {
    request_received: (reference: string) => `Votre demande ${reference} est enregistrée`,
    request_outside: (reference: string) => `Qui suit votre demande ${reference}`,
    shortlist: (reference: string) => `Du nouveau pour votre demande ${reference}`,
    link_again: (reference: string) => `Le lien de votre demande ${reference}`,
    solution_found: (reference: string) => `Du nouveau pour votre demande ${reference}`,
    solution_reminder: (reference: string) => `Votre réponse pour la demande ${reference}`,
    solution_agreed: (reference: string) => `C’est entendu pour votre demande ${reference}`,
    solution_gone: (reference: string) => `Un changement pour votre demande ${reference}`,
    appointment_reminder: (reference: string) => `Avez-vous pu appeler ? Demande ${reference}`,
    wider_ask: (reference: string) => `Une question pour votre demande ${reference}`,
    ...newsSubjects,
  },
  received: (reference: string) =>
    `Votre demande est bien enregistrée. Sa référence : ${reference}.`,
  /** Who registered a person, as a kind of professional and nothing more. */
  registeredBy: {
    pharmacy: 'Votre pharmacie vous a inscrit, avec votre accord.',
    doctor: 'Un médecin vous a inscrit, avec votre accord.',
    nurse: 'Votre infirmière ou infirmier vous a inscrit, avec votre accord.',
    physiotherapist: 'Votre kinésithérapeute vous a inscrit, avec votre accord.',
    cpam: 'La CPAM vous a inscrit, avec votre accord.',
    msa: 'La MSA vous a inscrit, avec votre accord.',
    ccas: 'Le CCAS vous a inscrit, avec votre accord.',
    care_centre: 'Un centre de soins vous a inscrit, avec votre accord.',
    professional: 'Un professionnel vous a inscrit, avec votre accord.',
  } satisfies Record<RegisteredBy, string>,
  notAgreed: ({ contactPhone }: { contactPhone: string }) =>
    `Vous n’êtes pas d’accord ? Dites-le sur votre page ou au ${contactPhone} : la demande s’arrête.`,
  nextStep: (day: IsoDay) => `Prochaine nouvelle le ${longDay(day)}.`,
  yourPage: 'Vous suivez votre demande sur votre page privée :',
  keepLink: 'Gardez ce lien pour vous : il ouvre votre demande sans mot de passe.',
  outside: (name: string) => `Votre adresse est suivie par une autre équipe : ${name}.`,
  callOutside: (phone: string) => `Appelez le ${phone}.`,
  outsideDoubt: (reference: string) =>
    `Vous pensez que nous nous trompons d’adresse ? Appelez-nous. Votre demande ${reference} est ici :`,
  oneDoctor: (reference: string) =>
    `Il y a du nouveau pour votre demande ${reference}. Appelez ce médecin pour un premier rendez-vous :`,
  severalDoctors: (reference: string) =>
    `Il y a du nouveau pour votre demande ${reference}. Appelez le médecin de votre choix pour un premier rendez-vous :`,
  listOnPage: (reference: string) =>
    `Il y a du nouveau pour votre demande ${reference}. Tout est sur votre page privée :`,
  freeChoice: 'Vous restez libre. Un refus ne vous coûte rien : vous gardez votre place.',
  tellUs: 'Dites-nous si vous avez trouvé, sur votre page privée :',
  tellUsByPhone: ({ contactPhone }: { contactPhone: string }) =>
    `Dites-nous si vous avez trouvé, au ${contactPhone}.`,
  linkAgain: (reference: string) =>
    `Voici un nouveau lien vers votre demande ${reference}. Ceux que vous avez déjà marchent encore.`,
  solutionFound: (reference: string) =>
    `Il y a du nouveau pour votre demande ${reference}. Rien n’est décidé sans vous.`,
  answerOnPage: 'Tout est expliqué sur votre page privée, où vous dites oui ou non :',
  answerByPhone: ({ contactName, contactPhone }: Team) =>
    `Dites oui ou non à ${contactName}, au ${contactPhone}.`,
  answerBy: (day: IsoDay) => `Répondez au plus tard le ${longDay(day)} à 18 h.`,
  orCallUs: ({ contactName, contactPhone }: Team) =>
    `Vous préférez en parler ? Appelez ${contactName} au ${contactPhone}.`,
  callUs: ({ contactName, contactPhone }: Team) => `Appelez ${contactName} au ${contactPhone}.`,
  solutionReminder: (reference: string) =>
    `Nous vous avons écrit au sujet de votre demande ${reference}, et nous n’avons pas encore votre réponse.`,
  offer: {
    office: (km: string | null, commune: string) =>
      km
        ? `Un médecin peut vous accueillir, à ${km} de chez vous à vol d’oiseau, à ${commune}.`
        : `Un médecin peut vous accueillir, à ${commune}.`,
    whole_household: 'Il accueille tout votre foyer.',
    home_visit: 'Il vient à domicile.',
    step_free: 'On entre dans son cabinet sans monter de marche.',
  },
  solutionAgreed: (reference: string) =>
    `C’est entendu. Appelez ce médecin pour un premier rendez-vous et donnez votre référence, ${reference} :`,
  solutionAgreedOnPage: (reference: string) =>
    `C’est entendu pour votre demande ${reference}. Vous pouvez prendre un premier rendez-vous.`,
  isOnPage: 'Qui appeler, et comment : tout est sur votre page privée :',
  ifRefused: 'Si le cabinet refuse, dites-le-nous : vous gardez votre place et nous reprenons.',
  yourPageToo: 'Tout est aussi sur votre page privée :',
  tellUsWhere: ({ contactPhone }: { contactPhone: string }) =>
    `Dites-nous où vous en êtes, au ${contactPhone}.`,
  solutionGone: (reference: string) =>
    `La solution dont nous vous parlions pour votre demande ${reference} n’est plus possible. Nous en sommes désolés. Vous n’avez rien à faire : vous gardez votre place et nous continuons à chercher.`,
  appointmentReminder: (reference: string) =>
    `Avez-vous pu appeler le cabinet pour un premier rendez-vous ? Donnez-lui votre référence, ${reference}.`,
  tellUsHow:
    'Son numéro est sur votre page privée. Dites-nous aussi où vous en êtes, en un bouton :',
  widerAsk: (reference: string) =>
    `Nous cherchons toujours pour votre demande ${reference}, et nous avons une question à vous poser pour continuer. Vous êtes libre de dire non : vous gardez votre place.`,
  questionOnPage: 'Elle est sur votre page privée, et se répond en un bouton :',
  openPage: 'Ouvrir ma page privée',
  news,
  doctor: (name: string) => `Dr ${name}`,
  signature: ({ contactName, name }: Team) => `${contactName}, ${name}`,
  askUs: ({ contactPhone, contactHours }: Team) =>
    `Une question, un doute sur ce message ? Appelez le ${contactPhone}, ${contactHours}.`,
  neverAsked: 'Nous ne demandons jamais d’argent ni de mot de passe.',
  sms: {
    received: ({ name }: Team, reference: string) =>
      `${name} : votre demande ${reference} est enregistrée.`,
    outside: ({ name }: Team, who: string) => `${name} : votre adresse est suivie par ${who}.`,
    news: ({ name }: Team, reference: string) =>
      `${name} : du nouveau pour votre demande ${reference}.`,
    call: ({ name }: Team, reference: string) =>
      `${name}, demande ${reference}. Vous pouvez appeler :`,
    answer: ({ name }: Team, reference: string) =>
      `${name} : nous attendons votre réponse pour la demande ${reference}.`,
    agreed: ({ name }: Team, reference: string) =>
      `${name}, demande ${reference} : c’est entendu. Vous pouvez appeler :`,
    agreedOnPage: ({ name }: Team, reference: string) =>
      `${name} : c’est entendu pour votre demande ${reference}. Qui appeler :`,
    gone: ({ name }: Team, reference: string) =>
      `${name} : un changement pour votre demande ${reference}. Vous gardez votre place.`,
    called: ({ name }: Team, reference: string) =>
      `${name} : avez-vous pu appeler le cabinet ? Votre référence : ${reference}.`,
    question: ({ name }: Team, reference: string) =>
      `${name} : une question pour votre demande ${reference}.`,
    linkAgain: ({ name }: Team, reference: string) =>
      `${name} : le lien de votre demande ${reference}.`,
    page: (link: string) => `Votre page : ${link}`,
    help: ({ contactName, contactPhone }: Team) => `Aide : ${contactName}, ${contactPhone}`,
  },
  call: {
    greeting: ({ contactName, name }: Team) => `Bonjour, ${contactName}, de la ${name}.`,
    oneDoctor: 'J’ai un médecin à vous proposer près de chez vous. Avez-vous de quoi noter ?',
    severalDoctors: (count: number) =>
      `J’ai ${count} médecins à vous proposer près de chez vous. Avez-vous de quoi noter ?`,
    ranks: [
      'Premier choix',
      'Deuxième choix',
      'Troisième choix',
      'Quatrième choix',
      'Cinquième choix',
    ],
    later: 'Autre choix',
    freeChoice:
      'Vous appelez qui vous voulez. Si l’un refuse, ce n’est pas grave : dites-le-moi, vous gardez votre place.',
    giveReference: (reference: string) => `Votre référence, si on vous la demande : ${reference}.`,
    nextCall: (day: IsoDay) =>
      `Je vous rappelle le ${longDay(day)} pour savoir si vous avez trouvé. Cela vous convient ?`,
    callBack: ({ contactPhone }: Team) => `Vous pouvez aussi me rappeler au ${contactPhone}.`,
  },
}
