/** The 56 columns of the extraction, in its order. */
export const COLUMNS = [
  "Type d'identifiant PP",
  'Identifiant PP',
  'Identification nationale PP',
  "Code civilité d'exercice",
  "Libellé civilité d'exercice",
  'Code civilité',
  'Libellé civilité',
  "Nom d'exercice",
  "Prénom d'exercice",
  'Code profession',
  'Libellé profession',
  'Code catégorie professionnelle',
  'Libellé catégorie professionnelle',
  'Code type savoir-faire',
  'Libellé type savoir-faire',
  'Code savoir-faire',
  'Libellé savoir-faire',
  'Code mode exercice',
  'Libellé mode exercice',
  'Numéro SIRET site',
  'Numéro SIREN site',
  'Numéro FINESS site',
  'Numéro FINESS établissement juridique',
  'Identifiant technique de la structure',
  'Raison sociale site',
  'Enseigne commerciale site',
  'Complément destinataire (coord. structure)',
  'Complément point géographique (coord. structure)',
  'Numéro Voie (coord. structure)',
  'Indice répétition voie (coord. structure)',
  'Code type de voie (coord. structure)',
  'Libellé type de voie (coord. structure)',
  'Libellé Voie (coord. structure)',
  'Mention distribution (coord. structure)',
  'Bureau cedex (coord. structure)',
  'Code postal (coord. structure)',
  'Code commune (coord. structure)',
  'Libellé commune (coord. structure)',
  'Code pays (coord. structure)',
  'Libellé pays (coord. structure)',
  'Téléphone (coord. structure)',
  'Téléphone 2 (coord. structure)',
  'Télécopie (coord. structure)',
  'Adresse e-mail (coord. structure)',
  'Code Département (structure)',
  'Libellé Département (structure)',
  'Ancien identifiant de la structure',
  "Autorité d'enregistrement",
  "Code secteur d'activité",
  "Libellé secteur d'activité",
  'Code section tableau pharmaciens',
  'Libellé section tableau pharmaciens',
  'Code rôle',
  'Libellé rôle',
  'Code genre activité',
  'Libellé genre activité',
] as const

export type ColumnName = (typeof COLUMNS)[number]
export type Cells = Partial<Record<ColumnName, string>>

export const HEADER = COLUMNS.join('|')

/** An invented GP in private practice in Lille. */
const GP: Cells = {
  "Type d'identifiant PP": '8',
  'Identifiant PP': '99000000017',
  'Identification nationale PP': '899000000017',
  "Code civilité d'exercice": 'DR',
  "Libellé civilité d'exercice": 'Docteur',
  "Nom d'exercice": 'OSTREVANDE',
  "Prénom d'exercice": 'Nour',
  'Code profession': '10',
  'Libellé profession': 'Médecin',
  'Code catégorie professionnelle': 'C',
  'Libellé catégorie professionnelle': 'Civil',
  'Code savoir-faire': 'SM53',
  'Libellé savoir-faire': 'Spécialiste en Médecine Générale',
  'Code mode exercice': 'L',
  'Libellé mode exercice': 'Libéral, indépendant, artisan, commerçant',
  'Enseigne commerciale site': 'CABINET DE LA TOILE-BISE',
  'Numéro Voie (coord. structure)': '4',
  'Libellé type de voie (coord. structure)': 'Rue',
  'Libellé Voie (coord. structure)': 'DE LA TOILE BISE',
  'Code postal (coord. structure)': '59000',
  'Code commune (coord. structure)': '59350',
  'Libellé commune (coord. structure)': 'Lille',
  'Téléphone (coord. structure)': '03 53 01 01 01',
}

/** One row of the extraction: that GP, but for these cells. `columns` puts them in another order, or leaves some out. */
export function aRow(cells: Cells = {}, columns: readonly ColumnName[] = COLUMNS): string {
  return columns.map((column) => cells[column] ?? GP[column] ?? '').join('|')
}

/** A whole file; `end` closes every line, the header too. */
export function anExtraction(rows: readonly string[], { end = '' }: { end?: string } = {}): string {
  return [HEADER, ...rows].map((line) => `${line}${end}\n`).join('')
}
