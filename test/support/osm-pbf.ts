import { deflateSync } from 'node:zlib'

/** Invented OpenStreetMap elements. A way names its nodes by their key. */
export type OsmNodes = Readonly<Record<string, readonly [lon: number, lat: number]>>
export type OsmWay = { nodes: string; tags: Record<string, string> }

/** Nanodegrees of one unit of a coordinate, by default in the format. */
const GRANULARITY = 100

/** The bytes of an extract that holds these, compressed as real ones are: https://wiki.openstreetmap.org/wiki/PBF_Format */
export function osmPbf(nodes: OsmNodes, ways: readonly OsmWay[]): Buffer {
  const header = field(4, text('OsmSchema-V0.6'), text('DenseNodes'))
  return Buffer.concat([blob('OSMHeader', header), blob('OSMData', primitives(nodes, ways))])
}

function primitives(nodes: OsmNodes, ways: readonly OsmWay[]): Buffer {
  const words = ['', ...new Set(ways.flatMap(({ tags }) => Object.entries(tags).flat()))]
  const idOf = new Map(Object.keys(nodes).map((key, rank) => [key, rank + 1]))
  const units = (degrees: number) => Math.round((degrees * 1e9) / GRANULARITY)
  const places = Object.values(nodes)
  const dense = Buffer.concat([
    field(1, packed(deltas([...idOf.values()]), signed)),
    field(8, packed(deltas(places.map(([, lat]) => units(lat))), signed)),
    field(9, packed(deltas(places.map(([lon]) => units(lon))), signed)),
  ])
  const written = ways.map(({ nodes: keys, tags }, rank) => {
    const refs = keys.split(' ').map((key) => idOf.get(key) ?? 0)
    return Buffer.concat([
      tag(1, 0),
      varint(rank + 1),
      field(
        2,
        packed(
          Object.keys(tags).map((word) => words.indexOf(word)),
          varint,
        ),
      ),
      field(
        3,
        packed(
          Object.values(tags).map((word) => words.indexOf(word)),
          varint,
        ),
      ),
      field(8, packed(deltas(refs), signed)),
    ])
  })
  return Buffer.concat([
    field(1, field(1, ...words.map(text))),
    field(2, field(2, dense)),
    field(2, field(3, ...written)),
  ])
}

function blob(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([tag(2, 0), varint(content.length), field(3, deflateSync(content))])
  const header = Buffer.concat([field(1, text(type)), tag(3, 0), varint(body.length)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  return Buffer.concat([length, header, body])
}

/** One length-delimited field for each content. */
function field(number: number, ...contents: readonly Buffer[]): Buffer {
  return Buffer.concat(
    contents.flatMap((content) => [tag(number, 2), varint(content.length), content]),
  )
}

function tag(number: number, type: number): Buffer {
  return varint(number * 8 + type)
}

function text(words: string): Buffer {
  return Buffer.from(words)
}

function packed(values: readonly number[], write: (value: number) => Buffer): Buffer {
  return Buffer.concat(values.map(write))
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, at) => value - (values[at - 1] ?? 0))
}

function signed(value: number): Buffer {
  return varint(value < 0 ? -2 * value - 1 : 2 * value)
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128)
  return Buffer.from([...bytes, left])
}
