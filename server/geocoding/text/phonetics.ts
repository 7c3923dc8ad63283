const RULES: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/h/g, ''],
  [/y/g, 'i'],
  [/w/g, 'v'],
  [/e?aux?/g, 'o'],
  [/oeu|oe|eu/g, 'e'],
  [/ai|ei/g, 'e'],
  [/e([nm])/g, 'a$1'],
  [/tion/g, 'sion'],
  [/c(?=[ei])/g, 's'],
  [/qu|q|ck|c/g, 'k'],
  [/gu(?=[ei])/g, 'g'],
  [/g(?=[ei])/g, 'j'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
]
const SHORTEST = 2
/** Words of street names come back: about 2 MB of them are remembered. */
const SOUNDS_KEPT = 20_000
const sounds = new Map<string, string>()
const MUTE_ENDING = /[estdxpg]$/

/**
 * How a French word sounds, roughly: words that sound alike get one code (Faidherbe, Fèdherbe).
 * Takes a folded word; figures stay as they are. It merges too much to identify a name alone.
 */
export function soundOf(word: string): string {
  const known = sounds.get(word)
  if (known !== undefined) return known
  if (sounds.size >= SOUNDS_KEPT) sounds.clear()
  const sound = computeSound(word)
  sounds.set(word, sound)
  return sound
}

function computeSound(word: string): string {
  let sound = word
  for (const [pattern, by] of RULES) sound = sound.replace(pattern, by)
  while (sound.length > SHORTEST && MUTE_ENDING.test(sound)) sound = sound.slice(0, -1)
  return sound
}
