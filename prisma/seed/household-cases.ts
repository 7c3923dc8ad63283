import type { TerritorySettings } from '../../server/territory/service.ts'
import type { DemoCommune } from './communes.ts'
import type { SolutionReach } from './load-solutions.ts'

/** Where a request must have got to for the demonstration to show it. */
export type Reach =
  | 'to_locate'
  | 'outside'
  | 'already_followed'
  | 'ready'
  | 'shortlisted'
  | 'seen'
  | 'declared'
  | 'closed'
  | SolutionReach

export type DemoPerson = {
  first: string
  last: string
  age: number
  ald?: 'oui' | 'nsp'
  stays?: true
}

export type HouseholdCase = {
  territory: TerritorySettings['slug']
  reach: Reach
  /** Days since it was registered. */
  daysAgo: number
  at: string
  town: DemoCommune
  people: readonly DemoPerson[]
  km: number
  by: 'sms' | 'courriel' | 'telephone' | 'courrier'
  /** Other answers of the form, by their names in it. */
  answers?: Readonly<Record<string, string>>
}

type Told = readonly [
  reach: Reach,
  daysAgo: number,
  at: string,
  town: DemoCommune,
  km: number,
  by: HouseholdCase['by'],
  people: readonly DemoPerson[],
  answers?: Readonly<Record<string, string>>,
]

// biome-ignore format: one household reads on one or two lines
const grandLille: readonly Told[] = [
  ['declared', 96, '3 rue des Trois-Navettes', 'lille', 3, 'sms', [p('Sidonie Orgevigne', 44)]],
  ['declared', 88, '8 rue du Pigeonnier-Gris-Perle', 'lambersart', 5, 'courriel',
    [p('Noé Hazelmain', 31), p('Wanda Hazelmain', 29), p('Lin Hazelmain', 2)]],
  ['closed', 81, '6 rue des Pavés-de-Pluie', 'lille', 3, 'telephone', [p('Honoré Perlesart', 67)]],
  ['ready', 37, '7 bis rue de la Toile-Bise', 'lille', 1, 'sms', [p('Karim Zouamrane', 57, 'ald')],
    { langue: 'ar', transport: 'a_pied' }],
  ['seen', 24, '11 avenue du Verger-Clair-Obscur', 'lambersart', 5, 'sms',
    [p('Mariam Sissokelé', 38, 'ald'), p('Ilyès Sissokelé', 9)]],
  ['seen', 21, '9 rue du Canal-aux-Feuilles', 'lille', 3, 'courriel', [p('Blaise Filvemare', 52)]],
  ['ready', 16, '5 rue du Beffroi-Dormant', 'lille', 3, 'telephone', [p('Casimir Tissecourt', 79)],
    { lien_possible: 'non' }],
  ['shortlisted', 13, '2 rue du Moulin-Sans-Ailes', 'lille', 5, 'sms', [p('Yolande Quennebeck', 84, 'ald')]],
  ['already_followed', 13, '4 place de la Lanterne-Sourde', 'lille', 3, 'sms', [p('Hélène Argilepré', 61, 'ald')],
    { deja_suivi: 'oui', motif: 'non_dit' }],
  ['ready', 13, '12 boulevard de la Bise-Franche', 'lille', 5, 'sms',
    [p('Rosalie Saulvetaine', 34), p('Malo Saulvetaine', 6), p('Prune Saulvetaine', 1)]],
  ['shortlisted', 12, '10 rue des Gaufres-d’Hiver', 'lambersart', 3, 'courriel', [p('Olga Petroveska', 73)],
    { langue: 'uk' }],
  ['to_locate', 12, '4 rue de la Dernière-Maille', 'lille', 3, 'sms', [p('Tadeusz Kowalindra', 66)], { langue: 'pl' }],
  ['ready', 11, '6 avenue des Houblons-Tardifs', 'lille', 5, 'sms', [p('Inès Quintavelha', 71)], { langue: 'pt' }],
  ['ready', 11, '5 rue du Lièvre-au-Tambour', 'lambersart', 3, 'courrier',
    [p('Anselme Vierive', 88, 'ald', 'stays'), p('Céleste Vierive', 86, '', 'stays')], { rempli_par: 'coordination' }],
  ['shortlisted', 10, '13 rue de la Toile-Bise', 'lille', 3, 'sms', [p('Adèle Brumenoy', 81, 'ald', 'stays')],
    { fauteuil: 'oui', rempli_par: 'proche' }],
  ['already_followed', 10, '8 rue de la Barque-Renversée', 'lambersart', 5, 'courriel',
    [p('Samir Benazzoura', 40), p('Zélie Benazzoura', 39)], { deja_suivi: 'oui' }],
  ['ready', 9, '3 rue du Fil-d’Avoine', 'lille', 10, 'sms', [p('Émeric Wambrelande', 23)],
    { transport: 'velo', motif: 'demenagement' }],
  ['ready', 9, '9 rue de la Brume-au-Lin', 'lille', 3, 'telephone', [p('Diane Linvehove', 69, 'ald', 'stays')],
    { rempli_par: 'professionnel' }],
  ['to_locate', 8, '7 chicorée bleue', 'lille', 3, 'sms', [p('Perceval Ostrevent', 47)]],
  ['ready', 8, '8 rue du Géant-d’Osier', 'lille', 3, 'sms',
    [p('Joséphine Colvebois', 77, 'ald', 'stays'), p('Gaspard Colvebois', 80)], { fauteuil: 'oui' }],
  ['outside', 7, '7 rue du Cerf-Volant-Perdu', 'laMadeleine', 5, 'courriel', [p('Rémi Jonquedrez', 36)]],
  ['ready', 7, '10 rue de la Mare-aux-Étoiles', 'lambersart', 5, 'sms', [p('Thaïs Escautenoy', 27, 'nsp')],
    { motif: 'demenagement', accord_enquete: 'oui' }],
  ['to_locate', 6, '88 rue du Colporteur-de-Lunes', 'lille', 3, 'sms', [p('Mehdi Haddarine', 55, 'ald')], { langue: 'ar' }],
  ['outside', 6, '5 rue du Grenier-aux-Vents', 'lille', 3, 'sms', [p('Victoire Moliquin', 63)]],
  ['ready', 5, '4 ter rue des Trois-Navettes', 'lille', 3, 'courriel',
    [p('Yacine Djemalik', 42), p('Amina Djemalik', 41, 'ald'), p('Jonas Djemalik', 12), p('Nina Djemalik', 8)], { langue: 'en' }],
  ['ready', 5, '11 rue du Moulin-Sans-Ailes', 'lille', 3, 'telephone', [p('Léonie Galvesart', 90, '', 'stays')],
    { rempli_par: 'benevole', lien_possible: 'non' }],
  ['ready', 4, '5 rue de l’Écluse-Muette', 'lille', 5, 'sms', [p('Ulysse Estracourt', 19)], { transport: 'transports' }],
  ['to_locate', 3, 'ferme de la Queue-du-Renard', 'lambersart', 10, 'courriel', [p('Flore Amblevent', 58)]],
  ['ready', 2, '10 rue du Colporteur-de-Lunes', 'lille', 3, 'sms',
    [p('Darius Ferdouzari', 33), p('Maud Ferdouzari', 30)], { langue: 'fa' }],
  ['ready', 1, '3 quai de la Péniche-Endormie', 'lille', 3, 'sms', [p('Clélia Noirevigne', 75)]],
]

// biome-ignore format: one household reads on one or two lines
const lysArmentieres: readonly Told[] = [
  ['closed', 70, '6 rue du Gant-de-Bruyère', 'armentieres', 5, 'telephone', [p('Nestor Lysenlande', 72)]],
  ['ready', 12, '9 rue de la Cloche-d’Étoupe', 'armentieres', 10, 'telephone', [p('Bérénice Toilepré', 83, 'ald', 'stays')],
    { rempli_par: 'professionnel', fauteuil: 'oui' }],
  ['ready', 11, '7 avenue de la Trame-Longue', 'armentieres', 5, 'sms', [p('Achille Verlinbeck', 59, 'ald')]],
  ['already_followed', 10, '8 bis rue du Tisserand-Distrait', 'armentieres', 5, 'courriel', [p('Faustine Iselinerive', 46)],
    { deja_suivi: 'oui' }],
  ['ready', 9, '4 place du Métier-Muet', 'armentieres', 5, 'sms',
    [p('Otto Chicoremain', 37), p('Myriam Chicoremain', 35), p('Théodore Chicoremain', 4)]],
  ['outside', 8, '10 rue du Beffroi-Dormant', 'lille', 5, 'sms', [p('Valère Houblequin', 50)]],
  ['ready', 7, '5 rue de l’Herbe-au-Rouet', 'armentieres', 20, 'telephone', [p('Madeleine Briquemare', 76)],
    { rempli_par: 'proche' }],
  ['to_locate', 6, '4 malt ambré', 'armentieres', 5, 'sms', [p('Edgar Vievent', 64, 'ald')]],
  ['to_locate', 4, '3 chemin de la Frontière-aux-Roseaux', 'armentieres', 5, 'courriel', [p('Ondine Amblepré', 28)]],
  ['ready', 2, '10 quai des Deux-Hérons-Gris', 'armentieres', 3, 'sms', [p('Lubin Filvetaine', 70, '', 'stays')]],
  ['common_list', 41, '11 rue du Malt-Ambré', 'armentieres', 10, 'courriel', [p('Cyprien Wambrequin', 49)]],
  ['common_list', 34, '3 rue de la Gaufrière-de-Fer', 'armentieres', 10, 'sms',
    [p('Romane Hazelrive', 32), p('Isaure Hazelrive', 3)]],
  ['wider', 27, '2 rue du Tisserand-Distrait', 'armentieres', 3, 'courriel', [p('Basile Ostrecourt', 66)]],
  ['accepted', 15, '12 rue de la Cloche-d’Étoupe', 'armentieres', 5, 'sms', [p('Pauline Jonquevent', 74, 'ald')]],
  ['asked', 8, '9 rue du Gant-de-Bruyère', 'armentieres', 5, 'courriel',
    [p('Rachid Tassourani', 45), p('Solène Tassourani', 43)]],
]

/** Invented households of both territories; two of them have waited longer than was promised. */
export const HOUSEHOLD_CASES: readonly HouseholdCase[] = [
  ...inTerritory('grand-lille', grandLille),
  ...inTerritory('lys-armentieres', lysArmentieres),
]

function inTerritory(
  territory: HouseholdCase['territory'],
  told: readonly Told[],
): HouseholdCase[] {
  return told.map(([reach, daysAgo, at, town, km, by, people, answers]) => ({
    territory,
    reach,
    daysAgo,
    at,
    town,
    people,
    km,
    by,
    ...(answers ? { answers } : {}),
  }))
}

/** A person: « Prénom Nom », age, ALD when there is one, `stays` when they cannot go to a practice. */
function p(name: string, age: number, ald: 'ald' | 'nsp' | '' = '', stays?: 'stays'): DemoPerson {
  const [first = '', ...last] = name.split(' ')
  return {
    first,
    last: last.join(' '),
    age,
    ...(ald ? { ald: ald === 'ald' ? 'oui' : 'nsp' } : {}),
    ...(stays ? { stays: true } : {}),
  }
}
