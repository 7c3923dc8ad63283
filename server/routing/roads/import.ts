import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { writeWhole } from '../../geocoding/offline/manifest.ts'
import { nodeCount } from './graph.ts'
import { encodeGraph } from './graph-file.ts'
import { readRoads, UnreadableExtract } from './read-osm.ts'

/** Nothing was imported, for a reason that the person can mend. */
export class RoadsRefused extends Error {}

/** Size of the roads put in force; a street of both ways has two arcs a stretch. */
export type RoadsReport = { nodes: number; arcs: number }

/** The one file of roads of a data folder. */
export function roadsPath(dataDir: string): string {
  return join(dataDir, 'routes', 'routes.idx')
}

/**
 * Reads an OpenStreetMap extract and puts its roads in force by one rename, in place of those of before.
 * Memory grows with the file: take the extract of a territory or a région. O(elements × log road nodes).
 * @throws RoadsRefused
 */
export async function importRoads(file: string, dataDir: string): Promise<RoadsReport> {
  const graph = await read(file)
  const path = roadsPath(dataDir)
  await mkdir(join(dataDir, 'routes'), { recursive: true })
  await writeWhole(path, encodeGraph(graph))
  return { nodes: nodeCount(graph), arcs: graph.head.length }
}

async function read(file: string) {
  const bytes = await readFile(file).catch(() => {
    throw new RoadsRefused(`${file} : fichier introuvable`)
  })
  const { buffer, byteOffset, byteLength } = bytes
  try {
    return readRoads(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)
  } catch (error) {
    if (!(error instanceof UnreadableExtract)) throw error
    throw new RoadsRefused(`${basename(file)} : ${error.message}, rien n’a été importé`, {
      cause: error,
    })
  }
}
