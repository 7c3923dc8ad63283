/** What a page says when it cannot do what was asked: a title, then what to do next. */
export const errors = {
  notFound: {
    title: 'Cette page n’existe pas',
    text: 'L’adresse est peut-être incomplète. Recopiez-la en entier, ou repartez de l’accueil.',
  },
  forbidden: {
    title: 'Cette page ne vous est pas ouverte',
    text: 'Votre compte ne permet pas de la lire. Demandez à la personne qui gère les comptes.',
  },
  otherSite: {
    title: 'Cet envoi ne vient pas de nos pages',
    text: 'Revenez à la page du questionnaire, ou à votre page privée, puis recommencez.',
  },
  linkExpired: {
    title: 'Ce lien n’est plus valable',
    text: 'Appelez-nous : la coordinatrice vous en envoie un nouveau. Votre demande n’est pas perdue.',
  },
  linkErased: {
    title: 'Vos réponses ont été effacées',
    text: 'Il ne reste rien à lire ici. Si vous cherchez de nouveau un médecin traitant, remplissez un nouveau questionnaire ou appelez-nous.',
  },
  sameKeyOtherContent: {
    title: 'Cette demande est déjà enregistrée avec d’autres réponses',
    text: 'La première est gardée. Pour la corriger, appelez-nous : le numéro est en haut de la page.',
  },
  staleVersion: {
    title: 'Quelqu’un a modifié cette fiche avant vous',
    text: 'Rien n’a été écrasé. Relisez la fiche, puis recommencez votre changement.',
  },
  noProfile: {
    title: 'Il manque une chose à votre accès',
    text: 'Personne n’a encore dit où vous travaillez. Demandez à la coordinatrice de vous inviter depuis la page « Adresseurs ».',
  },
  moveRefused: {
    title: 'Cette étape n’est plus possible',
    text: 'La demande a changé entre-temps. Rouvrez-la pour voir où elle en est.',
  },
  whichDoctor: {
    title: 'Quel médecin a refusé ?',
    text: 'Revenez en arrière et choisissez le médecin, ou « tous ont refusé ».',
  },
  distanceReason: {
    title: 'Pourquoi aller plus loin ?',
    text: 'La distance dépasse le choix du foyer. Revenez en arrière et écrivez pourquoi.',
  },
  choiceOutOfDate: {
    title: 'Le classement a changé entre-temps',
    text: 'Un médecin choisi n’est plus disponible pour ce foyer. Revenez à la demande et choisissez de nouveau.',
  },
  householdPaused: {
    title: 'La recherche de ce foyer est en pause',
    text: 'Aucun médecin n’est sollicité pendant la pause. Si le foyer veut reprendre, notez-le sur la page de sa demande.',
  },
  placesTaken: {
    title: 'Il ne reste plus assez de places chez ce médecin',
    text: 'Quelqu’un vient d’y adresser un autre foyer. Rien n’est perdu : revenez à la demande et choisissez un autre médecin.',
  },
  alreadyProposed: {
    title: 'Ce foyer est déjà proposé à ce médecin',
    text: 'Une seule proposition suffit. Rouvrez la demande pour voir où elle en est.',
  },
  tooLarge: {
    title: 'Vos réponses sont trop longues',
    text: 'Revenez en arrière et raccourcissez-les : rien n’a été enregistré.',
  },
  badRequest: {
    title: 'Nous n’avons pas pu lire vos réponses',
    text: 'Revenez en arrière et essayez encore. Vous pouvez aussi nous appeler.',
  },
  tooManyTries: {
    title: 'Trop d’essais en peu de temps',
    text: 'Attendez quelques minutes, puis recommencez. Rien de ce qui est déjà envoyé n’est perdu.',
  },
  unexpected: {
    title: 'Quelque chose n’a pas marché de notre côté',
    text: 'Essayez encore dans quelques minutes. Si cela continue, appelez-nous et donnez la référence ci-dessous.',
  },
  unavailable: {
    title: 'Le service est arrêté pour un moment',
    text: 'Essayez encore dans quelques minutes. Si c’est pressé, appelez-nous.',
  },
}
