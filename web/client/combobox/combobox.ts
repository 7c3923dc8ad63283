import { addList, addStatus, mark, optionLine } from './markup.ts'

export type Source<Item> = {
  readonly label: string
  announce(count: number): string
  /** May be overtaken: its signal is aborted when something newer is typed. */
  search(typed: string, signal: AbortSignal): Promise<Item[]>
  labelOf(item: Item): string
  choose(item: Item): void
}

const PAUSE_MS = 250

/** Turns an input into an ARIA combobox: arrows move, Enter chooses, Escape closes, typing stays free. */
export function combobox<Item>(input: HTMLInputElement, source: Source<Item>): void {
  const list = suggestionList(input, source)
  const search = searchAfterPause(input, source, list.show)
  const close = () => {
    search.stop()
    list.show([])
  }
  input.addEventListener('input', search.start)
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    else if (list.press(event.key)) event.preventDefault()
  })
}

/** The list under the input: what it holds and which line is active. */
function suggestionList<Item>(input: HTMLInputElement, source: Source<Item>) {
  const list = addList(input, source.label)
  const status = addStatus(input)
  let items: Item[] = []
  let active = -1
  const show = (found: Item[]) => {
    items = found
    list.replaceChildren(...found.map((item, at) => optionLine(list.id, at, source.labelOf(item))))
    list.hidden = found.length === 0
    status.textContent = found.length > 0 ? source.announce(found.length) : ''
    move(-1)
  }
  const move = (index: number) => {
    active = index
    mark(input, list, active)
  }
  const choose = (item: Item | undefined) => {
    show([])
    if (item !== undefined) source.choose(item)
  }
  const press = (key: string): boolean => {
    if (items.length === 0) return false
    if (key === 'ArrowDown') move((active + 1) % items.length)
    else if (key === 'ArrowUp') move((active < 1 ? items.length : active) - 1)
    else if (key === 'Enter' && active >= 0) choose(items[active])
    else return false
    return true
  }
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target }) => {
    const line = (target as Element).closest('[role="option"]')
    if (line) choose(items[[...list.children].indexOf(line)])
  })
  return { show, press }
}

/** Asks once the typing pauses; an answer that comes too late is dropped. */
function searchAfterPause<Item>(
  input: HTMLInputElement,
  source: Source<Item>,
  show: (found: Item[]) => void,
) {
  let timer = 0
  let pending = new AbortController()
  const stop = () => {
    clearTimeout(timer)
    pending.abort()
  }
  const ask = async () => {
    pending = new AbortController()
    const { signal } = pending
    const found = await source.search(input.value, signal)
    if (!signal.aborted) show(found)
  }
  const start = () => {
    stop()
    timer = window.setTimeout(ask, PAUSE_MS)
  }
  return { start, stop }
}
