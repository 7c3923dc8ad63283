import { randomUUID } from 'node:crypto'
import request from 'supertest'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { COLUMNS } from '../../../server/doctors/csv-columns.ts'
import { confirmDoctor, pauseDoctor, withdrawDoctor } from '../../../server/doctors/moves.ts'
import { createDoctor } from '../../../server/doctors/service.ts'
import { loadAssets } from '../../../server/http/assets.ts'
import { raw } from '../../../web/html.ts'
import { describeInChromium } from '../../support/browser.ts'
import { aDatabase } from '../../support/database.ts'
import { openGallery } from '../../support/gallery.ts'
import {
  aCoordinator,
  aRegisterApp,
  aSheet,
  aTerritory,
  coordinator,
  now,
  someDeps,
} from './support.ts'

const database = await aDatabase()
const LIST = '/coordination/medecins'

describeInChromium('the register as the server shows it', () => {
  let territoryId = ''
  const deps = () => ({ ...someDeps(database), assets: loadAssets('dist/web') })

  beforeEach(async () => {
    territoryId = await aTerritory(database)
  })

  const added = async (parts: Parameters<typeof aSheet>[0] = {}) => {
    const sheet = aSheet(parts)
    const saved = await createDoctor(
      deps(),
      { territoryId, actor: coordinator, key: randomUUID(), sheet },
      now,
    )
    if (!('id' in saved)) throw new Error('not added')
    return { id: saved.id, territoryId, actor: coordinator }
  }

  test('list, sheets in every state and trial of a file: axe says nothing, nothing scrolls sideways', async () => {
    const doctor = await added()
    const paused = await added({
      identity: { rpps: '99700000024', lastName: 'Lestoile' },
      position: null,
    })
    const left = await added({ identity: { rpps: '99700000031', lastName: 'Zuidrêve' } })
    await pauseDoctor(deps(), paused, '2027-01-31', now)
    const app = aRegisterApp(deps(), () => aCoordinator(territoryId))
    const pageOf = async (path: string) => raw((await request(app).get(path)).text)
    const stale = await request(app)
      .post(`${LIST}/${doctor.id}/confirmer`)
      .type('form')
      .send({ version: '9' })
    await withdrawDoctor(deps(), left, now)
    await confirmDoctor(deps(), doctor, now)
    const pages = {
      'registre-liste': await pageOf(`${LIST}?fait=confirme&de=${doctor.id}`),
      'registre-fiche': await pageOf(`${LIST}/${doctor.id}`),
      'registre-pause': await pageOf(`${LIST}/${paused.id}`),
      'registre-retrait': await pageOf(`${LIST}/${left.id}`),
      'registre-perime': raw(stale.text),
      'registre-essai': raw((await giveFile(app)).text),
    }
    const gallery = await openGallery(pages, 'staff')
    onTestFinished(() => gallery.close())
    for (const name of Object.keys(pages)) expect.soft(await gallery.look(name), name).toEqual([])
  })
})

function giveFile(app: ReturnType<typeof aRegisterApp>) {
  const row: Record<string, string> = {
    rpps: '99700000048',
    nom: 'Vérilande',
    prenom: 'Maud',
    adresse: '12 Rue du Fil-Gris',
    code_postal: '59000',
    commune: 'Lille',
    places: '3',
    accord_coordination: 'oui',
    accord_patients: 'oui',
    accord_carte: 'non',
  }
  const left = { ...row, rpps: '99700000031' }
  const lines = [row, left].map((cells) =>
    COLUMNS.map((column) => (cells as typeof row)[column] ?? ''),
  )
  const text = [COLUMNS, ...lines].map((cells) => cells.join(';')).join('\r\n')
  return request(app)
    .post(`${LIST}/import`)
    .field('cle', randomUUID())
    .attach('fichier', Buffer.from(text), 'médecins.csv')
}
