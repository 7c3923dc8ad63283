import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AddressIndex } from './address-index.ts'
import { indexFolder, isAbsent, type Manifest, readManifest } from './manifest.ts'
import { decodeShard } from './shard-file.ts'

/** An index, and the rank of the import that made it. */
export type OpenedIndex = { index: AddressIndex; generation: number }

const TRIES = 3

/**
 * The index in force in this folder; an empty one when nothing was ever imported.
 * An import may remove the files of the generation just read: the manifest is then read again.
 * @throws Error when a file is damaged
 */
export async function openIndex(dataDir: string): Promise<OpenedIndex> {
  for (let tries = 1; ; tries++) {
    const manifest = await readManifest(dataDir)
    try {
      return { index: await indexOf(dataDir, manifest), generation: manifest.generation }
    } catch (error) {
      if (!isAbsent(error) || tries >= TRIES) throw error
    }
  }
}

async function indexOf(dataDir: string, { shards }: Manifest): Promise<AddressIndex> {
  const opened = []
  for (const { file } of shards) {
    const bytes = await readFile(join(indexFolder(dataDir), file))
    const start = bytes.byteOffset
    opened.push(decodeShard(bytes.buffer.slice(start, start + bytes.byteLength) as ArrayBuffer))
  }
  return new AddressIndex(opened)
}
