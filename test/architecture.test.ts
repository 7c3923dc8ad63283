import { describe, expect, test } from 'vitest'
import { broughtBy, type Import, type Source, sources } from './architecture/sources.ts'

const all = sources()
const byPath = new Map(all.map((source) => [source.path, source]))
const program = all.filter(({ path }) => !path.startsWith('test/'))
const server = all.filter(({ path }) => path.startsWith('server/'))

const STORE = /(^|[/-])store\.ts$/
const SERVICE = /(^|[/-])service\.ts$/
const ROUTES = /(^|[/-])(routes|doors)\.ts$/
/** Files that print, read the clock and end the process. */
const PROGRAMS = /^server\/(main\.ts|commands\/)/

/** Decisions alone: no web, no database, no network, no files, no clock, not even through what they import. */
const PURE = [
  /^server\/.*rules\.ts$/,
  /^server\/(allocation|ranking|calendar)\//,
  /^server\/geocoding\/text\//,
  /^server\/territory\/(?!store|service|import|locate-file)/,
]
const EFFECTS =
  /^(express|@prisma\/|pg$|nodemailer|twilio|node:(fs|http|https|net|child_process))|^prisma\/generated|(^|\/)(db|store|service|routes)\.ts$|^server\/http\//

function isPure({ path }: Source): boolean {
  return PURE.some((pattern) => pattern.test(path)) && !PROGRAMS.test(path)
}

/** `path: what it imports`, for each import that `isWrong`. */
function wrongImports(
  from: readonly Source[],
  isWrong: (source: Source, imported: Import) => boolean,
): string[] {
  return from.flatMap((source) =>
    source.imports
      .filter((imported) => isWrong(source, imported))
      .map(({ to }) => `${source.path}: ${to}`),
  )
}

function featureOf(path: string): string | null {
  return /^server\/([^/]+)\//.exec(path)?.[1] ?? null
}

/** Paths of the sources whose code matches. */
function matching(from: readonly Source[], pattern: RegExp): string[] {
  return from.filter(({ code }) => pattern.test(code)).map(({ path }) => path)
}

test('the sources and their imports are found', () => {
  expect(all.length).toBeGreaterThan(300)
  expect(byPath.get('server/main.ts')?.imports).toContainEqual({
    to: 'server/app.ts',
    typeOnly: false,
  })
  expect(byPath.get('server/deps.ts')?.imports).toContainEqual({
    to: 'server/db.ts',
    typeOnly: true,
  })
  expect(broughtBy('server/main.ts', byPath)).toContain('express')
})

describe('the layers', () => {
  test('Express runs only in app.ts, http/, routes and sessions', () => {
    const wrong = wrongImports(
      server,
      ({ path }, { to, typeOnly }) =>
        /^(express|express-session|multer)$/.test(to) &&
        !typeOnly &&
        !/^server\/(app\.ts|http\/)|\/session(-store)?\.ts$/.test(path) &&
        !ROUTES.test(path),
    )
    expect(wrong).toEqual([])
  })

  test('Express types are named only where requests are answered', () => {
    const wrong = wrongImports(
      server,
      ({ path }, { to }) =>
        to === 'express' &&
        !ROUTES.test(path) &&
        !/^server\/(app\.ts|http\/)|\/(session|frame)\.ts$/.test(path),
    )
    expect(wrong).toEqual([])
  })

  test('Prisma runs only in db.ts and stores', () => {
    const wrong = wrongImports(
      server,
      ({ path }, { to, typeOnly }) =>
        /^@prisma\/|^prisma\/generated/.test(to) &&
        !typeOnly &&
        path !== 'server/db.ts' &&
        !STORE.test(path),
    )
    expect(wrong).toEqual([])
  })

  test('pure files bring no effect along', () => {
    const wrong = server
      .filter(isPure)
      .flatMap(({ path }) =>
        [...broughtBy(path, byPath)].filter((to) => EFFECTS.test(to)).map((to) => `${path}: ${to}`),
      )
    expect(wrong).toEqual([])
    expect(server.filter(isPure).length).toBeGreaterThan(30)
  })

  test('a feature never reaches into the store of another', () => {
    const wrong = wrongImports(
      server,
      ({ path }, { to }) =>
        STORE.test(to) && to.startsWith('server/') && featureOf(path) !== featureOf(to),
    )
    expect(wrong).toEqual([])
  })

  test('calls go from routes to services to stores, never back', () => {
    const wrong = wrongImports(server, ({ path }, { to, typeOnly }) => {
      if (typeOnly || !to.startsWith('server/')) return false
      const goesUp =
        (STORE.test(path) && SERVICE.test(to) && featureOf(path) === featureOf(to)) ||
        (/(^|[/-])rules\.ts$/.test(path) && (SERVICE.test(to) || STORE.test(to)))
      const reachesRoutes =
        ROUTES.test(to) && !ROUTES.test(path) && !/^server\/(app\.ts|http\/)/.test(path)
      return goesUp || reachesRoutes
    })
    expect(wrong).toEqual([])
  })

  test('pages and islands take only types from the server', () => {
    const web = program.filter(({ path }) => path.startsWith('web/'))
    const wrong = wrongImports(
      web,
      ({ path }, { to, typeOnly }) =>
        (/^server\/|^prisma\//.test(to) && !typeOnly) ||
        (to.startsWith('node:') && path !== 'web/vite.config.ts'),
    )
    expect(wrong).toEqual([])
  })

  test('no browser bundle holds zod, the server or its words', () => {
    const client = program.filter(({ path }) => path.startsWith('web/client/'))
    const heavy = client.flatMap(({ path }) =>
      [...broughtBy(path, byPath)]
        .filter((to) => /^(zod|server\/|prisma\/|web\/pages\/)/.test(to))
        .map((to) => `${path}: ${to}`),
    )
    expect(heavy).toEqual([])
    expect(client.length).toBeGreaterThan(5)
  })

  test('the program does not import its tests', () => {
    expect(wrongImports(program, (_source, { to }) => to.startsWith('test/'))).toEqual([])
  })
})

describe('what the world says comes from one place', () => {
  test('the environment is read by config.ts alone, to which programs hand it whole', () => {
    const wrong = server
      .filter(({ path }) => path !== 'server/config.ts')
      .map(({ path, code }) =>
        PROGRAMS.test(path)
          ? { path, code: code.replaceAll('loadConfig(process.env)', '') }
          : { path, code },
      )
      .filter(({ code }) => /process\.env/.test(code))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
    expect(
      matching(
        program.filter(({ path }) => path.startsWith('web/')),
        /process\.env/,
      ),
    ).toEqual([])
  })

  test('the clock is an argument, but in programs, jobs and the log', () => {
    const others = program.filter(
      ({ path }) => !PROGRAMS.test(path) && !/^server\/(log\.ts|jobs\/)|^web\/client\//.test(path),
    )
    expect(matching(others, /\bnew Date\(\)|\bDate\.now\(\)/)).toEqual([])
  })

  test('pure files draw nothing at random', () => {
    expect(
      matching(server.filter(isPure), /Math\.random|randomUUID|randomBytes|performance\.now/),
    ).toEqual([])
  })

  test('nothing is said on the console but by programs and the log', () => {
    const others = program.filter(({ path }) => !PROGRAMS.test(path) && path !== 'server/log.ts')
    expect(matching(others, /\bconsole\.|process\.(stdout|stderr)/)).toEqual([])
  })
})

describe('how the code is written', () => {
  test('types are never given up', () => {
    const givenUp =
      /\bas any\b|:\s*any\b(?!\s+\w)|<any>|\bany\[\]|@ts-(ignore|nocheck|expect-error)|biome-ignore lint/
    const wrong = all
      .filter(({ path }) => !path.startsWith('test/architecture'))
      .filter(({ text, code }) => givenUp.test(code) || /@ts-|biome-ignore lint/.test(text))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
  })

  test('our own modules are never mocked', () => {
    const tests = all.filter(({ path }) => /^test\/(?!architecture)/.test(path))
    expect(matching(tests, /\bvi\.(mock|doMock)\(/)).toEqual([])
  })

  test('no file is longer than 250 lines', () => {
    const long = sources(/\.(ts|mjs|css)$/)
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 250)
      .map(({ path, lines }) => `${path}: ${lines}`)
    expect(long).toEqual([])
  })

  test('names of files say what they hold: kebab-case, no drawer for everything', () => {
    const wrong = sources(/\.(ts|mjs|css)$/)
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^[a-z0-9/.-]+$/.test(path) ||
          /(^|\/)(utils|helpers|common|index)(\/|\.(ts|mjs)$)/.test(path),
      )
    expect(wrong).toEqual([])
  })
})
