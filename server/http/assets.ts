import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Assets, entries } from '../../web/entries.ts'

type Manifest = Record<string, { readonly file: string } | undefined>

/**
 * Addresses under `/assets/` of the files that the build left in `distDir` (usually `dist/web`).
 * Throws with what to run when nothing was built, or when a file is missing from the build.
 */
export function loadAssets(distDir: string): Assets {
  const manifest = readManifest(distDir)
  const address = (source: string) => {
    const built = manifest[source]
    if (!built) throw new Error(`${source} is not in ${distDir}: run npm run build`)
    return `/assets/${built.file}`
  }
  return {
    patientCss: address(entries.patientCss),
    staffCss: address(entries.staffCss),
    addressJs: address(entries.addressJs),
    focusJs: address(entries.focusJs),
    printJs: address(entries.printJs),
    mapJs: address(entries.mapJs),
    staffJs: address(entries.staffJs),
    icon: '/assets/icon.svg',
  }
}

function readManifest(distDir: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(distDir, '.vite/manifest.json'), 'utf8')) as Manifest
  } catch (cause) {
    throw new Error(`No built files in ${distDir}: run npm run build`, { cause })
  }
}
