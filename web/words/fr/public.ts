/** The error page, the information notice and the accessibility statement. */
export const publicPages = {
  error: {
    reference: 'Référence à donner : ',
    home: 'Revenir à l’accueil',
    callHeading: 'Besoin d’aide ?',
  },
  information: {
    title: 'Vos données',
    heading: 'Ce que nous faisons de vos réponses',
    lede: 'Cette page dit ce que nous demandons, pourquoi, qui le lit, combien de temps, et comment le corriger ou l’effacer.',
    why: {
      heading: 'Pourquoi nous les demandons',
      text: (territory: string) =>
        `Pour chercher avec vous un médecin traitant près de chez vous. La ${territory} en est responsable. C’est une mission d’accès aux soins : elle ne repose pas sur votre accord, et vous pouvez vous y opposer à tout moment.`,
      optional:
        'L’enquête de satisfaction demande votre accord, à part. La refuser ne change rien à la recherche.',
    },
    what: {
      heading: 'Ce que nous demandons',
      items: [
        'votre nom, votre prénom et votre date de naissance, pour chaque personne du foyer',
        'votre adresse, pour mesurer la distance jusqu’aux cabinets',
        'un téléphone ou un mail, pour vous donner des nouvelles',
        'si vous avez une affection de longue durée et si vous pouvez vous déplacer, pour connaître l’urgence et les visites à domicile',
        'ce qui compte pour vous : distance, langue, accès en fauteuil, façon de vous joindre',
      ],
      never:
        'Nous ne demandons ni numéro de sécurité sociale, ni justificatif, ni ressources, ni origine.',
    },
    who: {
      heading: 'Qui les lit',
      coordinator: (territory: string) =>
        `La coordinatrice de la ${territory} et la personne qui la remplace. Elles se sont engagées par écrit au secret, et chaque lecture est notée.`,
      doctors: 'Les médecins ne lisent ni votre nom ni votre adresse avant que vous les appeliez.',
      nobody: 'Personne d’autre. Vos réponses ne sont ni vendues ni utilisées pour autre chose.',
    },
    services: {
      heading: 'Les services qui nous aident',
      geocoderService: (host: string) =>
        `Pour placer votre adresse sur la carte, nous l’envoyons à ${host}, sans votre nom.`,
      geocoderAuto: (host: string) =>
        `Pour placer votre adresse sur la carte, nous l’envoyons à ${host}, sans votre nom. Quand ce service ne répond pas, nous la cherchons dans nos propres fichiers.`,
      geocoderOffline:
        'Votre adresse est placée sur la carte par nos propres fichiers : elle n’est envoyée à personne.',
      mail: (host: string) => `Nos mails partent par ${host}.`,
      secureMail: (host: string) =>
        `Quand vous acceptez un médecin, il reçoit votre nom, votre date de naissance, votre téléphone et votre référence par la messagerie sécurisée des professionnels de santé (${host}), et par elle seule.`,
      sms: (name: string) => `Nos SMS partent par ${name}.`,
      noMessages: 'Aucun message ne part de ce serveur.',
      messages: 'Un message ne dit jamais rien de votre santé.',
      map: (host: string) =>
        `Le fond de carte de la coordinatrice vient de ${host}, par notre serveur : il ne sait ni qui vous êtes ni où vous habitez.`,
      routing: (host: string) =>
        `Pour estimer le trajet jusqu’aux médecins, nous envoyons la position de votre domicile à ${host}, sans votre nom ni votre adresse.`,
      noTracker: 'Aucune mesure d’audience, aucune publicité, aucun traceur.',
    },
    retention: {
      heading: 'Combien de temps',
      caption: 'Durée de conservation',
      what: 'Ce qui est gardé',
      howLong: 'Jusqu’à quand',
    },
    need: {
      heading: 'Dans quel ordre nous cherchons',
      intro: 'Les foyers sont servis par besoin, puis par date de demande :',
      items: [
        'A : une affection de longue durée et l’impossibilité de se déplacer',
        'B : l’une des deux',
        'C : une personne de 70 ans ou plus',
        'D : les autres foyers',
      ],
      household: 'Un foyer prend le besoin le plus fort de ses membres, et reste ensemble.',
    },
    ranking: {
      heading: 'Comment nous choisissons les médecins',
      eligible:
        'Seuls les médecins qui peuvent vous accueillir sont proposés : places libres, âge, visites à domicile, accès en fauteuil, distance que vous avez choisie.',
      order: (bandKm: string) =>
        bandKm === '0'
          ? 'Ils sont classés du plus proche au plus éloigné, à vol d’oiseau.'
          : `Ils sont classés du plus proche au plus éloigné, à vol d’oiseau, par tranches de ${bandKm} km. Dans une tranche passent d’abord ceux qui ont confirmé leurs places depuis moins de six mois, puis ceux qui parlent votre langue, puis les moins sollicités.`,
      paid: 'Personne ne paie pour être dans cette liste ni pour y monter. Vous restez libre de votre choix.',
    },
    rights: {
      heading: 'Vos droits',
      text: 'Vous pouvez voir, corriger ou effacer vos réponses, et vous opposer à leur usage, en appelant la coordinatrice. Depuis votre page privée, vous pouvez mettre la demande en pause ou la retirer.',
      dpo: 'Pour une question sur vos données : ',
      authority: 'Si nous ne répondons pas, vous pouvez écrire à la CNIL : ',
    },
  },
  accessibility: {
    title: 'Accessibilité',
    heading: 'Accessibilité de ce service',
    status:
      'Accessibilité : non conforme. Le service est construit pour être conforme au RGAA, mais aucun audit n’a encore été fait par un tiers.',
    builtHeading: 'Ce que nous avons prévu',
    built: [
      'Tout marche au clavier, et sans JavaScript pour les patients.',
      'Chaque champ a son nom, son aide et son message quand il manque quelque chose.',
      'Aucune information ne tient à la couleur seule.',
      'Les pages se lisent sur un écran de 320 pixels de large et agrandies quatre fois.',
      'Tout ce que la carte montre est aussi écrit en liste.',
    ],
    weakHeading: 'Ce qui reste difficile',
    weak: [
      'Les pages n’existent qu’en français.',
      'La carte de la coordinatrice se lit mal avec un lecteur d’écran : la liste à côté dit la même chose.',
    ],
    helpHeading: 'Vous êtes bloqué ?',
    help: 'Appelez la coordinatrice : elle remplit le questionnaire avec vous et lit votre liste.',
    defender: 'Si personne ne vous répond, vous pouvez saisir le Défenseur des droits : ',
  },
}
