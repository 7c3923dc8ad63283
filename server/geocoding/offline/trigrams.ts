const LETTERS = 38
/** How many trigrams of a to z, 0 to 9, a start and an end there are. */
export const GRAM_COUNT = LETTERS ** 3
const START = 36
const END = 37

/** Trigrams of how a name sounds, each once, in no order; blanks are skipped, the start and the end count. */
export function gramsOf(sound: string): Uint16Array {
  const letters = [START]
  for (let i = 0; i < sound.length; i++) {
    const code = sound.charCodeAt(i)
    if (code >= 97 && code <= 122) letters.push(code - 97)
    else if (code >= 48 && code <= 57) letters.push(code - 22)
  }
  letters.push(END)
  const grams = new Set<number>()
  for (let i = 2; i < letters.length; i++)
    grams.add(
      ((letters[i - 2] ?? 0) * LETTERS + (letters[i - 1] ?? 0)) * LETTERS + (letters[i] ?? 0),
    )
  return Uint16Array.from(grams)
}
