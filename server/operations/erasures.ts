import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'

/** Beside the data, not in them: a backup made before an erasure knows nothing of it. */
const FILE = 'effacements.jsonl'

const Line = z.object({ requestId: z.uuid(), territoryId: z.uuid() })

/** A request that was erased: ids alone. */
export type Erased = z.infer<typeof Line>

/** Adds a request to the register that a restored backup is read against. */
export async function keepErasure(dataDir: string, erased: Erased): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await appendFile(join(dataDir, FILE), `${JSON.stringify(Line.parse(erased))}\n`, { mode: 0o600 })
}

/** The requests to erase again after a restore; a line cut short by a crash is left out. */
export async function readErasures(dataDir: string): Promise<Erased[]> {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line) => {
    const read = Line.safeParse(parsed(line))
    return read.success ? [read.data] : []
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
