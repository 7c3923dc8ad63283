import { randomUUID } from 'node:crypto'
import { loadConfig } from '../../../server/config.ts'
import { loadKeys } from '../../../server/crypto/keys.ts'
import type { Database } from '../../../server/db.ts'
import type { Deps } from '../../../server/deps.ts'
import type { NewRequest } from '../../../server/orientation/intake-store.ts'
import { straightLines } from '../../../server/routing/auto.ts'
import { entries } from '../../../web/entries.ts'
import { storeRequest } from '../../support/request.ts'
import { log, now } from './outbox.ts'

const keys = loadKeys({
  demo: false,
  dataDir: '',
  secret: 'a long enough secret for the tests of messages',
  fieldKeys: `k1:${Buffer.alloc(32, 9).toString('base64')}`,
})

const assets = Object.fromEntries([...Object.keys(entries), 'icon'].map((name) => [name, '']))

/** What a feature is given, over a real database; addresses are never looked for here. */
export function someDeps(database: Database, overrides: Partial<Deps['config']> = {}): Deps {
  return {
    config: { ...loadConfig({}), publicUrl: 'https://cpts.example.org', ...overrides },
    database,
    keys,
    log,
    assets: assets as Deps['assets'],
    geocoder: {
      search: () => Promise.reject(new Error('no address is looked for here')),
      suggest: () => Promise.resolve([]),
    },
    journeysTo: straightLines,
    now: () => now,
  }
}

/** A household of one on the waiting list; its id. */
export async function aRequest(
  { database }: Deps,
  territoryId: string,
  part: Partial<NewRequest> = {},
): Promise<string> {
  const id = randomUUID()
  const request: NewRequest = {
    id,
    territoryId,
    referencePrefix: 'GL',
    status: 'ready',
    source: null,
    filledBy: 'moi',
    channel: 'email',
    nextStepOn: '2026-12-01',
    inseeCode: '59350',
    contact: { phone: '+33639981234', email: 'jeanne@example.org', canOpenLink: true },
    home: {
      address: '6 rue du Rouet',
      postalCode: '59000',
      commune: 'Lille',
      label: null,
      position: [3.06, 50.63],
      oldInseeCode: null,
      placedBy: 'geocoder',
      doubts: [],
      candidates: [],
    },
    wishes: {
      language: 'fr',
      wheelchair: false,
      transport: null,
      maxKm: 5,
      reason: null,
      alreadyFollowed: false,
    },
    members: [
      {
        lastName: 'Lamercier',
        firstName: 'Jeanne',
        birthDate: '1948-03-27',
        ald: true,
        canTravel: false,
      },
    ],
    verdict: 'inside',
    surveyAgreed: false,
    ...part,
  }
  await storeRequest(database.client, keys, request, now)
  return id
}
