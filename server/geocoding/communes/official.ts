import { officialCommunes } from './catalogue.ts'
import { Gazetteer } from './gazetteer.ts'

let official: Gazetteer | undefined

/** The gazetteer of every French commune, built at first use (a quarter of a second). */
export function officialGazetteer(): Gazetteer {
  official ??= new Gazetteer(officialCommunes())
  return official
}
