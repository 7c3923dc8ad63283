import { createReadStream } from 'node:fs'

const BLOCK_BYTES = 1 << 20
/** No line of the extraction is near this long: a file without line ends must not fill the memory. */
const LONGEST_LINE = 1 << 20
const NEWLINE = 0x0a
const RETURN = 0x0d

/** A line as bytes that live in a block: valid until the next one. `ended` is false for a last line that was cut. */
export type RawLine = { block: Uint8Array; start: number; end: number; ended: boolean }

/** The file cannot be read, or is not lines of text. */
export class UnreadableExtraction extends Error {}

/**
 * Gives each line of a file to `onLine` as a range of bytes, without its end of line. The extraction weighs some 700 MB
 * and a territory keeps a few hundred rows of it: turning every line into strings would cost minutes and gigabytes,
 * so lines are cut by hand on bytes, and only the fields of a row that passed cheap tests are ever decoded.
 * @throws UnreadableExtraction
 */
export async function eachLine(
  path: string,
  onLine: (line: RawLine) => void,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const read of blocksOf(path)) {
    onBytes(read.length)
    const block = rest.length > 0 ? Buffer.concat([rest, read]) : read
    let start = 0
    for (let end = block.indexOf(NEWLINE); end >= 0; end = block.indexOf(NEWLINE, start)) {
      onLine({ block, start, end: withoutReturn(block, start, end), ended: true })
      start = end + 1
    }
    rest = block.subarray(start)
    if (rest.length > LONGEST_LINE) throw new UnreadableExtraction('une ligne ne finit pas')
  }
  if (rest.length > 0)
    onLine({ block: rest, start: 0, end: withoutReturn(rest, 0, rest.length), ended: false })
}

async function* blocksOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const block of createReadStream(path, { highWaterMark: BLOCK_BYTES }))
      yield block as Buffer
  } catch (error) {
    throw new UnreadableExtraction(error instanceof Error ? error.message : String(error), {
      cause: error,
    })
  }
}

function withoutReturn(block: Uint8Array, start: number, end: number): number {
  return end > start && block[end - 1] === RETURN ? end - 1 : end
}
