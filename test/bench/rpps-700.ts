import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openEmbedded } from '../../server/db.ts'
import { aRow, HEADER } from '../unit/prospects/extraction.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '700' } } })
const bytesWanted = Number(values.megabytes) * 1_000_000
const folder = mkdtempSync(join(tmpdir(), 'tu-rpps-'))

/** Communes spread over the rows; one in a hundred is of the territory, as in a national file. */
const COMMUNES = Array.from({ length: 99 }, (_, i) => `${10 + (i % 80)}${String(100 + i)}`)

/**
 * Imports a synthetic extraction through the real command and prints its time and its peak of resident memory beside
 * those of the same command on a file of one row: the program at rest. Linux only: memory is read in /proc.
 */
try {
  const database = await openEmbedded(folder)
  await seed(database)
  await database.close()
  const small = await extraction('une-ligne.txt', 1)
  const large = await extraction('extraction.txt', bytesWanted)
  const rest = await run(small.path)
  const full = await run(large.path)
  const figures = {
    megabytes: Math.round(statSync(large.path).size / 1e6),
    rows: large.rows,
    seconds: Number(full.seconds.toFixed(1)),
    peakMb: full.peakMb,
    restMb: rest.peakMb,
    aboveRestMb: full.peakMb - rest.peakMb,
    restSeconds: Number(rest.seconds.toFixed(1)),
  }
  process.stdout.write(`${JSON.stringify(figures)}\n${full.said}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function seed({ client }: Awaited<ReturnType<typeof openEmbedded>>): Promise<void> {
  const contact = { contactName: 'Maud Vérilande', contactPhone: '+33353010012' }
  const outside = {
    outsideName: 'Voisine',
    outsidePhone: '+33353010047',
    outsideAdvice: 'Appelez.',
  }
  const texts = { contactEmail: 'coordination@example.org', contactHours: 'de 9 h à 17 h' }
  const named = { slug: 'essai', name: 'Essai', referencePrefix: 'ES' }
  const { id } = await client.territory.create({
    data: { ...named, ...contact, ...outside, ...texts },
    select: { id: true },
  })
  const lille = { role: 'base' as const, inseeCode: '59350', name: 'Lille' }
  await client.territoryPart.create({ data: { ...lille, territoryId: id }, select: { id: true } })
}

async function extraction(name: string, bytes: number): Promise<{ path: string; rows: number }> {
  const path = join(folder, name)
  const file = createWriteStream(path, { highWaterMark: 1 << 22 })
  let block = `${HEADER}\n`
  let written = 0
  let rows = 0
  while (written < bytes) {
    block += `${rowOf(rows)}\n`
    rows += 1
    if (block.length < 1 << 20 && written + block.length < bytes) continue
    written += Buffer.byteLength(block)
    if (!file.write(block))
      await new Promise<void>((resolve) => file.once('drain', () => resolve()))
    block = ''
  }
  await new Promise<void>((resolve) => file.end(() => resolve()))
  return { path, rows }
}

/** One row in seven is a doctor; in the territory, three doctors in four are GPs in private practice. */
function rowOf(i: number): string {
  const isDoctor = i % 7 === 0
  return aRow({
    'Identifiant PP': String(10_000_000_000 + Math.floor(i / 1.3)),
    'Code profession': isDoctor ? '10' : '60',
    'Libellé profession': isDoctor ? 'Médecin' : 'Infirmier',
    'Code savoir-faire': Math.floor(i / 7000) % 4 === 0 ? 'SM05' : 'SM53',
    'Code commune (coord. structure)': i % 1000 === 0 ? '59350' : (COMMUNES[i % 99] ?? '75056'),
    'Numéro Voie (coord. structure)': String(1 + (i % 300)),
    'Raison sociale site': 'CENTRE DE SANTE INVENTE DE LA RUE DES ESSAIS, ETAGE 2, PORTE GAUCHE',
    'Adresse e-mail (coord. structure)': `cabinet${i}@example.org`,
  })
}

type Run = { seconds: number; peakMb: number; said: string }

function run(path: string): Promise<Run> {
  const command = ['--import', 'tsx', 'server/commands/doctors.ts', 'import', path]
  const options = ['--format', 'rpps', '--report', join(folder, 'rapport.csv')]
  const env = { PATH: process.env.PATH, TU_DATA_DIR: folder, TU_GEOCODER: 'offline' }
  const started = performance.now()
  const child = spawn(process.execPath, [...command, ...options], { cwd: ROOT, env })
  let said = ''
  let peakKb = 0
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const watch = setInterval(() => {
    peakKb = Math.max(peakKb, peakOf(child.pid))
  }, 50)
  return new Promise((resolve) => {
    child.on('close', () => {
      clearInterval(watch)
      const seconds = (performance.now() - started) / 1000
      resolve({ seconds, peakMb: Math.round(peakKb / 1024), said })
    })
  })
}

/** Highest resident memory of a process so far, in kilobytes; 0 once it has ended. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0)
  } catch {
    return 0
  }
}
