import { parseArgs } from 'node:util'
import { AccountRefused, disable, type Invitation, invite } from '../accounts/invitation.ts'
import { ROLES } from '../accounts/rules.ts'
import { AccountEmail, AccountRole } from '../accounts/schema.ts'
import { ConfigError, loadConfig } from '../config.ts'
import { FolderLocked } from '../database/lock.ts'
import { MigrationRefused } from '../database/migrate.ts'
import { openDatabase } from '../db.ts'

const USAGE = `Usage : npm run account -- create ADRESSE_MAIL --role RÔLE [--territory SLUG] [--name "Prénom Nom"]
        npm run account -- disable ADRESSE_MAIL
RÔLE : ${ROLES.join(', ')}`

type Order = { verb: 'create'; invitation: Invitation } | { verb: 'disable'; email: string }

/**
 * Makes accounts and shuts them. The activation link is the only thing on standard output.
 * Exit code: 0 done, 1 refused, 2 usage.
 */
async function main(args: string[], now: Date): Promise<number> {
  const order = orderOf(args)
  if (!order) return say(USAGE, 2)
  try {
    return await obey(order, now)
  } catch (error) {
    if (isExpected(error)) return say(error.message, 1)
    if (error instanceof Error && 'code' in error)
      return say(`La base de données ne répond pas (${error.code}).`, 1)
    throw error
  }
}

function orderOf(args: string[]): Order | null {
  try {
    const string = { type: 'string' } as const
    const options = { role: string, territory: string, name: string }
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [verb, address, ...rest] = positionals
    const email = AccountEmail.safeParse(address)
    if (!email.success || rest.length > 0) return null
    if (verb === 'disable') return { verb, email: email.data }
    const role = AccountRole.safeParse(values.role)
    if (verb !== 'create' || !role.success) return null
    return { verb, invitation: { ...values, email: email.data, role: role.data } }
  } catch {
    return null
  }
}

async function obey(order: Order, now: Date): Promise<number> {
  const config = loadConfig(process.env)
  const database = await openDatabase(config, (error) => say(error.message, 1))
  try {
    if (order.verb === 'disable') {
      await disable({ database }, order.email, now)
      return say(`Le compte ${order.email} est fermé, ses sessions aussi.`, 0)
    }
    const link = await invite({ database, config }, order.invitation, now)
    process.stdout.write(`${link}\n`)
    return say('Ce lien sert une fois, pendant 7 jours, et remplace les précédents.', 0)
  } finally {
    await database.close()
  }
}

function isExpected(error: unknown): error is Error {
  return [ConfigError, FolderLocked, MigrationRefused, AccountRefused].some(
    (kind) => error instanceof kind,
  )
}

function say(words: string, code: number): number {
  process.stderr.write(`${words}\n`)
  return code
}

process.exitCode = await main(process.argv.slice(2), new Date())
