import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { loadAssets } from '../../server/http/assets.ts'
import { informationPage } from '../../web/pages/public/information.ts'
import { fr } from '../../web/words/fr.ts'
import { aNotice, assistedGallery, patientGallery } from './patient-gallery.ts'
import { aSite, textOf } from './support.ts'

const MAX_FIRST_VISIT_BYTES = 30_720
const MAX_SCRIPT_BYTES = 5_120

const site = aSite()
const pages = Object.entries(patientGallery(site)).map(([name, page]) => ({ name, page }))
const all = [
  ...pages,
  ...Object.entries(assistedGallery(site)).map(([name, page]) => ({ name, page })),
]

test.each(pages)('$name says what to do in an emergency, word for word', ({ page }) => {
  expect(textOf(page)).toContain(
    "En cas d'urgence, appelez le 15 ou le 112, ou le 114 par SMS ; hors urgence, le 116 117",
  )
})

describe.each(all)('$name', ({ page }) => {
  test('says that it is a demonstration', () => {
    expect(textOf(page)).toContain('aucune personne réelle ne doit être inscrite ici')
  })

  test('holds under a policy without inline script nor style', () => {
    expect(page.text).not.toMatch(/ style="| on\w+="|<style|<script(?![^>]* src=)/)
  })

  test('binds every label, hint and error to a control', () => {
    expect(danglingReferences(page.text)).toEqual([])
    expect(duplicates(idsOf(page.text))).toEqual([])
  })

  test('calls nobody outside', () => {
    expect(page.text).not.toMatch(/(src|<link[^>]*href)="https?:/)
  })
})

test('a real deployment does not say that it is a demonstration', () => {
  const { accueil } = patientGallery(aSite({ demo: false }))
  expect(accueil?.text).not.toContain('demo-banner')
})

test('the notice says which services are really used', () => {
  const offline = informationPage(site, {
    ...aNotice,
    geocoder: { engine: 'offline', host: '' },
    mailHost: null,
    smsProvider: null,
    tilesHost: null,
    routingHost: null,
  })
  expect(textOf(offline)).toContain('elle n’est envoyée à personne')
  expect(textOf(offline)).toContain('Aucun message ne part de ce serveur')
  expect(textOf(offline)).not.toContain('fond de carte')
  expect(textOf(offline)).not.toContain('trajet jusqu’aux médecins')
  expect(textOf(informationPage(site, aNotice))).toContain('smtp.example.org')
  expect(textOf(informationPage(site, aNotice))).toContain(
    'la position de votre domicile à trajets.example.org, sans votre nom',
  )
})

test('the notice prints every row of the retention table and the order of needs', () => {
  const text = textOf(informationPage(site, aNotice))
  for (const { what, howLong } of aNotice.retention) expect(text).toContain(`${what} ${howLong}`)
  expect(text).toContain('une affection de longue durée et l’impossibilité de se déplacer')
  expect(text).toContain('par tranches de 0,5 km')
})

test('no sentence of an error says « erreur », « invalide » nor « veuillez »', () => {
  const sentences = Object.values(fr.fields).flatMap((word) =>
    typeof word === 'string' ? [word] : [word(2)],
  )
  const mending = sentences.filter((sentence) => sentence !== fr.fields.flag)
  expect(mending.filter((sentence) => /erreur|invalide|veuillez/i.test(sentence))).toEqual([])
})

describe.skipIf(!existsSync('dist/web'))('what travels, compressed', () => {
  const assets = existsSync('dist/web') ? loadAssets('dist/web') : site.assets
  const gallery = patientGallery(aSite({ assets }))
  const built = (address: string) => readFileSync(join('dist/web', address.replace('/assets/', '')))

  test('a first visit stays under 30 kB', () => {
    const parts = [gallery.accueil?.text ?? '', built(assets.patientCss), built(assets.icon)]
    const bytes = parts.reduce((sum, part) => sum + gzipSync(part).length, 0)
    expect(bytes).toBeLessThan(MAX_FIRST_VISIT_BYTES)
  })

  test('scripts of patient pages stay under 5 kB in all', () => {
    const scripts = [assets.addressJs, assets.focusJs, assets.printJs].map(built)
    const bytes = scripts.reduce((sum, part) => sum + gzipSync(part).length, 0)
    expect(bytes).toBeLessThan(MAX_SCRIPT_BYTES)
  })
})

function idsOf(page: string): string[] {
  return [...page.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)
}

function duplicates(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

/** Labels, descriptions and links of the page that lead to no element. */
function danglingReferences(page: string): string[] {
  const ids = new Set(idsOf(page))
  const references = [
    ...page.matchAll(/ (?:for|aria-describedby|aria-labelledby|href)="(#?[^"]*)"/g),
  ]
  return references
    .flatMap(([match, value = '']) => (match.includes('href') ? hashOf(value) : value.split(' ')))
    .filter((id) => !ids.has(id))
}

function hashOf(href: string): string[] {
  return href.startsWith('#') ? [href.slice(1)] : []
}
