import { randomUUID } from 'node:crypto'
import { together } from '../database/together.ts'
import type { Deps } from '../deps.ts'
import { SameKeyOtherContent } from '../errors.ts'
import {
  type Act,
  claimKeys,
  fingerprintOf,
  subjectOf,
  subjectsOf,
} from '../idempotency/service.ts'
import { mintLink, newLinks } from '../links/service.ts'
import { errorFacts } from '../log.ts'
import { currentArea } from '../territory/service.ts'
import { type Creation, createRequests } from './create.ts'
import { placeHomeIn } from './placing.ts'

/** `link` is the path of a private page, new each time. */
export type Submitted = { requestId: string; link: string }

export type Submission = Pick<Creation, 'territory' | 'form' | 'actor' | 'also'>

/** What sending a questionnaire came to. `link`: of whoever sent it first; the others are given links of their own. */
type Kept = { requestId: string; link: string | null }

/** Submissions of one content that arrive together share one piece of work, so that the geocoder is asked once. */
const underWay = new Map<string, Promise<Kept>>()

/**
 * Stores a questionnaire, whatever the geocoder says of its address, and gives a private link to it.
 * The same key with the same answers always gives the same request, however often it is sent (rule 10).
 * @throws SameKeyOtherContent when the key was used for other answers.
 */
export async function submitQuestionnaire(
  deps: Deps,
  submission: Submission,
  now: Date,
): Promise<Submitted> {
  const { territory, form } = submission
  const fingerprint = fingerprintOf(deps.keys, form)
  const act = { territoryId: territory.id, scope: 'questionnaire', key: form.key, fingerprint }
  const { requestId, link } = await shared(`${territory.id} ${form.key} ${fingerprint}`, () =>
    findOrCreate(deps, { ...submission, act }, now),
  )
  if (link) return { requestId, link }
  const own = await mintLink(deps.database.client, { requestId, territoryId: territory.id }, now)
  return { requestId, link: own }
}

/** Asked before the geocoder is: those who ask at once are answered by one reading. */
const readKnown = together(({ database }: Deps, acts: readonly Act[]) =>
  subjectsOf(database.client, acts),
)

async function findOrCreate(
  deps: Deps,
  { act, ...submission }: Submission & { act: Act },
  now: Date,
): Promise<Kept> {
  const [known, area] = await Promise.all([
    readKnown(deps, act),
    currentArea(deps, act.territoryId),
  ])
  if (known instanceof SameKeyOtherContent) throw known
  if (known) return { requestId: known, link: null }
  const placed = await placeHomeIn(deps, area, submission.form.address)
  const id = randomUUID()
  const link = await storeTogether(deps, { act, creation: { ...submission, placed, id }, now })
  if (link) return { requestId: id, link }
  return { requestId: (await subjectOf(deps.database.client, act)) ?? id, link: null }
}

type Intake = { act: Act; creation: Creation; now: Date }

/**
 * Stores a questionnaire under its key, once: its private link, or null when another had the key. Those that come while
 * others are being stored share the next transaction, and its commit; should it fail, each is stored by itself, so that
 * nobody is refused for another.
 */
const storeTogether = together(
  async (deps: Deps, intakes: readonly Intake[]) => {
    try {
      return await storeAll(deps, intakes)
    } catch (error) {
      const facts = { ...errorFacts(error), intakes: intakes.length }
      if (intakes.length > 1) deps.log.warn(facts, 'stored one by one')
      throw error
    }
  },
  { isTriedAlone: true },
)

/** In one transaction, at the time of the last: the links, in the order given. */
function storeAll(deps: Deps, intakes: readonly Intake[]): Promise<(string | null)[]> {
  const now = new Date(Math.max(...intakes.map((intake) => intake.now.getTime())))
  const claims = intakes.map(({ act, creation }) => ({ act, subjectId: creation.id }))
  return deps.database.transaction(async (tx) => {
    const claimed = await claimKeys(tx, claims, now)
    const first = intakes.map(({ creation }) => creation).filter(({ id }) => claimed.has(id))
    const minted = first.map(({ id, territory }) => ({ requestId: id, territoryId: territory.id }))
    const { paths, insert } = newLinks(minted, now)
    if (first.length > 0)
      await createRequests(tx, deps, { creations: first, others: [insert] }, now)
    const links = new Map(first.map(({ id }, n) => [id, paths[n]]))
    return intakes.map(({ creation }) => links.get(creation.id) ?? null)
  })
}

/** Whoever joins work under way is given no link of another. */
function shared(key: string, work: () => Promise<Kept>): Promise<Kept> {
  const running = underWay.get(key)
  if (running) return running.then(({ requestId }) => ({ requestId, link: null }))
  const started = work().finally(() => underWay.delete(key))
  underWay.set(key, started)
  return started
}
