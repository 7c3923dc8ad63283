import { nodeCount, type RoadGraph } from './graph.ts'

const MAGIC = 'TUROADS1'
const PREAMBLE = 16
const BYTES = Uint32Array.BYTES_PER_ELEMENT

/** The bytes of a file of roads: a magic word, how many nodes and arcs, then the columns, in the byte order of this machine. */
export function encodeGraph(graph: RoadGraph): Buffer[] {
  const head = Buffer.alloc(PREAMBLE)
  head.write(MAGIC, 'latin1')
  head.writeUInt32LE(nodeCount(graph), MAGIC.length)
  head.writeUInt32LE(graph.head.length, MAGIC.length + BYTES)
  const { lon, lat, firstArc, head: heads, centimetres, speeds } = graph
  return [
    head,
    ...[lon, lat, firstArc, heads, centimetres, speeds].map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength),
    ),
  ]
}

/** The roads held in these bytes. @throws Error when they are not a whole file of roads. */
export function decodeGraph(file: Buffer): RoadGraph {
  if (file.length < PREAMBLE || file.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new Error('ce fichier n’est pas un fichier de routes')
  const nodes = file.readUInt32LE(MAGIC.length)
  const arcs = file.readUInt32LE(MAGIC.length + BYTES)
  if (file.length !== PREAMBLE + BYTES * (3 * nodes + 1 + 3 * arcs))
    throw new Error('le fichier de routes est incomplet')
  const { buffer, byteOffset } = file
  let at = byteOffset + PREAMBLE
  const next = (length: number): ArrayBuffer => {
    const part = buffer.slice(at, at + length * BYTES) as ArrayBuffer
    at += length * BYTES
    return part
  }
  return {
    lon: new Int32Array(next(nodes)),
    lat: new Int32Array(next(nodes)),
    firstArc: new Uint32Array(next(nodes + 1)),
    head: new Uint32Array(next(arcs)),
    centimetres: new Uint32Array(next(arcs)),
    speeds: new Uint32Array(next(arcs)),
  }
}
