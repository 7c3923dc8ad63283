import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { aBrokeredScene, type BrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()

/** A household that was told of the solution found. */
async function anOffer(more: Parameters<typeof aBrokeredScene>[1] = {}) {
  const scene = await aBrokeredScene(database, more)
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  return scene
}

function press(scene: BrokeredScene, path: string, fields: Record<string, string>) {
  return scene.visitor().post(`${scene.link}/${path}`, { cle: randomUUID(), ...fields })
}

async function pageOf({ visitor, link }: BrokeredScene): Promise<string> {
  const { status, text } = await visitor().get(link)
  expect(status).toBe(200)
  return text.replaceAll('\u00a0', ' ')
}

const first = ({ doctors }: BrokeredScene) => doctors[0] ?? ''

describe('B20: a solution is offered on the private page', () => {
  test('with its distance, its conditions and until when to answer', async () => {
    const page = await pageOf(await anOffer())
    expect(page).toContain('data-status="offered"')
    expect(page).toContain('Un cabinet à 1,0 km de chez vous, à Lille')
    expect(page).toContain('Sa place est gardée pour vous jusqu’au mardi 8 décembre à 18 h.')
    expect(page).toContain('Oui, cette solution me convient')
    expect(page).toContain('vous gardez votre place du 24 novembre')
  })

  test('agreed in one press: the doctor is named, with a contact to keep and the reference to give', async () => {
    const scene = await anOffer()
    await scene
      .visitor()
      .get(`${scene.link}/medecins/${first(scene)}.vcf`)
      .expect(404)
    await press(scene, 'reponse', { reponse: 'oui' }).expect(303)
    const page = await pageOf(scene)
    const { reference } = await scene.read()
    expect(page).toContain('data-status="agreed"')
    expect(page).toContain(`data-doctor-id="${first(scene)}" data-km="1.000"`)
    expect(page).toContain('Dr Nour Exemple')
    expect(page).toContain(`donnez cette référence : <strong class="nowrap">${reference}`)
    const card = await scene
      .visitor()
      .get(`${scene.link}/medecins/${first(scene)}.vcf`)
      .expect(200)
    expect(card.text).toContain('BEGIN:VCARD')
  })

  test('the same press twice agrees once', async () => {
    const scene = await anOffer()
    const cle = randomUUID()
    await press(scene, 'reponse', { reponse: 'oui', cle }).expect(303)
    await press(scene, 'reponse', { reponse: 'oui', cle }).expect(303)
    const told = { template: 'solution_agreed' }
    expect(await database.client.message.count({ where: told })).toBe(1)
  })

  test.each([
    ['too_far', { reason: 'too_far' }],
    ['tout autre chose', {}],
  ])('refused, « %s »: the household waits at its old date and reads so', async (raison, said) => {
    const scene = await anOffer()
    await press(scene, 'reponse', { reponse: 'non', raison }).expect(303)
    expect(await scene.read()).toMatchObject({ status: 'ready' })
    const page = await pageOf(scene)
    expect(page).toContain('Votre réponse est notée : nous cherchons un autre médecin.')
    expect(page).toContain('Vous gardez votre place du 24 novembre.')
    const where = { kind: 'household_answered' }
    const { facts } = await database.client.requestEvent.findFirstOrThrow({ where })
    const doctor = first(scene)
    expect(facts).toEqual({
      doctor,
      why: 'household_refused',
      from: 'offered',
      ...said,
    })
  })

  test('the doctor left while the household thought: it is told so, kindly, and keeps its date', async () => {
    const scene = await anOffer()
    await database.client.doctor.updateMany({ data: { withdrawnAt: scene.clock.at } })
    await press(scene, 'reponse', { reponse: 'oui' }).expect(303)
    const page = await pageOf(scene)
    expect(page).toContain('n’accueille plus de nouveaux patients')
    expect(page).toContain('Vous gardez votre place du 24 novembre.')
  })

  test('an answer that comes too late changes nothing, and the page says where the request stands', async () => {
    const scene = await anOffer()
    await scene.householdSays('refused')
    const answered = await press(scene, 'reponse', { reponse: 'oui' }).expect(303)
    const page = await scene.visitor().get(answered.headers.location ?? '')
    expect(page.text).toContain('Votre demande avait changé avant votre réponse.')
    expect(await scene.read()).toMatchObject({ status: 'ready' })
  })

  test('a press without an answer asks again', async () => {
    const scene = await anOffer()
    await press(scene, 'reponse', {}).expect(303)
    expect(await scene.read()).toMatchObject({ status: 'offered' })
  })
})

describe('B32: the household is asked whether it goes farther', () => {
  async function asked() {
    const scene = await aBrokeredScene(database, { kms: [1] })
    await scene.ask(scene.doctors)
    await scene.doctorSays({ kind: 'no', reason: 'other' })
    return scene
  }

  test('with the distance, what it costs, and two buttons', async () => {
    const page = await pageOf(await asked())
    expect(page).toContain('Pouvons-nous chercher un peu plus loin ?')
    expect(page).toContain('à moins de 5 kilomètres')
    expect(page).toContain('Oui, jusqu’à 15 kilomètres')
    expect(page).toContain('vous gardez votre place du 24 novembre')
  })

  test.each([
    ['oui', 'agreed'],
    ['non', 'refused'],
  ])('« %s » is kept, and the page asks no more', async (reponse, widerAnswer) => {
    const scene = await asked()
    await press(scene, 'plus-loin', { reponse }).expect(303)
    expect(await database.client.ladder.findFirstOrThrow()).toMatchObject({ widerAnswer })
    expect(await pageOf(scene)).not.toContain('Pouvons-nous chercher')
  })

  test('an answer to a question that was never asked changes nothing', async () => {
    const scene = await aBrokeredScene(database)
    const answered = await press(scene, 'plus-loin', { reponse: 'oui' }).expect(303)
    expect(answered.headers.location).toBe(`${scene.link}?note=depasse`)
    expect(await database.client.ladder.count()).toBe(0)
  })
})

describe('what a household says of the doctor named to it', () => {
  async function agreed() {
    const scene = await anOffer()
    await scene.householdSays('agreed')
    return scene
  }

  const loadIn = (scene: BrokeredScene) => {
    const whose = { territoryId: scene.territoryId, availabilityId: first(scene) }
    return loadOf(database.client, whose, scene.clock.at)
  }

  test('refused by the practice: its places are free, it is in doubt, and is not proposed to them again', async () => {
    const scene = await agreed()
    expect(await loadIn(scene)).toMatchObject({ taken: 1 })
    await press(scene, 'suite', { suite: 'refuse' }).expect(303)
    expect(await scene.read()).toMatchObject({ status: 'ready' })
    expect(await loadIn(scene)).toMatchObject({ held: 0, taken: 0 })
    const where = { id: first(scene) }
    const { loweredAt } = await database.client.availability.findUniqueOrThrow({ where })
    expect(loweredAt).toEqual(scene.clock.at)
    expect((await scene.proposals())[0]).toMatchObject({ endedWhy: 'doctor_refused' })
    await expect(scene.ask([first(scene)])).rejects.toMatchObject({ words: 'choiceOutOfDate' })
    expect(await pageOf(scene)).toContain('Ce médecin ne peut finalement pas vous accueillir.')
  })

  test('seen, then in the end no doctor: back on the list at its old date, with no place held', async () => {
    const scene = await agreed()
    const { registeredAt } = await scene.read()
    await press(scene, 'suite', { suite: 'vu' }).expect(303)
    expect(await scene.read()).toMatchObject({ status: 'seen' })
    expect(await pageOf(scene)).toContain('Dr Nour Exemple')
    const outcome = await database.client.outcome.findFirstOrThrow()
    expect(outcome).toMatchObject({ kind: 'seen', availabilityId: first(scene) })
    await press(scene, 'suite', { suite: 'non' }).expect(303)
    expect(await scene.read()).toMatchObject({ status: 'ready', foundAt: null, registeredAt })
    expect(await scene.living()).toBeNull()
    expect(await pageOf(scene)).not.toContain('Exemple')
  })

  test('it may change its mind after the name was told: asked once more, then done at no cost', async () => {
    const scene = await agreed()
    expect(await pageOf(scene)).toContain('Finalement, cela ne me convient pas')
    const confirm = await scene.visitor().get(`${scene.link}/renoncement`).expect(200)
    expect(confirm.text).toContain('vous gardez votre date')
    expect(await scene.read()).toMatchObject({ status: 'agreed' })
    await press(scene, 'renoncement', {}).expect(303)
    expect(await scene.read()).toMatchObject({ status: 'ready' })
    expect(await loadIn(scene)).toMatchObject({ held: 0, taken: 0 })
    await press(scene, 'renoncement', {}).expect(303)
  })
})

test('a doctor said yes and the household was not told yet: the page says that, and no more', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask(scene.doctors)
  expect(await pageOf(scene)).toContain('Nous avons posé la question à un médecin')
  await scene.doctorSays({ kind: 'yes' })
  expect(await pageOf(scene)).toContain('Un médecin nous a répondu')
})
