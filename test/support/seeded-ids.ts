import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

export type SeededIds = {
  /** Begins another series: how many identifiers were drawn before, several at once, no longer matters. */
  begin: () => void
  /** Gives real identifiers back. */
  stop: () => void
}

type Identifier = ReturnType<typeof crypto.randomUUID>

/** Draws every identifier of this process from `seed`, Prisma's among them, so that ties are settled alike in each run. */
export function seedIdentifiers(seed: number): SeededIds {
  const former = { node: crypto.randomUUID, web: globalThis.crypto.randomUUID }
  let series = 0
  let drawn = 0
  const next = () => {
    drawn += 1
    return identifierOf(`${seed} ${series} ${drawn}`)
  }
  replace({ node: next, web: next })
  return {
    begin: () => {
      series += 1
      drawn = 0
    },
    stop: () => replace(former),
  }
}

function replace({ node, web }: { node: typeof crypto.randomUUID; web: Crypto['randomUUID'] }) {
  crypto.randomUUID = node
  globalThis.crypto.randomUUID = web
  syncBuiltinESMExports()
}

/** A version 4 identifier, the same for the same words. */
function identifierOf(words: string): Identifier {
  const hex = crypto.createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
