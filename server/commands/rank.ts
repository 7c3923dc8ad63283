import { readFileSync, writeFileSync } from 'node:fs'
import { type RankedReason, type Ranking, rankDoctors } from '../ranking/rules.ts'
import { type RankQuestion, readRankQuestion } from '../ranking/schema.ts'
import { codesOf } from '../territory/communes.ts'

const USAGE = 'Usage : npm run rank -- QUESTION.json REPONSE.json'

/**
 * Ranks the doctors of one JSON file into another, with no database. Exit code: 0 done, 1 refused, 2 usage.
 * Reasons of a ranked doctor are stable codes with their figures, in the order of the list:
 * `km=1.234`, `places=3`, `home_visits=2`, `step_free`, `language=ar`, `confirmed_days=12`, and
 * `ahead_of=ID:CAUSE` where a nearer doctor of the same band comes later (`fresher`, `language`, `less_solicited`).
 */
function main([input, output, ...rest]: readonly string[]): number {
  if (!input || !output || rest.length > 0) return say(USAGE, 2)
  const question = questionOf(input)
  if (typeof question === 'string') return say(question, 1)
  const answer = answerOf(rankDoctors(question.household, question.candidates, question.options))
  try {
    writeFileSync(output, `${JSON.stringify(answer, null, 2)}\n`)
  } catch {
    return say(`${output} ne peut pas être écrit : vérifiez le dossier et ses droits.`, 1)
  }
  return say(`${answer.ranked.length} classés, ${answer.excluded.length} écartés.`, 0)
}

/** The question of a file, or the sentence that says why it cannot be read. */
function questionOf(file: string): RankQuestion | string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return `${file} ne peut pas être lu : vérifiez son nom.`
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return `${file} n’est pas du JSON.`
  }
  const question = readRankQuestion(json, codesOf)
  if (!('problems' in question)) return question
  return [`${file} est refusé :`, ...question.problems.map((problem) => `- ${problem}`)].join('\n')
}

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

function say(words: string, code: number): number {
  process.stderr.write(`${words}\n`)
  return code
}

process.exitCode = main(process.argv.slice(2))
