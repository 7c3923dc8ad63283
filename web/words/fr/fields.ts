/** What is missing in a field and how to mend it. The schema of the form names a key. */
export const fields = {
  summary: (count: number) =>
    count === 1 ? 'Un point à corriger' : `${countWord(count)} points à corriger`,
  flag: 'Erreur : ',
  street: 'Indiquez votre numéro et votre rue, par exemple 14 rue des Lilas.',
  commune: 'Indiquez votre commune. Si vous hésitez, écrivez le nom que vous utilisez.',
  postcode: 'Un code postal a 5 chiffres, par exemple 59000. Vous pouvez aussi laisser vide.',
  reach: 'Indiquez un téléphone ou un mail : l’un des deux suffit.',
  phone: 'Indiquez un numéro à 10 chiffres, par exemple 06 39 98 12 34.',
  phoneShort: (missing: number) =>
    missing === 1
      ? 'Il manque un chiffre. Un numéro en a 10, par exemple 06 39 98 12 34.'
      : `Il manque ${missing} chiffres. Un numéro en a 10, par exemple 06 39 98 12 34.`,
  mail: 'Un mail contient une arobase et un point, par exemple nom@example.org.',
  firstName: 'Écrivez le prénom de cette personne.',
  lastName: 'Écrivez le nom de cette personne.',
  birth: 'Indiquez le jour, le mois et l’année de naissance, par exemple 27 3 1948.',
  birthImpossible: 'Cette date n’existe pas. Vérifiez le jour et le mois, par exemple 27 3 1948.',
  birthFuture: 'Cette date est dans le futur. Vérifiez l’année, par exemple 1948.',
  birthTooOld: 'Vérifiez l’année de naissance : elle a 4 chiffres, par exemple 1948.',
  ald: 'Dites s’il y a une affection de longue durée. « Je ne sais pas » convient.',
  travel: 'Dites si cette personne peut se rendre dans un cabinet.',
  members: 'Ajoutez au moins une personne qui cherche un médecin traitant.',
  membersMany: (max: number) =>
    `Un questionnaire prend ${max} personnes au plus. Pour un foyer plus grand, appelez-nous.`,
  distance: 'Choisissez jusqu’où vous pouvez aller, par exemple 5 km.',
  choose: 'Choisissez une réponse.',
  channel: 'Choisissez comment recevoir nos nouvelles.',
  channelPhone: 'Pour des nouvelles par téléphone ou par SMS, indiquez votre numéro.',
  channelMail: 'Pour des nouvelles par mail, indiquez votre adresse mail.',
  language: 'Choisissez une langue dans la liste.',
  tooLong: (max: number) => `Raccourcissez cette réponse à ${max} caractères.`,
  key: 'Rechargez la page, puis renvoyez vos réponses.',
}

function countWord(count: number): string {
  return ['Zéro', 'Un', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six'][count] ?? String(count)
}
