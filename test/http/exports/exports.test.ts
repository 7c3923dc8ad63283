import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { insertShortlist } from '../../../server/shortlists/store.ts'
import { aDeps, NOW } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'
import { day, filesOf } from './files.ts'
import { aMember, aStoredRequest } from './support.ts'

const database = await aDatabase()
const deps = aDeps(database)
let territoryId = ''

beforeEach(async () => {
  territoryId = await aTerritory(deps)
})

const { lines } = filesOf(deps, () => territoryId)

describe('B9: the answers, one line for each person', () => {
  test('every answer of the questionnaire is there, in words, with dates and phones that can be read', async () => {
    const { reference } = await aStoredRequest(
      deps,
      territoryId,
      { registeredAt: day('2026-11-12') },
      {
        members: [
          aMember,
          {
            lastName: 'Azouline',
            firstName: 'Émile',
            birthDate: '2019-06-01',
            ald: null,
            canTravel: true,
          },
        ],
      },
    )
    const [first, second, ...others] = await lines('demandes')
    expect(others).toEqual([])
    expect(first).toEqual({
      reference,
      etat: 'À orienter',
      motif_de_cloture: '',
      besoin: 'A',
      territoire: 'Dans le territoire',
      territoire_decide_par: '',
      territoire_raison: '',
      recue_le: '2026-11-12',
      prochaine_etape_le: '2026-12-01',
      source: 'PH-12',
      rempli_par: 'un proche',
      adresse: '14 rue de la Toile-Bise',
      code_postal: '59000',
      commune: 'Lille',
      adresse_trouvee: '14 Rue de la Toile-Bise 59000 Lille',
      code_insee: '59350',
      telephone: '06 39 98 12 34',
      courriel: '',
      canal: 'SMS',
      lien_possible: 'oui',
      langue: 'portugais',
      distance_max_km: '2,5',
      transport: 'transports en commun',
      fauteuil: 'non',
      deja_suivi: 'non',
      motif: 'retraite du médecin',
      accord_enquete: 'oui',
      personnes_du_foyer: '2',
      personne: '1',
      nom: 'Lamercier',
      prenom: 'Jeanne',
      naissance: '1948-03-27',
      age: '78',
      ald: 'oui',
      se_deplace: 'non',
      vue_le: '',
      declaree_le: '',
      liste_du: '',
      liste_par: '',
      medecins_de_la_liste: '',
      medecin_le_plus_proche_km: '',
      orientee_le: '',
      trouve_le: '',
      pause_du: '',
      pause_jusqu_au: '',
      close_le: '',
    })
    expect(second).toMatchObject({
      reference,
      besoin: 'A',
      personne: '2',
      nom: 'Azouline',
      prenom: 'Émile',
      age: '7',
      ald: 'ne sait pas',
      se_deplace: 'oui',
    })
  })

  test('what came of it is there: the last list not taken back, and each date', async () => {
    const near = await aDoctor(deps, territoryId)
    const far = await aDoctor(deps, territoryId)
    const { id } = await aStoredRequest(deps, territoryId, {
      registeredAt: day('2026-09-01'),
      orientedAt: day('2026-09-08'),
      foundAt: day('2026-10-01'),
      declaredAt: [day('2026-10-20')],
    })
    const listOn = async (date: string, kms: readonly [string, number][]) => {
      const shortlistId = randomUUID()
      await insertShortlist(database.client, deps.keys, {
        id: shortlistId,
        territoryId,
        requestId: id,
        channel: 'phone',
        decidedBy: 'Inès Belgrain',
        decidedAt: day(date),
        givenAt: day(date),
        maxKm: 5,
        exception: null,
        entries: kms.map(([availabilityId, km]) => ({ availabilityId, km, reasons: [] })),
        homeVisits: 0,
      })
      return shortlistId
    }
    await listOn('2026-09-03', [[far, 4]])
    await listOn('2026-09-08', [
      [near, 0.8123],
      [far, 4.2],
    ])
    const undone = await listOn('2026-09-09', [[far, 4.2]])
    await database.client.shortlist.update({ where: { id: undone }, data: { cancelledAt: NOW } })
    expect(await lines('demandes')).toMatchObject([
      {
        liste_du: '2026-09-08',
        liste_par: 'Téléphone',
        medecins_de_la_liste: '2',
        medecin_le_plus_proche_km: '0,81',
        orientee_le: '2026-09-08',
        trouve_le: '2026-10-01',
        vue_le: '2026-10-20',
        declaree_le: '2026-10-20',
      },
    ])
  })

  test('a foreign phone can be read and starts no formula', async () => {
    const contact = { phone: '+3225550134', email: null, canOpenLink: false }
    await aStoredRequest(deps, territoryId, { registeredAt: day('2026-11-12') }, { contact })
    expect(await lines('demandes')).toMatchObject([{ telephone: '00 32 2 555 01 34' }])
  })

  test('a name that starts a formula is written inert, and comes back whole', async () => {
    const members = [
      { ...aMember, lastName: '=HYPERLINK("http://x.example";"a")', firstName: '\n=1+1' },
    ]
    await aStoredRequest(deps, territoryId, { registeredAt: day('2026-11-12') }, { members })
    expect(await lines('demandes')).toMatchObject([
      { nom: '\'=HYPERLINK("http://x.example";"a")', prenom: "'\n=1+1" },
    ])
  })
})
