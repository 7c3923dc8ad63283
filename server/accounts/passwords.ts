import { hash, verify } from '@node-rs/argon2'
import { Unavailable } from '../errors.ts'

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane; about 50 ms here. The library's algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hash of 256 random bits that nobody kept: what the password of an account that does not exist is compared to. */
export const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$GMXQmVhxp4hWtr3IyTzcDA$vgr0Yiz2YAIJfZytZf5I8/q2dajQeJoaY3g8fgtrXAQ'

/** Hash to keep, as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), COST))
}

/** Whether this is the password kept; takes the same time when there is none. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(kept ?? NOBODY, password.normalize('NFC')))
  return matches && kept !== null
}

/** Each hash holds 19 MiB and a thread: two run, the others wait, and beyond a hundred nobody would still be waiting. */
const AT_ONCE = 2
const LONGEST_QUEUE = 100
const queue: (() => void)[] = []
let running = 0

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running += 1
  else if (queue.length >= LONGEST_QUEUE) throw new Unavailable()
  else await new Promise<void>((resolve) => queue.push(resolve))
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}
