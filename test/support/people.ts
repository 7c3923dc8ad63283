import { randomUUID } from 'node:crypto'
import type { Role } from '../../prisma/generated/enums.ts'
import { activate, findInvited } from '../../server/accounts/activation.ts'
import { invite } from '../../server/accounts/invitation.ts'
import { codeAt } from '../../server/accounts/totp.ts'
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

/** An example territory made of one commune, Lille (59350), drawn as a square. */
export async function aTerritory(
  deps: Deps,
  settings: Partial<TerritorySettings> = {},
): Promise<string> {
  const slug = settings.slug ?? 'grand-lille'
  const imported = await importTerritory(
    deps,
    {
      slug,
      geojson: {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { code: '59350', nom: 'Lille' },
            geometry: { type: 'Polygon', coordinates: [SQUARE] },
          },
        ],
      },
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

/** Signs a new member of the staff in, with both factors. */
export async function signIn(
  deps: Deps,
  visitor: Visitor,
  role: Role = 'coordinator',
  territory = 'grand-lille',
): Promise<void> {
  const email = `${randomUUID()}@example.org`
  const password = 'cerf volant miel escabeau'
  const token =
    (await invite(deps, { role, email, territory, name: 'Inès Belgrain' }, deps.now()))
      .split('/')
      .at(-1) ?? ''
  const invited = await findInvited(deps, token)
  if (!invited) throw new Error('the activation link opens nothing')
  const now = deps.now()
  await activate(deps, invited, { password, code: codeAt(invited.secret, now), now })
  await visitor.post('/connexion', { courriel: email, mot_de_passe: password }).expect(303)
  const code = codeAt(invited.secret, new Date(now.getTime() + 30_000))
  await visitor.post('/connexion/code', { code }).expect(303)
}
