import type { RppsColumn, RppsHeader } from './rpps-columns.ts'
import type { RawLine } from './rpps-lines.ts'

const PIPE = 0x7c
/** Twice what the extraction has: a line with more is no row of it, whatever it holds. */
const MOST_FIELDS = 128

/** The bytes of a field are not UTF-8. */
export class BrokenText extends Error {}

/** Reads the fields of one line at a time, by their rank; nothing is decoded before it is asked for. */
export class Fields {
  private readonly starts = new Int32Array(MOST_FIELDS + 1)
  private readonly decoder = new TextDecoder('utf-8', { fatal: true })
  private line: RawLine = { block: new Uint8Array(), start: 0, end: 0, ended: true }
  private count = 0

  constructor(private readonly header: RppsHeader) {}

  /** Moves to a line; false when it has not the fields of a row (one more, empty, is one). */
  read(line: RawLine): boolean {
    this.line = line
    this.count = this.cut(line)
    const { width } = this.header
    return (
      this.count === width || (this.count === width + 1 && this.starts[width] === this.line.end)
    )
  }

  /** How many fields the line has. */
  get width(): number {
    return this.count
  }

  /** True when the field is exactly these bytes of ASCII. */
  is(column: RppsColumn, bytes: Uint8Array): boolean {
    const [start, end] = this.range(column)
    if (end - start !== bytes.length) return false
    for (let i = 0; i < bytes.length; i++) if (this.line.block[start + i] !== bytes[i]) return false
    return true
  }

  /** A short code, as ASCII. */
  code(column: RppsColumn): string {
    const [start, end] = this.range(column)
    let text = ''
    for (let at = start; at < end; at++) text += String.fromCharCode(this.line.block[at] ?? 0)
    return text
  }

  /** A text on one line, trimmed; empty where the file has no such column. @throws BrokenText */
  text(column: RppsColumn): string {
    const [start, end] = this.range(column)
    try {
      const text = this.decoder.decode(this.line.block.subarray(start, end))
      return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
    } catch {
      throw new BrokenText(column)
    }
  }

  private range(column: RppsColumn): readonly [start: number, end: number] {
    const rank = this.header.ranks[column]
    if (rank < 0 || rank >= this.count) return [0, 0]
    const next = rank + 1 < this.count ? (this.starts[rank + 1] ?? 0) - 1 : this.line.end
    return [this.starts[rank] ?? 0, next]
  }

  private cut({ block, start, end }: RawLine): number {
    const { starts } = this
    starts[0] = start
    let count = 1
    for (let at = start; at < end && count <= MOST_FIELDS; at++)
      if (block[at] === PIPE) starts[count++] = at + 1
    return count
  }
}
