// Counts the tests of vitest's JSON reports: `node .ci/tally.mjs [--line] REPORT…`.
// Exits 1 when a report is missing or empty, a test failed, or one was skipped in every run.
// With --line, prints the total alone. Only tests of ../shared/data may be skipped, and only where it is absent.
import { existsSync, readFileSync } from 'node:fs'

const lineOnly = process.argv[2] === '--line'
const files = process.argv.slice(lineOnly ? 3 : 2)
const dataIsThere = existsSync('../shared/data')
const count = { passed: 0, failed: 0 }
const problems = []
/** Whether the test ran at least once, by file and name. */
const ran = new Map()

for (const file of files) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] }
  if (report.testResults.length === 0) problems.push(`no test in ${file.split('/').at(-1)}`)
  for (const { name, status, assertionResults, message } of report.testResults) {
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      count.failed += 1
      problems.push(`failed: ${name} ${message}`)
    }
    for (const test of assertionResults) note(name, test)
  }
}
for (const [test, { wasRun, path }] of ran)
  if (!wasRun && !mayBeSkipped(path)) problems.push(`skipped: ${test}`)

if (!lineOnly) for (const problem of problems) console.log(problem)
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exit(problems.length > 0 ? 1 : 0)

function note(path, { fullName, status }) {
  const isRun = status === 'passed' || status === 'failed'
  if (isRun) count[status] += 1
  if (status === 'failed') problems.push(`failed: ${fullName}`)
  const key = `${path.replace(`${process.cwd()}/`, '')} ${fullName}`
  ran.set(key, { path, wasRun: isRun || (ran.get(key)?.wasRun ?? false) })
}

function mayBeSkipped(path) {
  return !dataIsThere && readFileSync(path, 'utf8').includes('shared/data')
}
