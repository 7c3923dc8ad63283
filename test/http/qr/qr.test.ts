import { create } from 'qrcode'
import request from 'supertest'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../prisma/generated/enums.ts'
import { qrRoutes } from '../../../server/qr/routes.ts'
import { qrSvg } from '../../../server/qr/svg.ts'
import { aDeps } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory } from '../../support/people.ts'
import { aStaffApp } from '../exports/support.ts'
import { readSvg } from './read-qr.ts'

const database = await aDatabase()
const deps = aDeps(database, { config: { publicUrl: 'https://cpts.example.org' } })
let territoryId = ''

beforeEach(async () => {
  territoryId = await aTerritory(deps)
})

function ask(path: string, who: { territoryId?: string; role?: Role } = {}) {
  return request(aStaffApp(deps, qrRoutes(deps), { territoryId, ...who })).get(
    `/coordination/${path}`,
  )
}

async function svg(query = ''): Promise<string> {
  const { body, headers } = await ask(`qr.svg${query}`).expect(200)
  expect(headers['content-type']).toMatch(/^image\/svg\+xml/)
  return String(body)
}

/** The SVG drawn inside a page. */
function svgIn(page: string): string {
  return /<div class="flyer-qr">(<svg.*?<\/svg>)/s.exec(page)?.[1] ?? ''
}

describe('B4: the QR code leads to the questionnaire of the territory', () => {
  test('with the code of the place where it hangs', async () => {
    expect(readSvg(await svg('?source=pharmacie-12'))).toBe(
      'https://cpts.example.org/t/grand-lille/questionnaire?source=pharmacie-12',
    )
  })

  test('or without any code', async () => {
    const bare = 'https://cpts.example.org/t/grand-lille/questionnaire'
    expect(readSvg(await svg())).toBe(bare)
    expect(readSvg(await svg('?source='))).toBe(bare)
  })

  test('of each territory, its own', async () => {
    const other = await aTerritory(deps, { slug: 'lys-armentieres' })
    const { body } = await ask('qr.svg', { territoryId: other })
    expect(readSvg(String(body))).toBe('https://cpts.example.org/t/lys-armentieres/questionnaire')
  })

  test('and says what it is to who cannot see it', async () => {
    expect(await svg('?source=PH-12')).toMatch(
      /^<svg [^>]*role="img" aria-label="QR code du questionnaire de CPTS Grand-Lille \(exemple\), affiche PH-12"/,
    )
  })

  test('its squares are those of the standard, with four white ones around', () => {
    const text = 'https://cpts.example.org/t/grand-lille/questionnaire'
    const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
    const drawn = Array.from({ length: size * size }, () => 0)
    const shapes = qrSvg(text, '').text.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)
    for (const [, x, y, width] of shapes)
      drawn.fill(
        1,
        (Number(y) - 4) * size + Number(x) - 4,
        (Number(y) - 4) * size + Number(x) - 4 + Number(width),
      )
    expect(drawn).toEqual([...data])
    expect(qrSvg(text, '').text).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`)
  })
})

describe('B4: the flyer', () => {
  test('carries the QR code, whom to call, and an address that can be typed', async () => {
    const { text } = await ask('affiche?source=PH-12').expect(200)
    expect(readSvg(svgIn(text))).toBe(
      'https://cpts.example.org/t/grand-lille/questionnaire?source=PH-12',
    )
    expect(text).toContain('Appelez Inès Belgrain')
    expect(text).toContain('<a class="flyer-phone" href="tel:+33353010024">03 53 01 00 24</a>')
    expect(text).toContain('ou allez sur cpts.example.org<')
    expect(text).toContain('affiche PH-12')
    expect(text).toContain('href="/coordination/qr.svg?source=PH-12"')
  })

  test('of a second territory gives its own address, since the site leads to the first', async () => {
    const other = await aTerritory(deps, { slug: 'lys-armentieres' })
    const { text } = await ask('affiche', { territoryId: other }).expect(200)
    expect(text).toContain('ou allez sur cpts.example.org/t/lys-armentieres/questionnaire<')
  })

  test.each(['pharmacie de la Halle', 'café', 'a'.repeat(41), '<script>', '../x'])(
    'a code that cannot be one is refused with the sentence that mends it: %s',
    async (typed) => {
      for (const path of ['affiche', 'qr.svg']) {
        const { text } = await ask(`${path}?source=${encodeURIComponent(typed)}`).expect(422)
        expect(text).toContain('Écrivez au plus 40 lettres sans accent, chiffres ou tirets')
        expect(text).not.toContain('<script>')
        expect(readSvg(svgIn(text))).toBe('https://cpts.example.org/t/grand-lille/questionnaire')
      }
    },
  )

  test('is for those who coordinate', async () => {
    for (const path of ['affiche', 'qr.svg']) {
      await ask(path, { role: 'delegate' }).expect(200)
      for (const role of ['auditor', 'referrer', 'volunteer'] as const)
        await ask(path, { role }).expect(403)
    }
  })
})
