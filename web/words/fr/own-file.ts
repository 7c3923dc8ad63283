import { ownFileLabels } from './own-file-labels.ts'
import { ownFileValues } from './own-file-values.ts'

/** What a household sees of its own file, and how it corrects or erases it. */
export const ownFile = {
  labels: ownFileLabels,
  values: ownFileValues,
  back: 'Revenir à ma demande',
  file: {
    title: 'Ce que nous savons de vous',
    heading: 'Tout ce que nous savons de vous',
    lede: 'Voici ce qui est gardé de votre demande, et rien d’autre. Vous pouvez l’imprimer ou l’enregistrer.',
    print: 'Imprimer',
    download: 'Enregistrer en un fichier (JSON)',
    correct: 'Corriger mes réponses',
    erase: 'Effacer mes réponses',
    nothing: 'Rien.',
    member: (rank: number) => `Personne ${rank}`,
    more: (count: number) => (count === 1 ? '1 ligne' : `${count} lignes`),
    withheld:
      'Ne sont pas montrés : les numéros internes, les empreintes qui servent à retrouver votre demande et dont rien ne se lit, les noms des personnes de l’équipe, et ceux des médecins qui ne vous ont pas été nommés.',
    sections: {
      contact: 'Pour vous joindre',
      home: 'Votre adresse',
      wishes: 'Ce qui compte pour vous',
      members: 'Votre foyer',
      request: 'Votre demande',
      referral: 'Qui vous a inscrit',
      lists: 'Les listes de médecins',
      solutions: 'Les médecins sollicités',
      outcomes: 'La suite',
      messages: 'Ce que nous vous avons envoyé',
      events: 'L’historique',
      todos: 'Ce que l’équipe a à faire pour vous',
      links: 'Vos liens privés',
      traces: 'Qui a lu ou changé votre demande',
    },
  },
  correct: {
    title: 'Corriger mes réponses',
    heading: 'Que voulez-vous corriger ?',
    lede: 'Vous gardez votre date. La coordinatrice voit quelle partie a changé.',
    saved: 'C’est corrigé.',
    save: 'Enregistrer',
    cancel: 'Revenir à mes réponses',
    stale:
      'Votre demande a changé pendant que vous écriviez. Rien n’est perdu : relisez ce qui suit, puis enregistrez de nouveau.',
    change: 'Modifier',
    remove: 'Retirer',
    add: 'Ajouter une personne',
    full: (max: number) =>
      `Un foyer a ${max} personnes au plus ici. Pour un foyer plus grand, appelez-nous.`,
    reachHeading: 'Comment vous joindre ?',
    addressHeading: 'Où habitez-vous ?',
    wishesHeading: 'Qu’est-ce qui compte pour vous ?',
    surveyHeading: 'L’enquête de fin d’année',
    personHeading: (name: string) => `Corriger ${name}`,
    addHeading: 'Qui ajoutez-vous ?',
    addressNote:
      'Si vous avez changé d’adresse, nous regardons de nouveau quels médecins sont près de chez vous.',
    removal: {
      heading: (name: string) => `Retirer ${name} de la demande ?`,
      text: 'Ce que vous avez dit de cette personne est effacé. Les autres gardent leur date.',
      legend: 'Pourquoi ?',
      button: 'Retirer cette personne',
      reasons: {
        a_un_medecin: 'Elle a un médecin traitant',
        ne_vit_plus_la: 'Elle ne vit plus avec nous',
        deces: 'Elle est décédée',
        par_erreur: 'Elle a été inscrite par erreur',
      },
    },
    sections: {
      joindre: 'Vous joindre',
      adresse: 'Votre adresse',
      foyer: 'Votre foyer',
      souhaits: 'Ce qui compte pour vous',
      enquete: 'Enquête de fin d’année',
    },
  },
  erase: {
    goesHeading: 'Ce que nous effaçons',
    goes: [
      'votre nom, votre date de naissance, et ceux des personnes de votre foyer',
      'votre adresse, votre téléphone, votre mail',
      'vos réponses, les listes de médecins, les messages, nos notes',
      'tous vos liens privés, celui-ci compris',
    ],
    staysHeading: 'Ce qui reste, sans votre nom',
    stays: [
      'des dates et des nombres, pour compter les demandes',
      'votre référence, pour savoir qu’elle est effacée',
      'votre commune, si d’autres demandes en viennent',
      'la trace de qui a lu votre demande, 3 ans',
    ],
    doctor:
      'Si un médecin vous attendait, sa page lui dit que vous ne viendrez pas. Elle ne dit pas pourquoi.',
    final: 'On ne peut pas revenir en arrière.',
    keep: 'Pour garder une copie, enregistrez d’abord',
    keepLink: 'tout ce que nous savons de vous',
    done: {
      title: 'C’est effacé',
      heading: 'Vos réponses sont effacées',
      text: (reference: string) =>
        `Il ne reste rien qui dise qui vous êtes. La demande ${reference} est close, et vos liens privés ne s’ouvrent plus.`,
      again:
        'Si vous cherchez de nouveau un médecin traitant, remplissez un nouveau questionnaire ou appelez-nous.',
    },
  },
}
