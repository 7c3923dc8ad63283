/** One figure measured, and what it must be. */
export type Check = { name: string; value: number; must: '=' | '<=' | '>='; bar: number }

/** `notRun` names what is missing, or what this run left out; it is never passed over. */
export type Proven = { checks: Check[]; figures?: Record<string, number>; notRun?: string | null }

/** `seed`: what a proof that draws its people by chance draws them from; each has its own when null. */
export type Options = { short: boolean; seed?: number | null }
export type Proof = (options: Options) => Promise<Proven>

export type ProofLine = {
  proof: string
  ok: boolean
  figures: Record<string, number>
  bar: Record<string, string>
  notRun: string | null
}

/** A figure and its bar, which it must equal unless told otherwise. */
export function must(name: string, value: number, bar: number, must: Check['must'] = '='): Check {
  return { name, value, must, bar }
}

/** The line to print: every figure, its bar, and whether all of them hold. */
export function proofLine(
  proof: string,
  { checks, figures = {}, notRun = null }: Proven,
): ProofLine {
  return {
    proof,
    ok: checks.length > 0 && checks.every(holds),
    figures: { ...Object.fromEntries(checks.map(({ name, value }) => [name, value])), ...figures },
    bar: Object.fromEntries(checks.map(({ name, must, bar }) => [name, `${must} ${bar}`])),
    notRun,
  }
}

function holds({ value, must, bar }: Check): boolean {
  if (must === '=') return value === bar
  return must === '<=' ? value <= bar : value >= bar
}
