type Place = {
  page: number
  /** Identifier in the page. */
  anchor: string
  /** The six digits are on their way: the page asks for them. */
  isCodeSent?: boolean
}

/** Address of a place in the page behind a link, where a doctor goes on after an act. */
export function placeIn(path: string, { page, anchor, isCodeSent = false }: Place): string {
  const query = new URLSearchParams({
    ...(page > 1 && { page: String(page) }),
    ...(isCodeSent && { code: '1' }),
  })
  return `${path}${query.size > 0 ? `?${query}` : ''}#${anchor}`
}
