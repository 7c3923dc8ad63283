import { type RankedReason, type Ranking, rankDoctors } from '../ranking/rules.ts'
import { type RankQuestion, readRankQuestion } from '../ranking/schema.ts'
import { codesOf } from '../territory/communes.ts'
import { runJsonCommand } from './json-command.ts'

/**
 * Ranks the doctors of one JSON file into another, with no database. Exit code: 0 done, 1 refused, 2 usage.
 * Reasons of a ranked doctor are stable codes with their figures, in the order of the list:
 * `km=1.234`, `places=3`, `home_visits=2`, `step_free`, `language=ar`, `confirmed_days=12`, and
 * `ahead_of=ID:CAUSE` where a nearer doctor of the same band comes later (`fresher`, `language`, `less_solicited`).
 */
process.exitCode = runJsonCommand(
  {
    usage: 'Usage : npm run rank -- QUESTION.json REPONSE.json',
    read: (json) => readRankQuestion(json, codesOf),
    answer: ({ household, candidates, options }: RankQuestion) => {
      const answer = answerOf(rankDoctors(household, candidates, options))
      const said = `${answer.ranked.length} classés, ${answer.excluded.length} écartés.`
      return { answer, said }
    },
  },
  process.argv.slice(2),
)

function answerOf({ ranked, excluded }: Ranking) {
  return {
    ranked: ranked.map(({ id, km, band, freshness, reasons }) => ({
      id,
      km,
      band,
      freshness,
      reasons: reasons.map(reasonText),
    })),
    excluded: excluded.map(({ id, reasons }) => ({ id, reasons })),
  }
}

function reasonText(reason: RankedReason): string {
  switch (reason.code) {
    case 'distance':
      return `km=${reason.km.toFixed(3)}`
    case 'places':
    case 'home_visits':
      return `${reason.code}=${reason.free}`
    case 'step_free':
      return reason.code
    case 'language':
      return `language=${reason.languages.join(',')}`
    case 'confirmed':
      return `confirmed_days=${reason.daysAgo}`
    case 'ahead_of':
      return `ahead_of=${reason.id}:${reason.because}`
  }
}
