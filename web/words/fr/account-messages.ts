type Team = { name: string; contactName: string; contactPhone: string; contactHours: string }

/** What somebody invited reads by e-mail. Nothing of any patient. */
export const accountMessages = {
  hello: (name: string) => (name ? `Bonjour ${name},` : 'Bonjour,'),
  subject: ({ name }: Team) => `Votre accès à Trait d’union, avec la ${name}`,
  invited: ({ contactName, name }: Team) =>
    `${contactName}, de la ${name}, vous ouvre un accès à Trait d’union. Vous pourrez inscrire, avec leur accord, des personnes qui cherchent un médecin traitant.`,
  choose:
    'Choisissez votre mot de passe et reliez votre téléphone. Cela prend deux minutes, sur cette page :',
  open: 'Ouvrir mon accès',
  linkLife:
    'Ce lien est à vous seul. Il sert une fois, pendant 7 jours ; il remplace les précédents.',
  notExpected: 'Vous n’attendiez pas ce message ? Ne faites rien, et dites-le-nous.',
}
