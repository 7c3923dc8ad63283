import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Words of the test files that take longest, the longest first: a served program, a browser, processes. */
const LONG = ['describeServed', 'aStage', 'describeInChromium', '/command.ts']

/** The files that take minutes begin, so that no worker ends alone with one while the others wait. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranked = (await super.sort(files)).map((file) => ({ file, rank: rankOf(file.moduleId) }))
    return ranked.sort((a, b) => a.rank - b.rank).map(({ file }) => file)
  }
}

function rankOf(path: string): number {
  const text = readFileSync(path, 'utf8')
  const found = LONG.findIndex((word) => text.includes(word))
  return found < 0 ? LONG.length : found
}
