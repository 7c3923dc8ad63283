import { setImmediate as turnOver } from 'node:timers/promises'

type AnswerAll<Item, Answer> = (items: readonly Item[]) => Promise<readonly Answer[]>
type Waiting<Item, Answer> = {
  item: Item
  resolve: (answer: Answer | Promise<Answer>) => void
  reject: (error: unknown) => void
}
/** `most` share one piece of work; `isTriedAlone`: when one fails, each is answered by itself, so that none is refused for another. */
type Sharing = { most?: number; isTriedAlone?: boolean }
type Queue<Item, Answer> = { waiting: Waiting<Item, Answer>[]; isRunning: boolean }

/**
 * One piece of work for all who ask at once. It begins when the turn of whoever asked is over, so that it serves all who
 * ask in that turn. Who comes while one is under way waits, and shares the next with all who came meanwhile: nobody is
 * answered by work that began before they asked, and nobody waits when nothing is under way.
 * `answerAll` gives one answer for each item, in their order; when it throws, all it was for are refused, unless each is
 * to be tried alone. Each owner, a database as a rule, has a queue of its own.
 */
export function together<Owner extends object, Item, Answer>(
  answerAll: (owner: Owner, items: readonly Item[]) => Promise<readonly Answer[]>,
  { most = 64, isTriedAlone = false }: Sharing = {},
): (owner: Owner, item: Item) => Promise<Answer> {
  const queues = new WeakMap<Owner, Queue<Item, Answer>>()
  const queueOf = (owner: Owner) => {
    const known = queues.get(owner)
    if (known) return known
    const fresh: Queue<Item, Answer> = { waiting: [], isRunning: false }
    queues.set(owner, fresh)
    return fresh
  }
  return (owner, item) =>
    new Promise((resolve, reject) => {
      const queue = queueOf(owner)
      queue.waiting.push({ item, resolve, reject })
      if (!queue.isRunning)
        void work(queue, (items) => answerAll(owner, items), { most, isTriedAlone })
    })
}

async function work<Item, Answer>(
  queue: Queue<Item, Answer>,
  answerAll: AnswerAll<Item, Answer>,
  { most, isTriedAlone }: Required<Sharing>,
): Promise<void> {
  queue.isRunning = true
  await turnOver()
  while (queue.waiting.length > 0) {
    const group = queue.waiting.splice(0, most)
    try {
      const answers = await answerAll(group.map(({ item }) => item))
      for (const [n, { resolve }] of group.entries()) resolve(answers[n] as Answer)
    } catch (error) {
      for (const { item, resolve, reject } of group)
        if (isTriedAlone && group.length > 1)
          resolve(answerAll([item]).then(([answer]) => answer as Answer))
        else reject(error)
    }
  }
  queue.isRunning = false
}
