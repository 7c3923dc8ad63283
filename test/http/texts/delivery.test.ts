import { randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { composeMessage } from '../../../server/letters/compose.ts'
import { textsOf } from '../../../server/messaging/local.ts'
import { markWith } from '../../../server/messaging/reconcile.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { saveTexts } from '../../../server/texts/service.ts'
import { NOW } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene } from '../../support/scene.ts'
import { anSmtpServer } from '../messaging/smtp-stub.ts'

const database = await aDatabase()
const mail = await anSmtpServer()
afterAll(() => mail.close())
beforeEach(() => {
  mail.received.length = 0
})

const ADMINISTRATOR = { kind: 'staff', id: null, name: 'Inès Belgrain' } as const

const EDITS = {
  'subject:messages.subjects.request_received': 'Bien reçu : {reference}, {territoire}',
  'email:messages.received': '{coordinatrice} a bien reçu la demande {reference}.',
  'sms:messages.sms.received': '{territoire} a bien reçu la demande {reference}.',
}

function rewrite({ deps, territoryId }: Scene, edits: Record<string, string>, version = 0) {
  const of = { territoryId, template: 'request_received', actor: ADMINISTRATOR } as const
  return saveTexts(deps, { ...of, version, key: randomUUID() }, edits, NOW)
}

/** Sends all that waits through the true senders: mails by SMTP, SMS kept to be read. */
async function deliver({ deps, clock }: Scene): Promise<void> {
  await database.client.message.updateMany({ data: { deliverAfter: clock.at } })
  const config = { ...deps.config, smtpUrl: mail.url }
  const senders = sendersOf({ ...deps, config })
  const compose = composeMessage.bind(null, deps)
  await deliverDue(
    deps,
    { compose, senders, markOf: markWith(deps.keys), workerId: 'w', limit: 100 },
    clock.at,
  )
  senders.email.close()
}

async function delivered() {
  const [first] = mail.received
  return { raw: first?.raw.toString() ?? '', ...(await PostalMime.parse(first?.raw ?? '')) }
}

test('a mail queued before the change says the new words, in text and in HTML', async () => {
  const scene = await aScene(database)
  await rewrite(scene, EDITS)
  await deliver(scene)
  const { reference } = await database.client.orientationRequest.findFirstOrThrow()
  const { subject, text, html } = await delivered()
  expect(subject).toBe(`Bien reçu : ${reference}, CPTS Grand-Lille (exemple)`)
  expect(text).toContain(`Inès Belgrain a bien reçu la demande ${reference}.`)
  expect(html).toContain(`<p>Inès Belgrain a bien reçu la demande ${reference}.</p>`)
  expect(text).toMatch(/\/suivi\/[\w-]{43}/)
  expect(text).toContain('03 53 01 00 24')
})

test('an SMS says the new words, in its alphabet', async () => {
  const scene = await aScene(database, { canal: 'sms', courriel: '' })
  await rewrite(scene, EDITS)
  await deliver(scene)
  const { deps, territoryId } = scene
  const messageIds = (await database.client.message.findMany()).map(({ id }) => id)
  const kept = await textsOf(database.client, deps.keys, { territoryId, messageIds })
  const [sms] = [...kept.values()]
  expect(sms?.text).toMatch(/^CPTS Grand-Lille \(exemple\) a bien recu la demande GL-[^.]+\./)
})

test('what a field stands for cannot become markup, a header, nor another field', async () => {
  const scene = await aScene(database)
  const hostile = {
    name: 'CPTS\r\nBcc: voleur@evil.example <b>{telephone}</b>',
    contactName: '<img src=x onerror=alert(1)>',
  }
  await database.client.territory.updateMany({ data: hostile })
  await rewrite(scene, EDITS)
  await deliver(scene)
  const { headers, subject, html, text } = await delivered()
  expect(headers.map(({ key }) => key)).not.toContain('bcc')
  expect(mail.received[0]?.to).toEqual(['jeanne@example.org'])
  expect(subject).toContain('CPTS Bcc: voleur @ evil. example <b>{telephone}</b>')
  expect(html).not.toMatch(/<(img|b)\b/)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; a bien reçu')
  expect(text).toContain('<img src=x onerror=alert(1)> a bien reçu')
})

test('markup that got into a stored text is sent as words', async () => {
  const scene = await aScene(database)
  await rewrite(scene, { 'email:messages.received': '<a href="x">{reference}</a>' })
  await deliver(scene)
  const { html } = await delivered()
  expect(html).toMatch(/&lt;a href=&quot;x&quot;&gt;GL-/)
})

test('the words of one territory are not those of another', async () => {
  const scene = await aScene(database)
  await rewrite(scene, EDITS)
  const elsewhere = await database.client.territory.create({
    data: {
      slug: 'autre',
      name: 'CPTS Autre',
      referencePrefix: 'AU',
      contactName: 'Malik Kerbane',
      contactPhone: '+33353010026',
      contactEmail: 'autre@example.org',
      contactHours: 'le lundi',
      outsideName: '',
      outsidePhone: '',
      outsideAdvice: '',
    },
  })
  await database.client.editedText.updateMany({ data: { territoryId: elsewhere.id } })
  await deliver(scene)
  expect((await delivered()).subject).toMatch(/^Votre demande GL-.* est enregistrée$/)
})

test('the list that a coordinator is about to send is shown in the words that will leave', async () => {
  const scene = await aScene(database)
  const { deps, territoryId, coordinator, doctors, id } = scene
  const edits = { 'email:messages.severalDoctors': 'Demande {reference}, voici qui appeler :' }
  const target = { territoryId, template: 'shortlist', version: 0, key: randomUUID() } as const
  await saveTexts(deps, { ...target, actor: ADMINISTRATOR }, edits, NOW)
  const query = new URLSearchParams([
    ['canal', 'courriel'],
    ...doctors.map((one) => ['medecin', one]),
  ])
  const { text } = await coordinator.get(`/coordination/demandes/${id}/envoi?${query}`).expect(200)
  expect(text).toMatch(/Demande GL-[^,]+, voici qui appeler :/)
})
