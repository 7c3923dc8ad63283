import { type IsoDay, kmText, longDay } from '../dates.ts'

type Team = { name: string; contactName: string; contactPhone: string; contactHours: string }

/** A solution told by a person, aloud or on paper: what the doctor offers first, who they are once the household agrees. */
export const announce = {
  conditions: {
    near: (km: number | null, commune: string) =>
      `à ${[km === null ? '' : `${kmText(km)} de chez vous`, commune].filter(Boolean).join(', à ')}`,
    everyone: (people: number) => `tout le foyer est accueilli, ${people} personnes`,
    homeVisits: 'le médecin vient à domicile',
    stepFree: 'on entre au cabinet sans monter de marche',
    languages: (names: readonly string[]) => `on y parle aussi ${names.join(', ')}`,
  },
  call: {
    announce:
      'J’ai une bonne nouvelle : un médecin peut vous accueillir. Voici ce que je peux vous en dire.',
    choice:
      'Est-ce que cela vous convient ? Si oui, je vous donne son nom tout de suite. Vous pouvez aussi réfléchir.',
    freeChoice:
      'Vous pouvez dire non. Un refus ne vous coûte rien : vous gardez votre place et nous cherchons encore.',
    until: (day: IsoDay) =>
      `Prenez votre temps : le médecin garde la place jusqu’au ${longDay(day)}.`,
    name: 'C’est entendu. Avez-vous de quoi noter ? Voici votre médecin.',
    firstVisit: 'Appelez son cabinet pour un premier rendez-vous, et donnez cette référence.',
    callBack: ({ contactPhone }: Team) => `Vous pouvez aussi me rappeler au ${contactPhone}.`,
  },
  letter: {
    subject: (reference: string) => `Une solution pour votre demande ${reference}`,
    found:
      'Un médecin peut vous accueillir. Nous vous donnons son nom dès que vous nous dites que cela vous convient.',
    what: 'Ce que nous pouvons déjà vous dire :',
    answer: ({ contactName, contactPhone }: Team, day: IsoDay | null) =>
      `Dites-nous oui ou non : appelez ${contactName} au ${contactPhone}${day ? `, avant le ${longDay(day)}` : ''}.`,
    freeChoice: 'Un refus ne vous coûte rien : vous gardez votre place et nous cherchons encore.',
  },
}
