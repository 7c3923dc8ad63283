import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { dropTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string
  }
}

/** Before the first test: a folder for what all workers of this run share. What it returns removes it after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'trait-d-union-tests-'))
  project.provide('runFolder', folder)
  return async () => {
    await dropTemplate(process.env.TEST_DATABASE_URL, folder)
    await rm(folder, { recursive: true, force: true })
  }
}
