import { randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { calendarFile } from '../../../server/messaging/doctor-calendar.ts'
import { smtpSender } from '../../../server/messaging/smtp.ts'
import { anSmtpServer } from '../messaging/smtp-stub.ts'

test('the date for a calendar arrives whole, line ends and accents included, beside both texts', async () => {
  const stub = await anSmtpServer()
  const from = 'ne-pas-repondre@cpts.example.org'
  const sender = smtpSender({ url: stub.url, from, encrypted: false })
  const now = new Date('2026-10-22T07:00:00Z')
  const day = { uid: 'd-1@cpts.example.org', day: '2026-11-26' }
  const content = calendarFile({ ...day, title: 'Disponibilités', text: 'é'.repeat(200) }, now)
  const contentType = 'text/calendar; charset=utf-8; method=PUBLISH'
  const email = {
    channel: 'email' as const,
    to: 'nour@example.org',
    fromName: 'CPTS Grand-Lille',
    replyTo: null,
    subject: 'Vos disponibilités',
    text: 'Bonjour',
    html: '<p>Bonjour</p>',
    attachments: [{ filename: 'disponibilites.ics', contentType, content }],
  }
  const result = await sender.send(email, { id: randomUUID(), territoryId: randomUUID() }, now)
  sender.close()
  await stub.close()
  expect(result.kind).toBe('accepted')
  const raw = String(stub.received[0]?.raw ?? '')
  const { attachments, text, html } = await PostalMime.parse(raw)
  expect(text?.trim()).toBe('Bonjour')
  expect(html?.trim()).toBe('<p>Bonjour</p>')
  expect(attachments).toMatchObject([{ filename: 'disponibilites.ics', mimeType: 'text/calendar' }])
  expect(attachments).toHaveLength(1)
  const [, base64 = ''] =
    /name=disponibilites\.ics[\s\S]*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(raw) ?? []
  expect(Buffer.from(base64, 'base64').toString()).toBe(content)
})
