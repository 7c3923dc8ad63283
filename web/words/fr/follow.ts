/** The private page: where a request stands, what comes next, what the patient can do. */
export const follow = {
  title: 'Votre demande',
  reference: 'Demande',
  yourReference: 'Votre référence',
  keepReference:
    'Gardez-la pour nous appeler. L’adresse de cette page est votre lien privé : gardez-la aussi, dans vos favoris ou imprimée.',
  thanks: 'Merci, votre demande est bien arrivée',
  next: (day: string) => `Prochaine nouvelle le ${day}.`,
  asks: (day: string) => `Nous vous demanderons où vous en êtes le ${day}.`,
  late: (day: string) =>
    `Nous vous avions promis des nouvelles le ${day} : nous avons pris du retard.`,
  heading: {
    to_locate: 'Nous vérifions votre adresse',
    outside: (commune: string) => `${commune || 'Votre adresse'} est suivie par une autre équipe`,
    already_followed: 'Votre médecin peut devenir votre médecin traitant',
    ready: 'Nous cherchons un médecin pour vous',
    shortlisted: (count: number) =>
      count === 1
        ? 'Un médecin peut vous accueillir'
        : `${capital(countWord(count))} médecins peuvent vous accueillir`,
    proposed: 'Nous avons posé la question à un médecin',
    offered: 'Une solution est possible pour vous',
    agreed: 'C’est entendu, voici votre médecin',
    seen: 'Premier rendez-vous fait',
    declared: 'Vous avez un médecin traitant',
    disputed: 'Nous vérifions où vous en êtes',
    closed: 'Votre demande est close',
    paused: 'Votre recherche est en pause',
  },
  text: {
    to_locate: 'Une personne regarde l’adresse que vous avez donnée. Vous n’avez rien à faire.',
    outside: (territory: string, commune: string) =>
      `La ${territory} cherche des médecins pour les habitants de son territoire. ${commune ? `Pour ${commune}, voici` : 'Voici'} qui peut vous aider.`,
    already_followed:
      'À votre prochaine visite, demandez au médecin que vous voyez de se déclarer votre médecin traitant. Cela lui prend deux minutes, avec votre carte Vitale. Nous le lui demandons aussi.',
    ready: 'Pas encore de médecin. Vous n’avez rien à faire.',
    asked: 'Pas encore de médecin près de chez vous. Votre réponse nous aide à continuer.',
    shortlisted:
      'Appelez le médecin de votre choix pour un premier rendez-vous. Aucun n’est réservé, vous restez libre.',
    proposed: 'Nous attendons sa réponse. Vous n’avez rien à faire.',
    offered: 'La coordinatrice vous appelle pour vous la présenter. Rien n’est décidé sans vous.',
    agreed: 'Appelez le cabinet pour votre premier rendez-vous et donnez votre référence.',
    seen: 'Il reste une étape : que le médecin se déclare votre médecin traitant. Demandez-lui si c’est fait.',
    declared: 'C’est fait. Vous n’avez plus rien à faire ici.',
    disputed: 'Une personne regarde et vous appelle.',
  },
  closed: {
    withdrawn: 'Vous l’avez retirée.',
    moved: 'Vous avez déménagé hors du territoire.',
    found_alone: 'Vous avez trouvé un médecin. Bonne nouvelle.',
    unreachable:
      'Nous avons essayé de vous joindre trois fois. Appelez-nous et elle reprend à sa date.',
    no_solution: 'Nous n’avons pas trouvé de médecin. Appelez-nous : d’autres solutions existent.',
    duplicate: 'Une autre demande de votre foyer est déjà en cours.',
    handed_over: 'Une autre équipe a pris le relais.',
    deceased: 'Il n’y a plus rien à faire.',
    erased: 'Vos réponses ont été effacées.',
  },
  timeline: {
    heading: 'La suite',
    after: (day: string) => `Après le ${day}`,
    goesOn: 'Nous reprenons la recherche',
    goesOnMore: 'Plus tôt, si vous nous le dites.',
    received: 'Demande reçue',
    answer: 'La coordinatrice vous donne des nouvelles',
    answerMore: 'Elle cherche près de chez vous, pour tout votre foyer.',
    before: (day: string) => `Au plus tard ${day}`,
    afterwards: 'Ensuite',
    choose: 'Vous choisissez',
    chooseMore: 'Vous appelez le médecin qui vous convient.',
    rightNow: 'Maintenant',
    otherTeam: 'Une autre équipe suit votre adresse',
    theyAnswer: 'Cette équipe vous répond',
    theyAnswerMore: 'Nous ne cherchons pas de médecin de notre côté.',
    askedDoctor: 'Nous demandons à votre médecin habituel de vous déclarer',
    askedDoctorMore: 'Parlez-lui-en aussi, avec votre carte Vitale.',
    tellUs: 'Dites-nous quand c’est fait',
    tellUsMore: 'S’il ne vous suit plus, dites-le : nous cherchons alors un médecin pour vous.',
  },
  sms: {
    stop: 'Ne plus recevoir de SMS',
    stopped:
      'Nous ne vous envoyons plus de SMS. Si vous changez d’avis, choisissez « Par SMS » dans vos réponses, ou appelez la coordinatrice.',
    barred:
      'Vous avez répondu STOP : nous ne pouvons plus vous envoyer de SMS. Si vous changez d’avis, répondez START au dernier SMS reçu, puis appelez la coordinatrice.',
  },
  paused: (day: string) => `Votre demande est en pause jusqu’au ${day}. Elle garde sa date.`,
  pausedUntil: (day: string) => `Jusqu’au ${day}. Votre demande garde sa date.`,
  resume: 'Reprendre ma recherche',
  privateLink: {
    first: 'Cette page est privée : toute personne qui a son adresse peut la lire.',
    strong: 'Ne la transmettez qu’à une personne de confiance.',
  },
  noNews: (day: string) => `Si vous n’avez pas de nouvelles le ${day}, appelez le`,
  relay: {
    fallback: 'La coordinatrice vous indique qui appeler.',
    notRightHeading: 'Ce n’est pas la bonne adresse ?',
    notRight: 'Les limites passent parfois au milieu d’une rue. Appelez le',
    notRightEnd: ' : une personne vérifie avec vous.',
    or: 'ou',
  },
  list: {
    heading: (day: string) => `Votre liste du ${day}`,
    order:
      'Du plus proche au plus éloigné, à vol d’oiseau. À distance presque égale, le médecin le moins sollicité passe d’abord.',
    yourDoctor: 'Votre médecin',
    sayReference: 'Dites « liste de la CPTS » et donnez cette référence : ',
    print: 'Imprimer cette liste',
  },
  doctor: {
    distance: (km: string) => `à ${km} de chez vous`,
    homeVisit: 'Vient à domicile',
    stepFree: 'Cabinet sans marche',
    languages: (names: string) => `Parle aussi ${names}`,
    wholeHousehold: 'Accueille tout votre foyer',
    welcomes: (names: string) => `Accueille ${names}`,
    toConfirm: 'Demandez s’il y a encore de la place',
    addContact: 'Ajouter aux contacts',
    addContactOf: (name: string) => `Ajouter aux contacts : ${name}`,
    noPhone: 'Pas de téléphone connu : appelez la coordinatrice.',
    and: ' et ',
  },
  outcome: {
    heading: 'Où en êtes-vous ?',
    text: (day: string) =>
      `Dites-le-nous quand vous voulez, et de nouveau si cela change. Un refus ne vous coûte rien : vous gardez votre place du ${day}.`,
    which: 'De quel médecin parlez-vous ?',
    noneInParticular: 'Aucun en particulier',
    allOfThem: 'Tous : refus ou complet',
    whichOne: 'Dites quel médecin a refusé ou est complet, ou choisissez « tous ».',
    forWhom: 'Pour qui ?',
    seenHeading: 'Le médecin est-il déclaré ?',
    seenText:
      'Le médecin le fait avec votre carte Vitale. Si cela n’a pas marché, dites-le : votre demande reprend sa place, à sa date.',
    followedHeading: 'Est-ce fait ?',
    followedText:
      'Dites-le-nous dès que le médecin que vous voyez s’est déclaré, ou s’il ne vous suit plus.',
    declaredHeading: 'Ce n’est pas exact ?',
    declaredText: 'Dites-le : une personne regarde et vous appelle.',
    answers: {
      rendez_vous: 'J’ai un rendez-vous',
      vu: 'J’ai été vu par le médecin',
      declare: 'Il ou elle est déclaré médecin traitant',
      refuse: 'Le cabinet a refusé',
      complet: 'Le cabinet est complet',
      pas_appele: 'Je n’ai pas encore appelé',
      non: 'Finalement, je n’ai pas de médecin',
    },
    answered: 'Vous avez déjà répondu : voici où vous en êtes.',
    changeBelow: 'Vous pouvez changer votre réponse ci-dessous.',
    noted: {
      rendez_vous: 'C’est noté. Revenez nous dire quand vous aurez vu le médecin.',
      vu: 'C’est noté. Il reste une étape : que le médecin se déclare votre médecin traitant.',
      declare: 'Bonne nouvelle, c’est noté. Merci de nous l’avoir dit.',
      refuse: 'C’est noté. Vous gardez votre place, cela ne vous coûte rien.',
      complet: 'C’est noté. Vous gardez votre place, cela ne vous coûte rien.',
      pas_appele: 'C’est noté. Prenez votre temps, vous gardez votre place.',
      non: 'C’est noté. Vous gardez votre place : nous nous occupons de la suite.',
      toujours: 'C’est noté, merci. Nous continuons, et vous gardez votre place.',
    },
  },
  waiting: {
    heading: 'Cherchez-vous toujours ?',
    text: 'Votre demande garde sa place, à sa date. Un bouton suffit pour nous répondre.',
    pausedHeading: 'Votre demande attend votre réponse',
    pausedText:
      'Sans nouvelles de vous, nous l’avons mise en pause. Elle garde sa place et reprend dès que vous le dites.',
    still: 'Je cherche toujours',
    found: 'J’ai trouvé un médecin',
    pause: 'Mettre en pause',
  },
  manage: {
    heading: 'Gérer ma demande',
    renounce: 'Finalement, cela ne me convient pas',
    correct: 'Corriger mes réponses',
    pause: 'Mettre en pause',
    withdraw: 'Retirer ma demande',
    erase: 'Effacer mes réponses',
    access: 'Voir tout ce que vous savez de moi',
  },
  confirm: {
    renounce: {
      heading: 'Cette solution ne vous convient pas ?',
      text: 'La place sert à quelqu’un d’autre et nous cherchons de nouveau. Cela ne vous coûte rien : vous gardez votre date.',
      button: 'Chercher un autre médecin',
    },
    withdraw: {
      heading: 'Voulez-vous retirer votre demande ?',
      text: 'Nous arrêtons de chercher. Vous pourrez nous appeler pour la reprendre, à sa date.',
      button: 'Retirer ma demande',
      found: 'J’ai trouvé un médecin',
    },
    erase: {
      heading: 'Voulez-vous effacer vos réponses ?',
      text: 'Nous arrêtons de chercher et nous effaçons tout ce que vous nous avez dit. On ne peut pas revenir en arrière.',
      button: 'Effacer mes réponses',
    },
    pause: {
      heading: 'Pendant combien de temps ?',
      text: 'Nous arrêtons de chercher pendant ce temps. Votre demande garde sa date.',
      button: 'Mettre en pause',
      legend: 'Durée de la pause',
      months: (count: string) => (count === '1' ? '1 mois' : `${count} mois`),
    },
    cancel: 'Revenir à ma demande',
  },
}

function countWord(count: number): string {
  return ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six'][count] ?? String(count)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
