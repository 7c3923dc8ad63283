/**
 * The same words with the spaces of French print: a line never starts with « : », « ; », « ! », « ? » or a closing
 * quotation mark. Texts inside lists, objects and functions alike.
 */
export function frenchSpaces<T>(words: T): T {
  return bound(words) as T
}

function bound(words: unknown): unknown {
  if (typeof words === 'string')
    return words.replace(/ ([:;!?»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
  if (Array.isArray(words)) return words.map(bound)
  if (typeof words === 'function') return (...values: unknown[]) => bound(words(...values))
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([key, word]) => [key, bound(word)]))
}
