#!/usr/bin/env node
// Runs the Prisma command line with our offline engine: `node prisma/cli.mjs generate | drift | migration NAME | status`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const prisma = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js')
const config = ['--config', join(here, 'prisma.config.ts')]
const diff = [
  'migrate',
  'diff',
  '--from-migrations',
  join(here, 'migrations'),
  '--to-schema',
  join(here, 'schema.prisma'),
]

const [command, name] = process.argv.slice(2)
if (command === 'generate') process.exit(generate())
else if (command === 'drift')
  process.exit(run([...diff, '--exit-code', ...config], { inMemory: true }).status)
else if (command === 'status') process.exit(run(['migrate', 'status', ...config]).status)
else if (command === 'migration' && /^[a-z_]+$/.test(name ?? '')) author(name)
else {
  console.error('node prisma/cli.mjs generate | drift | status | migration nom_de_la_migration')
  process.exit(2)
}

/** Generates the client, unless it is newer than the schema. */
function generate() {
  const made = join(here, 'generated', 'client.ts')
  const schema = join(here, 'schema.prisma')
  if (existsSync(made) && statSync(made).mtimeMs > statSync(schema).mtimeMs) return 0
  return run(['generate', ...config], { quiet: true, inMemory: true }).status
}

function author(verb) {
  const { status, stdout } = run([...diff, '--script', ...config], { inMemory: true, quiet: true })
  if (status !== 0) process.exit(status)
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(here, 'migrations', `${stamp}_${verb}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), stdout)
  console.log(folder)
}

function run(args, { inMemory = false, quiet = false } = {}) {
  const result = spawnSync(process.execPath, [prisma, ...args], {
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: join(here, 'schema-engine.mjs'),
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      ...(inMemory ? { SHIM_INMEMORY: '1' } : {}),
    },
  })
  if (quiet && result.status !== 0) process.stderr.write(`${result.stdout}${result.stderr}`)
  return { status: result.status ?? 1, stdout: result.stdout ?? '' }
}
