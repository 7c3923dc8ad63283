import { stringify } from 'csv-stringify/sync'
import type { LonLat } from '../../server/geo.ts'
import { COMMUNES, type DemoCommune } from './communes.ts'
import { along } from './ground.ts'
import { STREETS, type Street } from './streets.ts'

/** An invented address, as the Base Adresse Nationale would hold it. */
export type DemoAddress = {
  commune: DemoCommune
  number: number
  suffix: '' | 'bis' | 'ter'
  street: string
  position: LonLat
}

/** Columns of a BAN file, in its order. */
const BAN_COLUMNS = [
  'id',
  'id_fantoir',
  'numero',
  'rep',
  'nom_voie',
  'code_postal',
  'code_insee',
  'nom_commune',
  'code_insee_ancienne_commune',
  'nom_ancienne_commune',
  'x',
  'y',
  'lon',
  'lat',
  'type_position',
  'alias',
  'nom_ld',
  'libelle_acheminement',
  'nom_afnor',
  'source_position',
  'source_nom_voie',
  'certification_commune',
  'cad_parcelles',
] as const

/** Metres from the middle of the road to a front door. */
const TO_THE_DOOR = 9
/** A bis stands this much further along than its number, a ter twice as much, as a share of the gap between doors. */
const SUFFIX_SHARE = { '': 0, bis: 0.3, ter: 0.6 } as const

/** Every invented address, street by street, then by number. */
export const ADDRESSES: readonly DemoAddress[] = STREETS.flatMap(housesOf)

/** Three addresses to type in the demonstration, as the README gives them. */
export const README_ADDRESSES = {
  /** In the territory: a list can be made. */
  inside: { adresse: '14 rue de la Toile-Bise', code_postal: '59000', commune: 'Lille' },
  /** Another town: the page says who follows it. */
  outside: { adresse: '5 avenue des Nuages-Bas', code_postal: '59110', commune: 'La Madeleine' },
  /** In Lille, fifty metres from the border: a person decides. */
  doubtful: { adresse: '6 rue de la Dernière-Maille', code_postal: '59000', commune: 'Lille' },
} as const

/** The text of a BAN file (23 columns, `;`) of every invented address, for the importer of real ones. */
export function demoBanCsv(): string {
  const rows = ADDRESSES.map(banRow)
  return stringify(rows, { header: true, columns: [...BAN_COLUMNS], delimiter: ';' })
}

/** « 14 Rue de la Toile-Bise », « 7 bis Rue … ». */
export function streetLine({ number, suffix, street }: DemoAddress): string {
  return suffix ? `${number} ${suffix} ${street}` : `${number} ${street}`
}

function housesOf(street: Street): DemoAddress[] {
  const numbers = Array.from({ length: street.houses }, (_, i) => i + 1)
  return numbers.flatMap((number) => {
    const suffixes = ['', ...(street.repeated?.[number] ?? [])] as const
    return suffixes.map((suffix) => house(street, number, suffix))
  })
}

function house(street: Street, number: number, suffix: DemoAddress['suffix']): DemoAddress {
  const share = (number - 0.5 + SUFFIX_SHARE[suffix]) / street.houses
  const aside = number % 2 === 0 ? TO_THE_DOOR : -TO_THE_DOOR
  const { place } = COMMUNES[street.commune]
  return {
    commune: street.commune,
    number,
    suffix,
    street: street.name,
    position: place(along(street.from, street.to, { share, aside })),
  }
}

/** Lambert-93 columns stay empty, as they may in a real file; the source says that it is a demonstration. */
function banRow(address: DemoAddress): Partial<Record<(typeof BAN_COLUMNS)[number], string>> {
  const { inseeCode, postalCode, name } = COMMUNES[address.commune]
  const [lon, lat] = address.position
  return {
    id: banKey(address, inseeCode),
    numero: String(address.number),
    rep: address.suffix,
    nom_voie: address.street,
    code_postal: postalCode,
    code_insee: inseeCode,
    nom_commune: name,
    lon: String(lon),
    lat: String(lat),
    type_position: 'entrée',
    libelle_acheminement: plainCapitals(name),
    nom_afnor: plainCapitals(address.street),
    source_position: 'demonstration',
    source_nom_voie: 'demonstration',
    certification_commune: '0',
  }
}

/** Interoperability key: commune, street code of six characters, number on five digits, suffix. */
function banKey(address: DemoAddress, inseeCode: string): string {
  const rank = STREETS.findIndex(
    ({ commune, name }) => commune === address.commune && name === address.street,
  )
  const street = `demo${String(rank + 1).padStart(2, '0')}`
  const number = String(address.number).padStart(5, '0')
  return [inseeCode, street, number, address.suffix].filter(Boolean).join('_')
}

function plainCapitals(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
}
