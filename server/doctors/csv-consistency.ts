import type { Commune } from '../territory/communes.ts'
import { type Refusal, refusal } from './csv-cells.ts'
import type { Column } from './csv-columns.ts'
import type { RowValues } from './csv-row.ts'

type Told = readonly [column: Column, refusal: Refusal]

/** Mainland France and the overseas departments and collectivities under the national health insurance: west, south, east, north. */
const FRANCE: readonly (readonly [number, number, number, number])[] = [
  [-5.2, 41.3, 9.6, 51.1],
  [-61.9, 15.8, -61.0, 16.6],
  [-61.3, 14.3, -60.7, 14.9],
  [-54.7, 2.1, -51.6, 5.8],
  [55.2, -21.4, 55.9, -20.8],
  [45.0, -13.1, 45.4, -12.6],
  [-56.5, 46.7, -56.1, 47.2],
  [-63.2, 17.8, -62.7, 18.2],
]

/** What is wrong between cells that are right one by one; a refused cell is left out of it. */
export function inconsistencies(
  values: RowValues,
  commune: Commune | 'unknown_name' | 'other_postal_code' | undefined,
): Told[] {
  return [
    ...ofCommune(commune),
    ...ofPlace(values),
    ...ofPosition(values),
    ...ofPlaces(values),
    ...ofAges(values),
  ]
}

function ofCommune(commune: Commune | 'unknown_name' | 'other_postal_code' | undefined): Told[] {
  if (commune === 'unknown_name')
    return [['commune', refusal('commune', 'commune inconnue : vérifiez son nom')]]
  if (commune === 'other_postal_code')
    return [
      ['code_postal', refusal('postal_code', 'code postal qui n’est pas celui de la commune')],
    ]
  return []
}

function ofPlace({ address, lon, lat }: RowValues): Told[] {
  const isNowhere = address === '' && lon === null && lat === null
  const reason = 'ni adresse ni position : donnez l’une des deux pour situer le cabinet'
  return isNowhere ? [['adresse', refusal('address', reason)]] : []
}

function ofPosition({ lon, lat }: RowValues): Told[] {
  if (lon === undefined || lat === undefined) return []
  if (lon === null && lat === null) return []
  if (lat === null) return [['lat', refusal('position', 'longitude sans latitude')]]
  if (lon === null) return [['lon', refusal('position', 'latitude sans longitude')]]
  if (isInFrance(lon, lat)) return []
  return isInFrance(lat, lon)
    ? [['lon', refusal('position', 'longitude et latitude inversées (point hors de France)')]]
    : [['lon', refusal('position', 'point hors de France : vérifiez la longitude et la latitude')]]
}

function ofPlaces({ places, aldPlaces, homeVisitPlaces }: RowValues): Told[] {
  const parts: readonly [Column, number | undefined][] = [
    ['places_ald', aldPlaces],
    ['places_visite', homeVisitPlaces],
  ]
  return parts
    .filter(([, part]) => places !== undefined && part !== undefined && part > places)
    .map(([column]) => [
      column,
      refusal('count', 'plus que « places », dont ce nombre est une partie'),
    ])
}

function ofAges({ ageMin, ageMax }: RowValues): Told[] {
  if (ageMin == null || ageMax == null || ageMin <= ageMax) return []
  return [['age_min', refusal('age', 'âge minimal supérieur à l’âge maximal')]]
}

function isInFrance(lon: number, lat: number): boolean {
  return FRANCE.some(
    ([west, south, east, north]) => lon >= west && lon <= east && lat >= south && lat <= north,
  )
}
