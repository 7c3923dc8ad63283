export type Combobox<Item> = {
  readonly label: string
  announce(count: number): string
  /** May be overtaken: its signal is aborted when something newer is typed. */
  search(typed: string, signal: AbortSignal): Promise<Item[]>
  labelOf(item: Item): string
  choose(item: Item): void
}

const PAUSE_MS = 250

/** Turns an input into an ARIA combobox with a list; arrows move, Enter chooses, Escape closes, typing stays free. */
export function combobox<Item>(input: HTMLInputElement, options: Combobox<Item>): void {
  const list = addList(input, options.label)
  const status = addStatus(input)
  let items: Item[] = []
  let active = -1
  let timer = 0
  let pending = new AbortController()

  const close = () => {
    clearTimeout(timer)
    pending.abort()
    show([])
  }
  const show = (found: Item[]) => {
    items = found
    list.replaceChildren(
      ...found.map((item, index) => option(list.id, index, options.labelOf(item))),
    )
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    status.textContent = found.length > 0 ? options.announce(found.length) : ''
    mark(-1)
  }
  const mark = (index: number) => {
    active = index
    for (const [at, line] of [...list.children].entries())
      line.setAttribute('aria-selected', String(at === index))
    if (index < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `${list.id}-${index}`)
  }
  const choose = (index: number) => {
    const item = items[index]
    close()
    if (item !== undefined) options.choose(item)
  }
  const search = async () => {
    pending = new AbortController()
    const { signal } = pending
    const found = await options.search(input.value, signal)
    if (!signal.aborted && document.activeElement === input) show(found)
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    pending.abort()
    timer = window.setTimeout(search, PAUSE_MS)
  })
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return close()
    if (items.length === 0) return
    if (event.key === 'Enter' && active >= 0) choose(active)
    else if (event.key === 'ArrowDown') mark((active + 1) % items.length)
    else if (event.key === 'ArrowUp') mark((active < 1 ? items.length : active) - 1)
    else return
    event.preventDefault()
  })
  input.addEventListener('blur', close)
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const line = (event.target as Element).closest('[role="option"]')
    if (line) choose([...list.children].indexOf(line))
  })
}

function addList(input: HTMLInputElement, label: string): HTMLUListElement {
  const list = document.createElement('ul')
  list.id = `${input.id}-liste`
  list.className = 'combobox-list'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', label)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')
  input.after(list)
  return list
}

function addStatus(input: HTMLInputElement): HTMLElement {
  const status = document.createElement('p')
  status.className = 'visually-hidden'
  status.setAttribute('role', 'status')
  input.parentElement?.append(status)
  return status
}

function option(listId: string, index: number, label: string): HTMLLIElement {
  const line = document.createElement('li')
  line.id = `${listId}-${index}`
  line.className = 'combobox-option'
  line.textContent = label
  line.setAttribute('role', 'option')
  line.setAttribute('aria-selected', 'false')
  return line
}
