/** What a browser was shown: the address that it ends at, and the page. */
export type Shown = { status: number; location: string; text: string }

export type Browser = {
  get: (path: string) => Promise<Shown>
  post: (path: string, fields?: Record<string, string | readonly string[]>) => Promise<Shown>
}

/** Everything that browsers asked for and were answered, over a proof. */
export type Visits = { urls: string[]; errorPages: string[] }

/** A page of error is not a form shown again with what was typed in it (422). */
function isErrorPage(status: number): boolean {
  return status >= 400 && status !== 422
}

/** A browser on a real server: keeps its cookies, sends its origin, comes from an address of its own. */
export function aBrowser(site: { url: string }, from: string, visits: Visits): Browser {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit): Promise<Shown> => {
    const { url } = site
    visits.urls.push(path)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { origin: url, 'x-forwarded-for': from, cookie },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location') ?? ''
    if (location) visits.urls.push(location)
    const text = await answer.text()
    if (isErrorPage(answer.status)) visits.errorPages.push(text)
    return { status: answer.status, location, text }
  }
  return {
    get: (path) => ask(path, {}),
    post: (path, fields = {}) => ask(path, { method: 'POST', body: formOf(fields) }),
  }
}

function formOf(fields: Record<string, string | readonly string[]>): URLSearchParams {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each) => [name, each]),
  )
  return new URLSearchParams(pairs)
}
