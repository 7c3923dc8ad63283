import type { OwnFileView } from '../../web/pages/patient/own-file.ts'
import { type OwnFile, SECTIONS } from './file.ts'
import type { Line } from './lines.ts'
import type { Opened } from './reading.ts'

/** The page of a file: what there is, in words. */
export function ownFileView({ reference, isOver, file }: Opened, path: string): OwnFileView {
  return {
    reference,
    backHref: path,
    jsonHref: `${path}/mes-reponses.json`,
    correctHref: isOver ? null : `${path}/corriger`,
    eraseHref: `${path}/effacer`,
    sections: SECTIONS.map((name) => ({ name, records: file[name].map(inWords).filter(hasLines) })),
  }
}

type Shown = { label: string; text: string }[]

function inWords(lines: Line[]): Shown {
  return lines.flatMap(({ label, text }) => (text === null ? [] : [{ label, text }]))
}

function hasLines(lines: Shown): boolean {
  return lines.length > 0
}

/** The same file for a machine: each section, its records, each thing under its name. */
export function ownFileJson({ reference, file }: Opened): {
  reference: string
  file: Record<keyof OwnFile, Record<string, unknown>[]>
} {
  const sections = SECTIONS.map((name) => [
    name,
    file[name].map((lines) => Object.fromEntries(lines.map((line) => [line.name, line.value]))),
  ])
  return { reference, file: Object.fromEntries(sections) }
}
