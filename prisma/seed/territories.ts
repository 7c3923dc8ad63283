import type { Feature, FeatureCollection, Polygon } from 'geojson'
import type { LonLat } from '../../server/geo.ts'
import { COMMUNES, type DemoCommune, SHARED_PART_OF_LILLE } from './communes.ts'

/** Settings of an example territory; phones of the range kept for fiction. */
export type TerritorySettings = {
  slug: 'grand-lille' | 'lys-armentieres'
  name: string
  mode: 'shortlist' | 'brokered'
  isExample: true
  referencePrefix: string
  contactName: string
  contactPhone: string
  contactEmail: string
  contactHours: string
  /** Who helps those who live outside. */
  outsideName: string
  outsidePhone: string
  outsideAdvice: string
  bandKm: number
  defaultMaxKm: number
  solicitedFactor: number
  answerWorkingDays: number
  namesInMessages: boolean
}

export type ContourProperties = {
  code: string
  nom: string
  codesPostaux: string[]
  /** Says that the contour is invented. */
  avertissement: string
}

export type Contours = FeatureCollection<Polygon, ContourProperties>

export type DemoTerritory = {
  settings: TerritorySettings
  /** Whole communes. */
  base: Contours
  /** Parts of them that another team follows; null when there is none. */
  subtract: Contours | null
}

const WARNING = 'Contour d’exemple, dessiné pour la démonstration : ce n’est pas le vrai.'
const SHARED_SETTINGS = {
  isExample: true,
  contactHours: 'du lundi au vendredi, de 9 h à 17 h',
  outsideAdvice:
    'Une autre équipe suit votre commune. Appelez ce numéro : elle cherche un médecin traitant près de chez vous.',
  bandKm: 0.5,
  solicitedFactor: 3,
  answerWorkingDays: 10,
  namesInMessages: true,
} as const

const grandLille: TerritorySettings = {
  ...SHARED_SETTINGS,
  slug: 'grand-lille',
  name: 'CPTS Grand-Lille (exemple)',
  mode: 'shortlist',
  referencePrefix: 'GL',
  contactName: 'Maud Vérilande',
  contactPhone: '03 53 01 00 12',
  contactEmail: 'coordination.grand-lille@example.org',
  outsideName: 'Accueil des CPTS voisines (exemple)',
  outsidePhone: '03 53 01 00 47',
  defaultMaxKm: 5,
}

const lysArmentieres: TerritorySettings = {
  ...SHARED_SETTINGS,
  slug: 'lys-armentieres',
  name: 'CPTS Lys-Armentières (exemple)',
  mode: 'brokered',
  referencePrefix: 'LA',
  contactName: 'Gaspard Tillenoy',
  contactPhone: '03 53 01 00 36',
  contactEmail: 'coordination.lys-armentieres@example.org',
  outsideName: 'Accueil des CPTS de la plaine (exemple)',
  outsidePhone: '03 53 01 00 58',
  defaultMaxKm: 10,
}

/** Both example territories, one per mode, with contours ready to import. Lille is cut in two between teams. */
export const TERRITORIES: readonly DemoTerritory[] = [
  {
    settings: grandLille,
    base: collection([wholeCommune('lille'), wholeCommune('lambersart')]),
    subtract: collection([
      contour('lille', 'Lille, partie suivie par une autre CPTS (exemple)', SHARED_PART_OF_LILLE),
    ]),
  },
  { settings: lysArmentieres, base: collection([wholeCommune('armentieres')]), subtract: null },
]

function wholeCommune(commune: DemoCommune): Feature<Polygon, ContourProperties> {
  return contour(commune, COMMUNES[commune].name, COMMUNES[commune].contour)
}

function contour(
  commune: DemoCommune,
  nom: string,
  ring: readonly LonLat[],
): Feature<Polygon, ContourProperties> {
  const { inseeCode, postalCode } = COMMUNES[commune]
  return {
    type: 'Feature',
    properties: { code: inseeCode, nom, codesPostaux: [postalCode], avertissement: WARNING },
    geometry: { type: 'Polygon', coordinates: [ring.map(([lon, lat]) => [lon, lat])] },
  }
}

function collection(features: Contours['features']): Contours {
  return { type: 'FeatureCollection', features }
}
