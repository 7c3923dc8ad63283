import request from 'supertest'
import { describe, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, now } from './outbox.ts'
import { aStaffApp } from './staff-app.ts'
import { someDeps } from './support.ts'

const database = await aDatabase()
const deps = someDeps(database)

describe('a provider that does not answer', () => {
  const down = (provider: string) =>
    database.client.providerCircuit.create({
      data: { provider, failedAt: [now], openedAt: now, lastProbeAt: now },
    })
  const page = async (with_: Deps = deps) =>
    (
      await request(aStaffApp(with_, await aTerritory(database), 'coordinator')).get(
        '/coordination/envois',
      )
    ).text

  test('is told with the time since when, and that messages wait', async () => {
    await down('twilio')
    expect(await page()).toContain(
      'Le fournisseur de SMS ne répond plus depuis le 24 novembre, 10 h. Les SMS attendent',
    )
  })

  test('is told with the server that takes over, until that one is away too', async () => {
    const two = someDeps(database, { smtpUrl: 'smtp://a', smtpFallbackUrl: 'smtp://b' })
    await down('smtp')
    expect(await page(two)).toContain('L’autre serveur prend le relais')
    await down('smtp_fallback')
    expect(await page(two)).not.toContain('prend le relais')
    expect(await page(two)).toContain('Le second serveur de mail ne répond plus')
  })

  test('is told of secure mail, which waits: no other server takes over', async () => {
    const two = someDeps(database, { smtpUrl: 'smtp://a', smtpFallbackUrl: 'smtp://b' })
    await down('mssante')
    const text = await page(two)
    expect(text).toContain('La messagerie sécurisée ne répond plus depuis le 24 novembre, 10 h.')
    expect(text).toContain('Ses messages attendent')
    expect(text).not.toContain('prend le relais')
  })

  test('is not spoken of while it only failed once', async () => {
    await database.client.providerCircuit.create({ data: { provider: 'smtp', failedAt: [now] } })
    expect(await page()).not.toContain('ne répond plus')
  })
})
