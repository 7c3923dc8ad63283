import { loadAddresses } from '../../prisma/seed/load.ts'
import { aHome, aProcess, type Home, type Running } from '../proof/processes.ts'
import { type BenchOptions, type Engine, hashOf, race } from './bench.ts'
import { CONNECTIONS, sendAll, sendings } from './http-load.ts'

const BENCH = 'http'
/** Questionnaires of one round. */
const SIZE = 500

export async function benchHttp(options: BenchOptions): Promise<boolean> {
  const size = options.size ?? SIZE
  const home = await aHome()
  await home.within((deps) => loadAddresses({ config: { ...deps.config, dataDir: home.env.TU_DATA_DIR ?? '' } }, deps.now()))
  const env = { TU_WORKER: 'off', TU_LOG_LEVEL: 'silent' }
  const ours = await aProcess(home, env)
  const bare = await aProcess(home, env, 'test/bench/http-without-storage.ts')
  let n = 0
  const engine = (name: string, { url }: Running): Engine => ({ engine: name, n: size, build: () => ({
    round: async () => {
      const all = sendings(size, { first: n, seed: options.seed })
      n += size
      const { round, acknowledged } = await sendAll(url, all)
      if (acknowledged !== size) console.log('lost', size - acknowledged)
      return round
    }, isRight: true }) })
  try {
    return await race({ bench: BENCH, engines: [engine('submit', ours), engine('no storage', bare)], ratios: [{ over: 'submit', under: 'no storage' }] }, options)
  } finally {
    await ours.kill()
    await bare.kill()
    await home.remove()
  }
}
