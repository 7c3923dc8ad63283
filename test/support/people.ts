import { randomUUID } from 'node:crypto'
import type { Role } from '../../prisma/generated/enums.ts'
import { invite } from '../../server/accounts/invitation.ts'
import { codeAt, secretOfLink } from '../../server/accounts/totp.ts'
import type { Deps } from '../../server/deps.ts'
import { importTerritory, newTerritorySettings } from '../../server/territory/import.ts'
import type { TerritorySettings } from '../../server/territory/service.ts'
import type { Visitor } from './app.ts'

/** A square around the centre of Lille, about 7 km wide: the whole of an example territory. */
const SQUARE: [number, number][] = [
  [3.01, 50.6],
  [3.11, 50.6],
  [3.11, 50.66],
  [3.01, 50.66],
  [3.01, 50.6],
]

const LILLE = {
  type: 'Feature',
  properties: { code: '59350', nom: 'Lille' },
  geometry: { type: 'Polygon', coordinates: [SQUARE] },
}

/** An example territory made of communes; absent: of one, Lille (59350), drawn as a square. */
export async function aTerritory(
  deps: Deps,
  settings: Partial<TerritorySettings> = {},
  communes: readonly object[] = [LILLE],
): Promise<string> {
  const slug = settings.slug ?? 'grand-lille'
  const imported = await importTerritory(
    deps,
    {
      slug,
      geojson: { type: 'FeatureCollection', features: communes },
      as: 'base',
      settings: {
        ...newTerritorySettings({
          slug,
          name: 'CPTS Grand-Lille (exemple)',
          contactName: 'Inès Belgrain',
          contactPhone: '+33353010024',
          contactEmail: 'coordination@example.org',
          outsideName: 'CPTS voisine (exemple)',
          outsidePhone: '+33353010025',
          mode: 'shortlist',
          isExample: true,
        }),
        ...settings,
      },
      actor: { kind: 'system', id: null },
    },
    deps.now(),
  )
  if (!imported.ok) throw new Error('the example territory is refused')
  return imported.territoryId
}

type DoctorFacts = {
  name?: string
  /** Kilometres north of the home of `anAnswer`. */
  km?: number
  places?: number
  homeVisitPlaces?: number
  confirmedAt?: Date
}

let doctors = 0

/** A volunteer doctor whom patients may be told of; gives the id of their availability. */
export async function aDoctor(
  deps: Deps,
  territoryId: string,
  facts: DoctorFacts = {},
): Promise<string> {
  doctors += 1
  const {
    name = `Exemple${doctors}`,
    km = 1,
    places = 4,
    homeVisitPlaces = 0,
    confirmedAt = deps.now(),
  } = facts
  const { client } = deps.database
  const agreed = {
    coordinationAgreedAt: confirmedAt,
    patientsAgreedAt: confirmedAt,
    volunteerSince: confirmedAt,
    updatedAt: confirmedAt,
  }
  const doctor = await client.doctor.create({
    data: {
      territoryId,
      rpps: String(99_000_000_000 + doctors),
      lastName: name,
      firstName: 'Nour',
      phone: '+33353014107',
      languages: ['fr'],
      ...agreed,
    },
  })
  const practice = await client.practice.create({
    data: {
      territoryId,
      name: `Cabinet ${name}`,
      address: `${doctors} rue des Essais`,
      postalCode: '59000',
      commune: 'Lille',
      inseeCode: '59350',
      lon: 3.06,
      lat: 50.63 + km / 111.2,
      located: 'located',
    },
  })
  const { id } = await client.availability.create({
    data: {
      territoryId,
      doctorId: doctor.id,
      practiceId: practice.id,
      places,
      homeVisitPlaces,
      confirmedAt,
      updatedAt: confirmedAt,
      booking: 'Par téléphone le matin',
    },
  })
  return id
}

/** A new member of the staff opens their account, which signs them in: both factors are proven. */
export async function signIn(
  deps: Deps,
  visitor: Visitor,
  role: Role = 'coordinator',
  territory = 'grand-lille',
): Promise<void> {
  const invited = { role, email: `${randomUUID()}@example.org`, territory, name: 'Inès Belgrain' }
  const token = (await invite(deps, invited, deps.now())).split('/').at(-1) ?? ''
  await visitor
    .post(`/activation/${token}`, {
      mot_de_passe: 'cerf volant miel escabeau',
      code: codeAt(secretOfLink(deps.keys, token), deps.now()),
      secret_professionnel: 'oui',
    })
    .expect(303)
}
