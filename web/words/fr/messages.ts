import type { RegisteredBy } from '../../../server/referrals/rules.ts'
import { type IsoDay, longDay } from '../dates.ts'

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
  openPage: 'Ouvrir ma page privée',
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
