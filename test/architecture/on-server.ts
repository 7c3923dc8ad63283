import { broughtBy, sources } from './sources.ts'

/** Who reads it knows the server; nobody else can. */
const READS = /\bTEST_DATABASE_URL\b/

/** The test files that read `TEST_DATABASE_URL`, or bring along one that does: all that may open that server. */
export function filesOnServer(): string[] {
  const all = sources()
  const byPath = new Map(all.map((source) => [source.path, source]))
  const readers = all.filter(({ code }) => READS.test(code)).map(({ path }) => path)
  const tests = all.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'))
  return tests.filter((path) => {
    const brought = broughtBy(path, byPath).add(path)
    return readers.some((reader) => brought.has(reader))
  })
}
