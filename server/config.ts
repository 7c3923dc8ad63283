import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import {
  type ConfigProblem,
  domainsOf,
  productionProblems,
  secureMailProblems,
} from './config-rules.ts'
import { type Dkim, readDkim } from './dkim.ts'

export type Config = ReturnType<typeof toConfig>

/** Every reason why the configuration is refused, one line each, naming the variable and the remedy. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(({ name, reason }) => `${name} : ${reason}`).join('\n'))
  }
}

const port = z.coerce.number().int().min(0).max(65535)
const optional = z.string().min(1).optional()

const Environment = z.object({
  NODE_ENV: optional,
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  PORT: port.default(3000),
  TU_MODE: z.enum(['demo', 'production']).optional(),
  TU_ACCEPT_EMBEDDED: z.enum(['oui', 'non']).default('non'),
  TU_DATA_DIR: z.string().min(1).default('data'),
  TU_PUBLIC_URL: z.url().optional(),
  TU_TRUST_PROXY: optional,
  TU_SECRET: optional,
  TU_FIELD_KEYS: optional,
  TU_WORKER: z.enum(['on', 'off']).default('on'),
  TU_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TU_GEOCODER: z.enum(['auto', 'service', 'offline']).default('auto'),
  TU_GEOCODER_URL: z.url().default('https://data.geopf.fr/geocodage'),
  TU_TILES_URL: z
    .string()
    .regex(/^(https?:\/\/.+|non)$/)
    .default(
      'https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}',
    ),
  TU_ROUTING_URL: z
    .string()
    .regex(/^https?:\/\/.+/)
    .refine(URL.canParse)
    .optional(),
  TU_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  TU_SMTP_FALLBACK_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  TU_MAIL_FROM: optional,
  TU_DKIM_DOMAIN: optional,
  TU_DKIM_SELECTOR: optional,
  TU_DKIM_KEY: optional,
  TU_MSS_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  TU_MSS_MAIL_FROM: optional,
  TU_MSS_DOMAINS: optional,
  TU_TWILIO_SID: optional,
  TU_TWILIO_TOKEN: optional,
  TU_TWILIO_SENDER: optional,
  TU_TWILIO_URL: z.url().default('https://api.twilio.com'),
  TU_LIMIT_FORM_PER_HOUR: z.coerce.number().int().min(1).default(60),
})

export type Environment = z.infer<typeof Environment>

/**
 * The configuration read from environment variables, frozen for the life of the process.
 * @throws ConfigError naming every variable that is wrong, unknown, missing or unsafe in production.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const unknown = Object.keys(env)
    .filter((name) => name.startsWith('TU_') && !(name in Environment.shape))
    .map((name) => ({ name, reason: 'variable inconnue, corrigez son nom ou retirez-la' }))
  const parsed = Environment.safeParse(withoutBlanks(env))
  const invalid = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        name: String(issue.path[0]),
        reason: `valeur refusée (${issue.message})`,
      }))
  if (!parsed.success) throw new ConfigError([...unknown, ...invalid])
  const { dkim, problems: unsigned } = readDkim(parsed.data)
  const problems = [
    ...unknown,
    ...unsigned,
    ...secureMailProblems(parsed.data),
    ...(isProduction(parsed.data) ? productionProblems(parsed.data) : []),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  return toConfig(parsed.data, dkim)
}

function toConfig(env: Environment, dkim: Dkim | null) {
  const dataDir = env.TU_DATA_DIR
  return Object.freeze({
    demo: !isProduction(env),
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    dataDir,
    publicUrl: (env.TU_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    trustProxy: env.TU_TRUST_PROXY,
    secret: env.TU_SECRET,
    fieldKeys: env.TU_FIELD_KEYS,
    worker: env.TU_WORKER === 'on',
    logLevel: env.TU_LOG_LEVEL,
    geocoder: { engine: env.TU_GEOCODER, url: env.TU_GEOCODER_URL },
    tilesUrl: env.TU_TILES_URL === 'non' ? null : env.TU_TILES_URL,
    routingUrl: env.TU_ROUTING_URL ?? null,
    smtpUrl: env.TU_SMTP_URL,
    smtpFallbackUrl: env.TU_SMTP_FALLBACK_URL,
    mailFrom: env.TU_MAIL_FROM,
    dkim,
    secureMail: secureMailOf(env),
    twilio: twilioOf(env),
    limitFormPerHour: env.TU_LIMIT_FORM_PER_HOUR,
  })
}

/** The account that tells doctors who a household is, and the only domains it may write to; null: nobody is told. */
function secureMailOf(env: Environment) {
  const { TU_MSS_SMTP_URL: url, TU_MSS_MAIL_FROM: from, TU_MSS_DOMAINS: domains } = env
  return url && from && domains ? { url, from, domains: domainsOf(domains) } : null
}

function twilioOf(env: Environment) {
  const { TU_TWILIO_SID: sid, TU_TWILIO_TOKEN: token, TU_TWILIO_SENDER: sender } = env
  return sid && token && sender ? { sid, token, sender, url: env.TU_TWILIO_URL } : null
}

function isProduction(env: Environment): boolean {
  return (env.TU_MODE ?? (env.NODE_ENV === 'production' ? 'production' : 'demo')) === 'production'
}

function withoutBlanks(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

/** Version of the program, as `package.json` says it. */
export function programVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}
