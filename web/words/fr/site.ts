/** What stands on every page: header, footer, emergencies, demonstration. */
export const site = {
  product: 'Trait d’union',
  skip: 'Aller au contenu',
  help: 'Aide',
  home: 'Accueil',
  errorPrefix: 'Erreur : ',
  demo: 'Démonstration : aucune personne réelle ne doit être inscrite ici.',
  emergency:
    "En cas d'urgence, appelez le 15 ou le 112, ou le 114 par SMS ; hors urgence, le 116 117",
  emergencyIntro: 'Ce service ne répond pas aux urgences.',
  helpByPhone: 'Aide par téléphone : ',
  yourData: 'Vos données',
  accessibility: 'Accessibilité',
  call: (name: string, phone: string) => `Appeler ${name}, ${phone}`,
}
