import { expect, onTestFinished, test } from 'vitest'
import { objectionPath } from '../../../server/prospects/objection.ts'
import { listProspects } from '../../../server/prospects/store.ts'
import { raw } from '../../../web/html.ts'
import { aDeps, anApp, type Visitor } from '../../support/app.ts'
import { describeInChromium } from '../../support/browser.ts'
import { aDatabase } from '../../support/database.ts'
import { openGallery } from '../../support/gallery.ts'
import { aDoctor, aTerritory, signIn } from '../../support/people.ts'
import { aFolder, aGp, anExtraction, imports } from './support.ts'
import { aVolunteer } from './volunteer-form.ts'

const database = await aDatabase()
const aFile = aFolder()

describeInChromium('how doctors join, as the server shows it', () => {
  test('lists, letters, map and public pages: axe says nothing, nothing scrolls sideways', async () => {
    const pages = await everyPage()
    const gallery = await openGallery(pages, 'staff')
    onTestFinished(() => gallery.close())
    for (const name of Object.keys(pages)) expect.soft(await gallery.look(name), name).toEqual([])
  })
})

/** One page of each kind, with somebody in every state. */
async function everyPage() {
  const deps = aDeps(database, { config: { tilesUrl: null } })
  const territoryId = await aTerritory(deps)
  await aDoctor(deps, territoryId, { name: 'Lestoile' })
  const mail = { 'Adresse e-mail (coord. structure)': 'cabinet@example.org' }
  const away = { 'Numéro Voie (coord. structure)': '9' }
  const rows = [aGp(501, mail), aGp(502), aGp(503), aGp(503, away), aGp(504), aGp(505)]
  await imports(deps, territoryId, aFile(anExtraction(rows)))
  const { visitor } = anApp(deps)
  const staff = visitor()
  await signIn(deps, staff)
  const [first, second, third, fourth] = await listProspects(database.client, territoryId)
  const ids = [first, second, third, fourth].flatMap((each) => each?.id ?? [])
  await staff.post('/coordination/prospects/inviter', { medecin: ids }).expect(303)
  const guest = visitor()
  await guest.post('/medecins/rejoindre', aVolunteer()).expect(201)
  const objection = objectionPath(deps.keys, second?.id ?? '')
  const shown = async (who: Visitor, path: string) => raw((await who.get(path)).text)
  const refused = await guest.post('/medecins/rejoindre', aVolunteer({ rpps: '1', nom: '' }))
  const thanks = await guest.post('/medecins/rejoindre', aVolunteer({ rpps: '99000000888' }))
  const pages = {
    'prospects-lettres': await shown(staff, '/coordination/prospects/lettres'),
    'prospects-opposition': await shown(guest, objection),
    'prospects-oppose': raw((await guest.post(objection)).text),
    'prospects-rejoindre': await shown(guest, '/medecins/rejoindre'),
    'prospects-rejoindre-erreurs': raw(refused.text),
    'prospects-merci': raw(thanks.text),
    'prospects-volontaires': await shown(staff, '/coordination/volontaires'),
    'prospects-carte': await shown(staff, '/coordination/carte'),
    'prospects-medecins': await shown(staff, '/coordination/medecins'),
  }
  await staff.post('/coordination/prospects/lettres', { medecin: third?.id ?? '' }).expect(303)
  return { ...pages, 'prospects-liste': await shown(staff, '/coordination/prospects') }
}
