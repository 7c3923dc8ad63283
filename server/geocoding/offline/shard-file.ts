import type { Shard } from './shard.ts'

const MAGIC = 'TUBAN1\n\0'
const PREAMBLE = 12

type Tables = Pick<Shard, 'name' | 'communes' | 'olds' | 'postalCodes' | 'types' | 'suffixes'>
type Header = Tables & { sections: Record<string, [offset: number, bytes: number]>; bytes: number }

/**
 * The bytes of an index file: a magic word, the length of a JSON header, the header, then the columns (in the
 * byte order of this machine), each starting on a multiple of 8 bytes.
 */
export function encodeShard(shard: Shard): Buffer[] {
  const parts = partsOf(shard)
  const sections: Header['sections'] = {}
  let bytes = 0
  for (const [key, part] of parts) {
    sections[key] = [bytes, part.byteLength]
    bytes += padded(part.byteLength)
  }
  const { name, communes, olds, postalCodes, types, suffixes } = shard
  const header = { name, communes, olds, postalCodes, types, suffixes, sections, bytes }
  const json = Buffer.from(JSON.stringify(header))
  const head = Buffer.alloc(padded(PREAMBLE + json.length))
  head.write(MAGIC, 'latin1')
  head.writeUInt32LE(json.length, MAGIC.length)
  json.copy(head, PREAMBLE)
  const body = parts.flatMap(([, part]) => [
    part,
    Buffer.alloc(padded(part.byteLength) - part.byteLength),
  ])
  return [head, ...body]
}

/** The shard held in these bytes. @throws Error when they are not a whole index file. */
export function decodeShard(file: ArrayBuffer): Shard {
  const bytes = Buffer.from(file)
  if (bytes.length < PREAMBLE || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new Error('ce fichier n’est pas un index d’adresses')
  const jsonLength = bytes.readUInt32LE(MAGIC.length)
  const base = padded(PREAMBLE + jsonLength)
  const header = JSON.parse(bytes.toString('utf8', PREAMBLE, PREAMBLE + jsonLength)) as Header
  if (bytes.length !== base + header.bytes) throw new Error('l’index d’adresses est incomplet')
  return shardOf(header, (key) => {
    const [offset, length] = header.sections[key] ?? [0, 0]
    return file.slice(base + offset, base + offset + length)
  })
}

function partsOf({ names, streets, addresses, postings }: Shard): [key: string, part: Buffer][] {
  const columns = { ...numbersOf('names', names), ...numbersOf('streets', streets) }
  const more = { ...numbersOf('addresses', addresses), ...numbersOf('postings', postings) }
  const { written, core, sound } = names
  const texts = { 'names.written': written, 'names.core': core, 'names.sound': sound }
  return [
    ...Object.entries({ ...columns, ...more }).map(
      ([key, { buffer, byteOffset, byteLength }]): [string, Buffer] => [
        key,
        Buffer.from(buffer, byteOffset, byteLength),
      ],
    ),
    ...Object.entries(texts).map(([key, lines]): [string, Buffer] => [
      key,
      Buffer.from(lines.join('\n')),
    ]),
  ]
}

function numbersOf(
  group: string,
  fields: Record<string, ArrayBufferView | string[]>,
): Record<string, ArrayBufferView> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) =>
      Array.isArray(value) ? [] : [[`${group}.${field}`, value]],
    ),
  )
}

function shardOf(
  { name, communes, olds, postalCodes, types, suffixes }: Header,
  part: (key: string) => ArrayBuffer,
): Shard {
  const core = Buffer.from(part('names.core')).toString('utf8').split('\n')
  const text = (key: string) => Buffer.from(part(key)).toString('utf8').split('\n')
  const u8 = (key: string) => new Uint8Array(part(key))
  const u16 = (key: string) => new Uint16Array(part(key))
  const u32 = (key: string) => new Uint32Array(part(key))
  const i32 = (key: string) => new Int32Array(part(key))
  return {
    name,
    communes,
    olds,
    postalCodes,
    types,
    suffixes,
    names: {
      written: text('names.written'),
      core,
      joined: core.map((name) => name.replaceAll(' ', '')),
      sound: text('names.sound'),
      links: u16('names.links'),
      type: u8('names.type'),
      grams: u8('names.grams'),
    },
    streets: {
      name: u32('streets.name'),
      postalCode: u16('streets.postalCode'),
      old: u16('streets.old'),
      firstAddress: u32('streets.firstAddress'),
    },
    addresses: {
      number: u32('addresses.number'),
      lon: i32('addresses.lon'),
      lat: i32('addresses.lat'),
    },
    postings: { starts: u32('postings.starts'), streets: u32('postings.streets') },
  }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
