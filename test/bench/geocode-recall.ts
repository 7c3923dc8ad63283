import { type KindScore, scoreOffline } from './geocode-scoring.ts'

/** Prints how each kind of query is answered, over the two sets of addresses, and one JSON line for each set. */
const SETS = [
  ['adresses-nord-dense-dev.csv.gz', 'geocodage-requetes-dev-dense.json'],
  ['adresses-nord-echantillon.csv', 'geocodage-requetes-dev.json'],
] as const

for (const [addresses, queries] of SETS) {
  const scores = scoreOffline(addresses, queries)
  console.table(
    scores.map(({ level, kind, n, right, trusted }) => ({ level, kind, n, right, trusted })),
  )
  console.log(JSON.stringify({ queries, ...summary(scores) }))
}

function summary(scores: readonly KindScore[]) {
  const asked = scores.filter(({ level }) => level === 'address')
  const trap = scores.filter(({ level }) => level === 'none' || level === 'ambiguous')
  const sum = (of: readonly KindScore[], field: 'n' | 'trusted' | 'trustedRight') =>
    of.reduce((total, score) => total + score[field], 0)
  return {
    addressTrustedRight: sum(asked, 'trustedRight') / sum(asked, 'n'),
    trapsTrusted: sum(trap, 'trusted'),
    trustedWrong: (sum(scores, 'trusted') - sum(scores, 'trustedRight')) / sum(scores, 'n'),
  }
}
