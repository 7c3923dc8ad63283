import { createHash, createVerify, generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, describe, expect, test } from 'vitest'
import { loadConfig } from '../../../server/config.ts'
import type { OutgoingEmail } from '../../../server/messaging/rules.ts'
import { smtpSender } from '../../../server/messaging/smtp.ts'
import { anSmtpServer, aScriptedServer, polite } from './smtp-stub.ts'

const FROM = 'ne-pas-repondre@cpts.example.org'
const now = new Date('2026-11-24T09:00:00Z')
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const dkim = { domain: 'cpts.example.org', selector: 'tu', privateKey: pem }

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

const email: OutgoingEmail = {
  channel: 'email',
  to: 'jeanne@example.org',
  fromName: 'CPTS Grand-Lille',
  replyTo: null,
  subject: 'Du nouveau',
  text: 'Bonjour,\n\nVoici.\n',
  html: '<p>Bonjour</p>',
}

async function started<S extends { url: string; close: () => unknown }>(server: Promise<S>) {
  const stub = await server
  const sender = smtpSender({ url: stub.url, from: FROM, encrypted: false, dkim })
  open.push(stub, sender)
  const send = (part: Partial<OutgoingEmail> = {}) =>
    sender.send({ ...email, ...part }, { id: randomUUID(), territoryId: randomUUID() }, now)
  return { stub, send }
}

/** Tags of a DKIM signature, and the header fields as they were signed (RFC 6376, relaxed). */
function signatureOf(raw: string) {
  const [head = '', body = ''] = raw.split(/\r\n\r\n([\s\S]*)/)
  const fields = head.split(/\r\n(?![ \t])/)
  const relaxed = (field: string) => {
    const colon = field.indexOf(':')
    const value = field
      .slice(colon + 1)
      .replaceAll(/\r\n/g, '')
      .replaceAll(/[ \t]+/g, ' ')
      .trim()
    return `${field.slice(0, colon).trim().toLowerCase()}:${value}`
  }
  const own = fields.find((field) => /^dkim-signature:/i.test(field)) ?? ''
  const tags = Object.fromEntries(
    relaxed(own)
      .slice('dkim-signature:'.length)
      .split(';')
      .map((tag) => [
        tag.slice(0, tag.indexOf('=')).trim(),
        tag.slice(tag.indexOf('=') + 1).replaceAll(' ', ''),
      ]),
  )
  const signed = (tags.h ?? '').split(':').flatMap((name) => {
    const field = fields.findLast((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    return field ? [relaxed(field)] : []
  })
  const itself = relaxed(own).replace(/(; ?b=).*$/, '$1')
  const plain = `${body
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ \r\n/g, '\r\n')
    .replace(/(\r\n)+$/, '')}\r\n`
  return {
    tags,
    text: [...signed, itself].join('\r\n'),
    bodyHash: createHash('sha256').update(plain).digest('base64'),
  }
}

describe('a mail that is signed', () => {
  test('bears a signature of its domain that its public key verifies', async () => {
    const { stub, send } = await started(anSmtpServer())
    expect(await send()).toMatchObject({ kind: 'accepted' })
    const { tags, text, bodyHash } = signatureOf(stub.received[0]?.raw.toString('latin1') ?? '')
    expect(tags).toMatchObject({ d: 'cpts.example.org', s: 'tu', bh: bodyHash })
    const verify = createVerify('sha256').update(text)
    expect(verify.verify(publicKey, tags.b ?? '', 'base64')).toBe(true)
  })

  test('signing is not sending: cut before the body it is tried again, after it it is uncertain', async () => {
    for (const [at, kind] of [
      ['DATA', 'retry'],
      ['.', 'uncertain'],
    ]) {
      const { send } = await started(
        aScriptedServer((_s, line, inData) =>
          line === at && (at === 'DATA' || inData) ? null : polite(line, inData),
        ),
      )
      expect(await send()).toMatchObject({ kind })
    }
  })
})

describe('the way out of a mailing', () => {
  test('is in its header, and in no other mail', async () => {
    const { stub, send } = await started(anSmtpServer())
    await send({ unsubscribeUrl: 'https://cpts.example.org/medecin/abc/quitter' })
    await send()
    const [mailing, news] = await Promise.all(stub.received.map(({ raw }) => PostalMime.parse(raw)))
    const header = (mail: typeof mailing) =>
      mail?.headers.find(({ key }) => key === 'list-unsubscribe')?.value
    expect(header(mailing)).toBe('<https://cpts.example.org/medecin/abc/quitter>')
    expect(header(news)).toBeUndefined()
  })
})

test('the three variables of the signature are read at the start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dkim-'))
  try {
    const path = join(folder, 'dkim.pem')
    writeFileSync(path, pem)
    const named = { TU_DKIM_DOMAIN: 'cpts.example.org', TU_DKIM_SELECTOR: 'tu', TU_DKIM_KEY: path }
    expect(loadConfig({ ...named, TU_MAIL_FROM: FROM }).dkim).toEqual(dkim)
    writeFileSync(path, 'pas une clé')
    expect(() => loadConfig(named)).toThrow('TU_DKIM_KEY')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
