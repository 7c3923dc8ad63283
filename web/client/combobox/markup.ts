/** The empty list of suggestions, right after the input that it belongs to. */
export function addList(input: HTMLInputElement, label: string): HTMLUListElement {
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

/** Where the number of suggestions is announced to a screen reader. */
export function addStatus(input: HTMLInputElement): HTMLElement {
  const status = document.createElement('p')
  status.className = 'visually-hidden'
  status.setAttribute('role', 'status')
  input.parentElement?.append(status)
  return status
}

export function optionLine(listId: string, index: number, label: string): HTMLLIElement {
  const line = document.createElement('li')
  line.id = `${listId}-${index}`
  line.className = 'combobox-option'
  line.textContent = label
  line.setAttribute('role', 'option')
  line.setAttribute('aria-selected', 'false')
  return line
}

/** Tells the state of the list: open or not, and which line is active (-1 for none). */
export function mark(input: HTMLInputElement, list: HTMLUListElement, active: number): void {
  input.setAttribute('aria-expanded', String(!list.hidden))
  for (const [at, line] of [...list.children].entries())
    line.setAttribute('aria-selected', String(at === active))
  if (active < 0) input.removeAttribute('aria-activedescendant')
  else input.setAttribute('aria-activedescendant', `${list.id}-${active}`)
}
