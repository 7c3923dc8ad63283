import { Presets, SingleBar } from 'cli-progress'

export type Progress = { add: (done: number) => void; stop: () => void }

const LINE_EVERY_PERCENT = 20

/**
 * Progress of a long command, on standard error: a bar on a terminal, a line every 20 % elsewhere.
 * `total` and `add` count the same thing (bytes, rows).
 */
export function startProgress(words: string, total: number): Progress {
  return process.stderr.isTTY ? bar(words, total) : lines(words, total)
}

function bar(words: string, total: number): Progress {
  const format = `${words} [{bar}] {percentage} % · {eta_formatted}`
  const shown = new SingleBar(
    { format, stream: process.stderr, etaBuffer: 50 },
    Presets.shades_classic,
  )
  shown.start(total, 0)
  return { add: (done) => shown.increment(done), stop: () => shown.stop() }
}

function lines(words: string, total: number): Progress {
  let done = 0
  let told = 0
  const add = (more: number) => {
    done += more
    const percent = Math.floor((100 * done) / Math.max(1, total))
    if (percent < told + LINE_EVERY_PERCENT) return
    told = percent - (percent % LINE_EVERY_PERCENT)
    process.stderr.write(`${words} : ${told} %\n`)
  }
  return { add, stop: () => undefined }
}
