import { describe, expect, test } from 'vitest'
import { ConfigError, loadConfig } from '../../../server/config.ts'
import { badEnvironments, goodEnvironment } from '../../proof/environments.ts'

function problemsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
}

describe('T-35: a production configuration', () => {
  test('without a fault is accepted', () => {
    expect(problemsOf(goodEnvironment)).toEqual([])
    expect(loadConfig(goodEnvironment).demo).toBe(false)
  })

  test.each(badEnvironments.map(({ name, change }) => [name, change] as const))(
    'is refused in one line that names %s when changed by %j',
    (name, change) => {
      const problems = problemsOf({ ...goodEnvironment, ...change })
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatch(new RegExp(`^${name} : .{5,}`))
    },
  )

  test('never repeats a secret when it refuses it', () => {
    const secret = 'un-exemple-de-secret-a-remplacer-vite'
    const problems = problemsOf({ ...goodEnvironment, TU_SECRET: secret, TU_FIELD_KEYS: secret })
    expect(problems).toHaveLength(2)
    expect(problems.join()).not.toContain(secret)
  })

  test('says every fault at once, one line each', () => {
    const problems = problemsOf({ TU_MODE: 'production' })
    const named = problems.map((line) => line.split(' : ')[0])
    expect(named).toEqual([
      'TU_SECRET',
      'TU_FIELD_KEYS',
      'DATABASE_URL',
      'TU_PUBLIC_URL',
      'TU_SMTP_URL',
      'TU_MAIL_FROM',
    ])
  })

  test('may keep the embedded database when it is asked for by name', () => {
    const { DATABASE_URL: _, ...embedded } = goodEnvironment
    expect(problemsOf({ ...embedded, TU_ACCEPT_EMBEDDED: 'oui' })).toEqual([])
  })

  test('is what NODE_ENV=production means, unless TU_MODE says otherwise', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).not.toEqual([])
    expect(problemsOf({ NODE_ENV: 'production', TU_MODE: 'demo' })).toEqual([])
  })

  test.each(['Cpts Lille', '38600', '09 37 12 34 56', '+33 9 39 12 34 56'])(
    'accepts %s as the sender of SMS',
    (sender) => {
      const twilio = { TU_TWILIO_SID: 'AC1', TU_TWILIO_TOKEN: 'jeton', TU_TWILIO_SENDER: sender }
      expect(problemsOf({ ...goodEnvironment, ...twilio })).toEqual([])
    },
  )
})

describe('a demonstration', () => {
  test('needs no variable at all', () => {
    expect(loadConfig({})).toMatchObject({ demo: true, port: 3000, dataDir: 'data', worker: true })
  })

  test('takes an empty variable as one that is not there', () => {
    expect(loadConfig({ PORT: '', TU_GEOCODER: '' }).port).toBe(3000)
  })

  test('refuses an unknown variable of ours, and leaves those of others alone', () => {
    expect(problemsOf({ TU_GEOCODEUR: 'auto', EDITOR: 'vi' })).toEqual([
      'TU_GEOCODEUR : variable inconnue, corrigez son nom ou retirez-la',
    ])
  })
})
