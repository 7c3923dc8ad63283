import { readFileSync, writeFileSync } from 'node:fs'
import { NotJson, parseJson } from './json-text.ts'

/** A command that turns the question of one JSON file into the answer of another. */
export type JsonCommand<Question> = {
  usage: string
  read: (json: unknown) => Question | { problems: string[] }
  /** What to write, and one sentence on it for the person who asked. */
  answer: (question: Question) => { answer: object; said: string }
}

/** Runs it over its two arguments. Exit code: 0 done, 1 refused, 2 usage; nothing is written when refused. */
export function runJsonCommand<Question extends object>(
  command: JsonCommand<Question>,
  [input, output, ...rest]: readonly string[],
): number {
  if (!input || !output || rest.length > 0) return say(command.usage, 2)
  const question = questionOf(command, input)
  if (typeof question === 'string') return say(question, 1)
  const { answer, said } = command.answer(question)
  try {
    writeFileSync(output, `${JSON.stringify(answer, null, 2)}\n`)
  } catch {
    return say(`${output} ne peut pas être écrit : vérifiez le dossier et ses droits.`, 1)
  }
  return say(said, 0)
}

/** The question of a file, or the sentence that says why it cannot be read. */
function questionOf<Question extends object>(
  { read }: JsonCommand<Question>,
  file: string,
): Question | string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return `${file} ne peut pas être lu : vérifiez son nom.`
  }
  let json: unknown
  try {
    json = parseJson(text)
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    return `${file} n’est pas du JSON : voyez ligne ${error.line}, colonne ${error.column}.`
  }
  const question = read(json)
  if (!('problems' in question)) return question
  return [`${file} est refusé :`, ...question.problems.map((problem) => `- ${problem}`)].join('\n')
}

function say(words: string, code: number): number {
  process.stderr.write(`${words}\n`)
  return code
}
