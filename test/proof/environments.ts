/** 32 random bytes drawn for the tests. */
const SECRET = 'qVt3xK9mRz7LpWc2NfHy8BdJ4sGeTaUo6MiXvQkZrEw'
const FIELD_KEY = 'k1:3q2+7wAJc1hYV0mT8rKp5uX9LzNfQeGdBvOiSaHjWkM='

/** A production environment without a fault, but for its database, where nobody answers. */
export const goodEnvironment: Record<string, string> = {
  TU_MODE: 'production',
  DATABASE_URL: 'postgresql://trait@127.0.0.1:1/none',
  TU_SECRET: SECRET,
  TU_FIELD_KEYS: FIELD_KEY,
  TU_PUBLIC_URL: 'https://medecin.example.org',
  TU_SMTP_URL: 'smtps://mail.example.org',
  TU_MAIL_FROM: 'ne-pas-repondre@example.org',
}

/** `change` makes the good environment bad, and the refusal must name `name`. An empty value is a missing one. */
export type BadEnvironment = { name: string; change: Record<string, string> }

const dkim = { TU_DKIM_DOMAIN: 'example.org', TU_DKIM_SELECTOR: 'tu', TU_DKIM_KEY: '/absent.pem' }

const secure = {
  TU_MSS_SMTP_URL: 'smtps://mss.example.org',
  TU_MSS_MAIL_FROM: 'cpts@mss.example.org',
  TU_MSS_DOMAINS: 'mss.example.org, medecin.example.org',
}

const twilio = { TU_TWILIO_SID: 'AC1', TU_TWILIO_TOKEN: 'jeton' }

/** One of each kind first. */
export const badEnvironments: readonly BadEnvironment[] = [
  { name: 'TU_SECRET', change: { TU_SECRET: '' } },
  { name: 'TU_SECRET', change: { TU_SECRET: 'qVt3xK9mRz7LpWc2NfHy8BdJ4sGeTaU' } },
  { name: 'TU_SECRET', change: { TU_SECRET: 'un-exemple-de-secret-a-remplacer-vite' } },
  { name: 'TU_PUBLIC_URL', change: { TU_PUBLIC_URL: 'http://medecin.example.org' } },
  { name: 'TU_TWILIO_SENDER', change: { ...twilio, TU_TWILIO_SENDER: '06 39 98 12 34' } },
  { name: 'TU_SECRETT', change: { TU_SECRETT: SECRET } },
  { name: 'DATABASE_URL', change: { DATABASE_URL: '' } },
  { name: 'TU_FIELD_KEYS', change: { TU_FIELD_KEYS: '' } },
  { name: 'TU_SECRET', change: { TU_SECRET: 'x'.repeat(40) } },
  { name: 'TU_FIELD_KEYS', change: { TU_FIELD_KEYS: 'k1:dHJvcCBjb3VydA==' } },
  { name: 'TU_FIELD_KEYS', change: { TU_FIELD_KEYS: `${FIELD_KEY},k2` } },
  { name: 'TU_PUBLIC_URL', change: { TU_PUBLIC_URL: '' } },
  { name: 'TU_PUBLIC_URL', change: { TU_PUBLIC_URL: 'medecin.example.org' } },
  { name: 'TU_SMTP_URL', change: { TU_SMTP_URL: '' } },
  { name: 'TU_SMTP_URL', change: { TU_SMTP_URL: 'smtp://127.0.0.1:2525' } },
  { name: 'TU_SMTP_URL', change: { TU_SMTP_URL: 'https://mail.example.org' } },
  { name: 'TU_MAIL_FROM', change: { TU_MAIL_FROM: '' } },
  { name: 'TU_SMTP_FALLBACK_URL', change: { TU_SMTP_FALLBACK_URL: 'smtp://127.0.0.1:2525' } },
  { name: 'TU_SMTP_FALLBACK_URL', change: { TU_SMTP_FALLBACK_URL: 'smtps://mail.example.org' } },
  { name: 'TU_DKIM_DOMAIN', change: { TU_DKIM_SELECTOR: 'tu' } },
  { name: 'TU_DKIM_DOMAIN', change: { ...dkim, TU_DKIM_DOMAIN: 'ailleurs.example.com' } },
  { name: 'TU_DKIM_KEY', change: dkim },
  { name: 'TU_TWILIO_SENDER', change: { ...twilio, TU_TWILIO_SENDER: '+33739980102' } },
  { name: 'TU_TWILIO_SENDER', change: { ...twilio, TU_TWILIO_SENDER: 'Un nom trop long' } },
  { name: 'TU_TWILIO_SID', change: { TU_TWILIO_SID: 'AC1' } },
  { name: 'TU_MSS_SMTP_URL', change: { ...secure, TU_MSS_SMTP_URL: '' } },
  { name: 'TU_MSS_SMTP_URL', change: { ...secure, TU_MSS_DOMAINS: '' } },
  { name: 'TU_MSS_SMTP_URL', change: { ...secure, TU_MSS_SMTP_URL: 'smtp://127.0.0.1:2525' } },
  { name: 'TU_MSS_SMTP_URL', change: { ...secure, TU_MSS_SMTP_URL: 'mss.example.org' } },
  { name: 'TU_MSS_MAIL_FROM', change: { ...secure, TU_MSS_MAIL_FROM: 'CPTS' } },
  { name: 'TU_MSS_DOMAINS', change: { ...secure, TU_MSS_DOMAINS: 'mss.example.org,' } },
  { name: 'TU_GEOCODER_URL', change: { TU_GEOCODER_URL: 'http://geocodage.example.org' } },
  { name: 'TU_GEOCODER_URL', change: { TU_GEOCODER_URL: 'https://localhost:8080' } },
  { name: 'TU_TILES_URL', change: { TU_TILES_URL: 'http://tuiles.example.org/{z}/{x}/{y}' } },
  { name: 'TU_ROUTING_URL', change: { TU_ROUTING_URL: 'http://trajets.example.org/{mode}' } },
  { name: 'TU_ROUTING_URL', change: { TU_ROUTING_URL: 'https://127.0.0.1:5000' } },
  { name: 'TU_TWILIO_URL', change: { TU_TWILIO_URL: 'https://127.0.0.1' } },
  { name: 'TU_TWILIO_URL', change: { TU_TWILIO_URL: 'https://[::1]' } },
  { name: 'TU_MODE', change: { TU_MODE: 'prod' } },
  { name: 'TU_WORKER', change: { TU_WORKER: 'oui' } },
  { name: 'TU_GEOCODER', change: { TU_GEOCODER: 'google' } },
  { name: 'TU_LIMIT_FORM_PER_HOUR', change: { TU_LIMIT_FORM_PER_HOUR: '0' } },
  { name: 'PORT', change: { PORT: '70000' } },
  { name: 'DATABASE_URL', change: { DATABASE_URL: 'mysql://trait@db.example.org/trait' } },
]
