import { expect, onTestFinished, test } from 'vitest'
import { type Html, raw } from '../../../web/html.ts'
import type { Visitor } from '../../support/app.ts'
import { describeInChromium } from '../../support/browser.ts'
import { aDatabase } from '../../support/database.ts'
import { openGallery } from '../../support/gallery.ts'
import { aScene, send } from '../../support/scene.ts'

const database = await aDatabase()

const said = {
  motif: 'retraite',
  part_le: '2027-06-30',
  'personnes[59350][0-15]': '214',
  'personnes[59350][16-69]': '631',
  'personnes[59350][70+]': '184',
  'autre_commune[0]': 'Armentières',
  'autre_code_postal[0]': '59280',
  'autres[0][16-69]': '96',
}
const stay = {
  cabinet: 'Maison du Houblon',
  adresse: '1 Rue du Houblon',
  code_postal: '59000',
  commune: 'Lille',
  places: '6',
  confirme_le: '2026-11-24',
  debut: '2026-12-01',
  fin: '2027-03-31',
}

describeInChromium('practices, stays, departures and contacts as the server shows them', () => {
  test('axe says nothing, nothing scrolls sideways, at 360 and 1280 px', async () => {
    const pages = await everyPage()
    const gallery = await openGallery(pages, 'staff')
    onTestFinished(() => gallery.close())
    for (const name of Object.keys(pages)) expect.soft(await gallery.look(name), name).toEqual([])
  })
})

async function everyPage(): Promise<Record<string, Html>> {
  const scene = await aScene(database, {}, [1, 2])
  await database.client.doctor.updateMany({ data: { lastName: 'Ostrevande' } })
  await send(scene)
  const { coordinator, patient, link, doctors } = scene
  const [first = '', second = ''] = doctors
  const sheet = `/coordination/medecins/${first}`
  const { practiceId } = await database.client.availability.findUniqueOrThrow({
    where: { id: first },
  })
  const practice = `/coordination/cabinets/${practiceId}`
  const pageOf = (path: string, who: Visitor = coordinator) => textOf(who.get(path))
  const before = {
    'depart-nouveau': await pageOf(`${sheet}/depart`),
    'depart-refuse': await textOf(coordinator.post(`${sheet}/depart`, { part_le: 'en juin' })),
    'departs-aucun': await pageOf('/coordination/departs'),
    'lieu-nouveau': await pageOf(`${sheet}/lieux/nouveau`),
  }
  await coordinator.post(`${sheet}/lieux/nouveau`, stay).expect(303)
  await coordinator.post(`${sheet}/depart`, said).expect(303)
  await coordinator.post(`/coordination/medecins/${second}/depart`, {
    ...said,
    motif: 'demenagement',
    part_le: '2026-11-01',
  })
  return {
    ...before,
    'depart-annonce': await pageOf(`${sheet}/depart?fait=enregistre`),
    'depart-perime': await textOf(coordinator.post(`${sheet}/depart`, { ...said, motif: 'autre' })),
    'depart-feuillet': await pageOf(`${sheet}/depart/feuillet`),
    'departs-liste': await pageOf('/coordination/departs'),
    'registre-lieux': await pageOf(`${sheet}?lieu=added`),
    'cabinet-fiche': await pageOf(`${practice}?fait=enregistre`),
    'cabinet-refuse': await textOf(coordinator.post(practice, { telephone: '12' })),
    'cabinet-perime': await textOf(coordinator.post(practice, { ...stay, version: '9' })),
    'liste-contacts': await pageOf(link, patient),
  }
}

async function textOf(answer: PromiseLike<{ text: string }>): Promise<Html> {
  return raw((await answer).text)
}
