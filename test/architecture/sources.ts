import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** `to` is a path from the root for our own files, a package name otherwise. `typeOnly` imports vanish at run time. */
export type Import = { to: string; typeOnly: boolean }
/** `path` from the root; `code` is the text without its comments. */
export type Source = { path: string; text: string; code: string; imports: Import[] }

const FOLDERS = ['server', 'web', 'prisma', 'test']
const NOT_OURS = /(^|\/)(generated|node_modules|\.screens)(\/|$)/

/** Every source of ours whose name ends so, in path order. Read afresh at each call. */
export function sources(ending: RegExp = /\.ts$/): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => ending.test(path) && !NOT_OURS.test(path)),
  )
    .sort()
    .map(sourceOf)
}

export function readRoot(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** All that a file brings along at run time, itself left out: our files and packages. */
export function broughtBy(path: string, all: ReadonlyMap<string, Source>): Set<string> {
  const brought = new Set<string>()
  const follow = (from: string) => {
    for (const { to, typeOnly } of all.get(from)?.imports ?? []) {
      if (typeOnly || brought.has(to)) continue
      brought.add(to)
      follow(to)
    }
  }
  follow(path)
  return brought
}

function sourceOf(path: string): Source {
  const text = readRoot(path)
  const code = withoutComments(text)
  return { path, text, code, imports: importsOf(path, code) }
}

function importsOf(path: string, code: string): Import[] {
  const from = code.matchAll(/^(?:import|export)\s+(type\s+)?[^'"`;=()]*?\bfrom\s+'([^']+)'/gm)
  const bare = code.matchAll(/(?:^import\s+|\bimport\()()'([^']+)'/gm)
  return [...from, ...bare].map(([, type, to = '']) => ({
    typeOnly: Boolean(type),
    to: to.startsWith('.') ? join(dirname(path), to) : to,
  }))
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
}
