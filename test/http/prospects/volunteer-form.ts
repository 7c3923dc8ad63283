import { randomUUID } from 'node:crypto'

type Fields = Record<string, string | string[]>

/** What a doctor sends to volunteer; the same key is the same act. */
export function aVolunteer(fields: Fields = {}): Fields {
  return {
    cle: randomUUID(),
    rpps: '99000000001',
    prenom: 'Nour',
    nom: 'Ostrevande',
    telephone: '03 53 01 02 03',
    courriel: 'nour@example.org',
    cabinet: 'Cabinet des Essais',
    adresse: '4 rue de la Toile-Bise',
    code_postal: '59000',
    commune: 'Lille',
    places: '3',
    accord_coordination: 'oui',
    accord_patients: 'oui',
    ...fields,
  }
}
