import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTemplate, dropOwn } from './server-database.ts'

/** In the folder of a run: where the address of its template is written. */
export const TEMPLATE = 'template'
const ADDRESS = 'address'

/** Fills the folder of the template: a migrated database on the server at `url`, and its address. */
export async function writeTemplate(url: string, folder: string): Promise<void> {
  await writeFile(join(folder, ADDRESS), await createTemplate(url))
}

/** The address of the template. */
export function readTemplate(folder: string): string {
  return readFileSync(join(folder, ADDRESS), 'utf8')
}

/** Drops the template of a run, if there is one. */
export async function dropTemplate(url: string | undefined, runFolder: string): Promise<void> {
  const folder = join(runFolder, TEMPLATE)
  if (url && existsSync(folder)) await dropOwn(url, readTemplate(folder))
}
