import { createRequire } from 'node:module'

/** A commune of the official register (INSEE, COG 2026), an associated or delegated one, or a municipal district. */
export interface Commune {
  code: string
  name: string
  postalCodes: readonly string[]
  /** Code of the current commune this one is a part of; its own code when it is one. */
  currentCode: string
}

interface RegisterRow {
  code: string
  nom: string
  type: string
  chefLieu?: string
  commune?: string
  codesPostaux?: string[]
}

interface Register {
  byCode: ReadonlyMap<string, Commune>
  byName: ReadonlyMap<string, readonly Commune[]>
  byPostalCode: ReadonlyMap<string, readonly Commune[]>
}

let register: Register | undefined

/** The commune of an INSEE code; the current one where a delegated commune kept the same code. */
export function communeByCode(code: string): Commune | undefined {
  return theRegister().byCode.get(code)
}

/** Communes whose name reads the same once accents, capitals, hyphens and Saint/St, lès/lez are set aside. */
export function communesNamed(name: string): readonly Commune[] {
  return theRegister().byName.get(comparableName(name)) ?? []
}

/**
 * The commune meant by a name and a postal code. A name cut short is understood where the postal code knows one that
 * begins so: « Hellemmes » and 59260 give Hellemmes-Lille. Else says which of the two is wrong.
 */
export function findCommune(
  name: string,
  postalCode: string,
): Commune | 'unknown_name' | 'other_postal_code' {
  const namesakes = communesNamed(name)
  const exact = namesakes.find(({ postalCodes }) => postalCodes.includes(postalCode))
  if (exact) return exact
  const prefix = `${comparableName(name)} `
  const answering = theRegister().byPostalCode.get(postalCode) ?? []
  const longer = answering.filter((commune) => comparableName(commune.name).startsWith(prefix))
  if (longer[0] && longer.length === 1) return longer[0]
  return namesakes.length > 0 ? 'other_postal_code' : 'unknown_name'
}

/** Code of the current commune: 59355 (Lomme) gives 59350 (Lille); an unknown code gives itself. */
export function currentCode(code: string): string {
  return communeByCode(code)?.currentCode ?? code
}

/** A code and, for an associated commune, the code of the commune it belongs to. */
export function codesOf(code: string): readonly string[] {
  const current = currentCode(code)
  return current === code ? [code] : [code, current]
}

/** One spelling for the ways people write a commune: « ST-ANDRE LES LILLE » and « Saint-André-lez-Lille ». */
export function comparableName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bcedex\b.*$/, '')
    .trim()
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .replace(/\b(les|lez)\b/g, 'les')
}

/** Read at the first question: 8 MB, about 150 ms. */
function theRegister(): Register {
  register ??= buildRegister()
  return register
}

function buildRegister(): Register {
  const require = createRequire(import.meta.url)
  const rows: RegisterRow[] = require('@etalab/decoupage-administratif/data/communes.json')
  const postalCodesOf = new Map(rows.map(({ code, codesPostaux }) => [code, codesPostaux ?? []]))
  const byCode = new Map<string, Commune>()
  const byName = new Map<string, Commune[]>()
  const byPostalCode = new Map<string, Commune[]>()
  for (const row of rows) {
    const commune = communeOf(row, postalCodesOf)
    if (!byCode.has(row.code) || row.type === 'commune-actuelle') byCode.set(row.code, commune)
    addTo(byName, comparableName(row.nom), commune)
    for (const postalCode of commune.postalCodes) addTo(byPostalCode, postalCode, commune)
  }
  return { byCode, byName, byPostalCode }
}

function addTo(index: Map<string, Commune[]>, key: string, commune: Commune): void {
  const known = index.get(key)
  if (known) known.push(commune)
  else index.set(key, [commune])
}

/** The register gives no postal code to a part of a commune: it answers to those of the whole. */
function communeOf(row: RegisterRow, postalCodesOf: ReadonlyMap<string, string[]>): Commune {
  const current = row.chefLieu ?? row.commune ?? row.code
  const own = row.codesPostaux ?? []
  return {
    code: row.code,
    name: row.nom,
    postalCodes: own.length > 0 ? own : (postalCodesOf.get(current) ?? []),
    currentCode: current,
  }
}
