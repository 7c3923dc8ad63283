import { fullDay, type IsoDay } from '../dates.ts'

type Team = { name: string; contactName: string; contactPhone: string; contactHours: string }

/** What a doctor reads in e-mails and SMS. Of patients, nothing but how many wait for a word. */
export const doctorMessages = {
  hello: (lastName: string) => `Bonjour Dr ${lastName},`,
  openPage: 'Ouvrir ma page',
  subjects: {
    availability_ask: 'Vos disponibilités : rien n’a changé ?',
    availability_reminder: 'Rappel : vos disponibilités ont-elles changé ?',
    ending_ask: 'Vos disponibilités s’arrêtent bientôt : continuez-vous ?',
    ending_reminder: 'Rappel : continuez-vous à accueillir de nouveaux patients ?',
    doctor_link: 'Votre nouveau lien',
    doctor_news: 'Du nouveau sur votre page',
    prospect_informed: 'Votre nom dans notre liste, et votre droit de vous y opposer',
  },
  known: ({ name }: Team, day: IsoDay) =>
    `Vous accueillez de nouveaux patients avec la ${name}. Votre dernière réponse date du ${fullDay(day)}. Est-elle toujours juste ?`,
  ending: ({ name }: Team, day: IsoDay) =>
    `Vous accueillez de nouveaux patients avec la ${name} jusqu’au ${fullDay(day)}, le dernier jour que vous nous avez donné. Voulez-vous continuer après ?`,
  neverKnown: ({ name }: Team) =>
    `Vous vous êtes proposé pour accueillir de nouveaux patients avec la ${name}. Il nous manque une chose : combien de personnes, et à quelles conditions.`,
  doubted: ({ name }: Team) =>
    `On nous dit que vous n’accueillez peut-être plus de nouveaux patients. La ${name} préfère vous le demander : où en êtes-vous ?`,
  reminded: 'Nous vous avons déjà écrit et n’avons pas encore votre réponse.',
  lastReminder: ({ contactName }: Team) =>
    `C’est notre dernier message à ce sujet. Sans réponse, ${contactName} vous appelle.`,
  onePress:
    'Si rien n’a changé, un bouton suffit. Sinon, vous changez ce qu’il faut, ou vous faites une pause, sur la même page et sans mot de passe :',
  stopOrGoOn:
    'Pour continuer, vous changez cette date. Si vous vous arrêtez bien ce jour-là, un bouton suffit. C’est sur la même page, sans mot de passe :',
  firstTime: 'Vous le dites en une minute, sur votre page et sans mot de passe :',
  linkLife:
    'Ce lien est à vous seul. Il est valable 14 jours et sert une fois ; il remplace les précédents.',
  goneOn: (day: IsoDay) =>
    `Sans réponse, nous ne vous adressons plus personne à partir du ${fullDay(day)}.`,
  calendarFile: (day: IsoDay) =>
    `La date à retenir, le ${fullDay(day)}, est dans le fichier joint pour votre agenda.`,
  newLink: 'Voici le nouveau lien que vous avez demandé. Il ouvre votre page sans mot de passe :',
  linkLifeNews: 'Ce lien est à vous seul. Il est valable 14 jours et remplace les précédents.',
  waiting: ({ name }: Team, count: number, day: IsoDay) =>
    count === 1
      ? `La ${name} vous pose une question : pouvez-vous accueillir un foyer ? Votre réponse est attendue au plus tard le ${fullDay(day)}.`
      : `La ${name} vous pose ${count} questions : pouvez-vous accueillir ces foyers ? La première réponse est attendue au plus tard le ${fullDay(day)}.`,
  waitingToo: (count: number, day: IsoDay) =>
    count === 1
      ? `Une demande attend aussi votre réponse, au plus tard le ${fullDay(day)}. Elle est en haut de la même page.`
      : `${count} demandes attendent aussi votre réponse, la première au plus tard le ${fullDay(day)}. Elles sont en haut de la même page.`,
  waitingHow:
    'Oui, non, moins de monde, plus tard : un bouton suffit, sur votre page et sans mot de passe. Un refus n’a aucune conséquence.',
  expected: (count: number) =>
    count === 1
      ? 'Un foyer que vous avez accepté est d’accord : il va appeler votre cabinet. Votre page vous dit qui attendre.'
      : `${count} foyers que vous avez acceptés sont d’accord : ils vont appeler votre cabinet. Votre page vous dit qui attendre.`,
  expectedHousehold: {
    subject: (reference: string) => `Un foyer à attendre : demande ${reference}`,
    agreed: (people: number, practice: string) =>
      `${people === 1 ? 'La personne que vous avez acceptée est d’accord' : 'Le foyer que vous avez accepté est d’accord'}${practice ? `, pour ${practice}` : ''} :`,
    person: (name: string, birth: string) => `- ${name}, naissance le ${birth}`,
    phone: (phone: string) => `Téléphone : ${phone}.`,
    noPhone: ({ contactPhone }: Team) =>
      `Nous n’avons pas de téléphone pour ce foyer : appelez-nous au ${contactPhone}.`,
    calls: (reference: string) =>
      `Votre cabinet est appelé pour un premier rendez-vous, avec la référence ${reference}. Il n’y a rien à faire d’ici là.`,
    afterwards:
      'Après le rendez-vous, dites-nous sur votre page si le foyer est venu et si vous êtes son médecin traitant.',
  },
  notAsked: 'Vous n’avez rien demandé ? Ne faites rien, et dites-le-nous.',
  informed: ({ name }: Team) =>
    `La ${name} aide les habitants sans médecin traitant à en trouver un près de chez eux. Pour savoir quels médecins généralistes exercent ici, elle a relevé dans l’Annuaire Santé, le répertoire national public, votre nom, votre numéro RPPS et les coordonnées de votre cabinet.`,
  informedUse:
    'Seule notre équipe les voit, pour vous proposer de participer. Aucun patient ne reçoit votre nom tant que vous n’avez pas accepté. Nous les gardons jusqu’à votre inscription ou votre opposition.',
  informedRights: ({ contactPhone }: Team) =>
    `Vous pouvez les consulter ou les faire corriger au ${contactPhone}, et vous adresser à la CNIL. Vous pouvez vous y opposer quand vous voulez, sans donner de raison, ici :`,
  join: 'Vous voulez participer ? C’est ici, et vous pourrez arrêter quand vous voulez :',
  joinOpen: 'Proposer mes disponibilités',
  objectOpen: 'M’opposer',
  signature: ({ contactName, name }: Team) => `${contactName}, ${name}`,
  askUs: ({ contactPhone, contactHours }: Team) =>
    `Une question, un doute sur ce message ? Appelez le ${contactPhone}, ${contactHours}.`,
  neverAsked: 'Nous ne demandons jamais d’argent ni de mot de passe.',
  calendar: {
    title: ({ name }: Team) => `Mes disponibilités à confirmer (${name})`,
    text: ({ contactName, contactPhone }: Team) =>
      `Vos disponibilités ont six mois. Le lien est dans notre dernier message ; ou appelez ${contactName} au ${contactPhone}.`,
    endText: ({ contactName, contactPhone }: Team) =>
      `C’est le dernier jour que vous nous avez donné. Pour continuer, le lien est dans notre dernier message ; ou appelez ${contactName} au ${contactPhone}.`,
    file: 'disponibilites.ics',
  },
  sms: {
    ask: ({ name }: Team) => `${name} : vos disponibilités ont-elles changé ? Un bouton suffit :`,
    first: ({ name }: Team) =>
      `${name} : dites-nous combien de nouveaux patients vous pouvez accueillir :`,
    ending: ({ name }: Team, day: IsoDay) =>
      `${name} : vous accueillez de nouveaux patients jusqu’au ${fullDay(day)}. Continuez-vous après ?`,
    remindEnding: ({ name }: Team, day: IsoDay) =>
      `${name}, rappel : vous accueillez de nouveaux patients jusqu’au ${fullDay(day)}. Continuez-vous après ?`,
    doubted: ({ name }: Team) => `${name} : accueillez-vous encore de nouveaux patients ?`,
    remind: ({ name }: Team) =>
      `${name}, rappel : vos disponibilités ont-elles changé ? Un bouton suffit :`,
    link: ({ name }: Team) => `${name} : votre nouveau lien.`,
    waiting: ({ name }: Team) =>
      `${name} : une question attend votre réponse sur votre page. Un bouton suffit :`,
    expected: ({ name }: Team) => `${name} : du nouveau sur votre page, qui attendre :`,
    waitingToo: (count: number) =>
      count === 1
        ? 'Une demande attend aussi votre réponse.'
        : `${count} demandes attendent aussi votre réponse.`,
    code: ({ name }: Team, code: string) =>
      `${name} : votre code est ${code}, valable 10 minutes. Ne le donnez à personne.`,
    informed: ({ name }: Team) =>
      `${name} : votre nom vient de l’Annuaire Santé. Pour en savoir plus ou vous y opposer :`,
    help: ({ contactName, contactPhone }: Team) => `Aide : ${contactName}, ${contactPhone}`,
  },
}
