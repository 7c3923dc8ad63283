const SEQUENCE_MS = 1500
const DISABLED = 'trait-d-union:raccourcis'

/**
 * Keyboard shortcuts of the staff pages. They never fire inside a field nor with a modifier, and can be turned off on
 * this device. Elements are found by their marks: `data-key`, `data-go-key`, `data-row`.
 */
export function mountShortcuts(root: HTMLElement): void {
  const dialog = root.querySelector<HTMLDialogElement>('[data-shortcuts-dialog]')
  const opener = root.querySelector<HTMLButtonElement>('[data-shortcuts-open]')
  const enabled = root.querySelector<HTMLInputElement>('[data-shortcuts-enabled]')
  if (!dialog || !opener || !enabled) return
  opener.hidden = false
  opener.addEventListener('click', () => dialog.showModal())
  root.querySelector('[data-shortcuts-close]')?.addEventListener('click', () => dialog.close())
  enabled.checked = localStorage.getItem(DISABLED) !== 'non'
  enabled.addEventListener('change', () =>
    localStorage.setItem(DISABLED, enabled.checked ? 'oui' : 'non'),
  )
  listen(dialog, enabled)
}

function listen(dialog: HTMLDialogElement, enabled: HTMLInputElement): void {
  let goUntil = 0
  document.addEventListener('keydown', (event) => {
    if (!enabled.checked || dialog.open || isTyping(event)) return
    const isGoing = event.timeStamp < goUntil
    goUntil = event.key === 'g' && !isGoing ? event.timeStamp + SEQUENCE_MS : 0
    const acted = isGoing
      ? press(`[data-go-key="${CSS.escape(event.key)}"]`)
      : act(event.key, dialog)
    if (acted) event.preventDefault()
  })
}

function act(key: string, dialog: HTMLDialogElement): boolean {
  switch (key) {
    case '?':
      dialog.showModal()
      return true
    case '/':
      return focus(document.querySelector('[data-key="/"]'))
    case 'j':
      return step(1)
    case 'k':
      return step(-1)
    case 'x':
      return tick()
    case 'e':
    case 'n':
      return press(`[data-key="${key}"]`)
    default:
      return false
  }
}

function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true
  const target = event.target as HTMLElement
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio'].includes(target.type)
  return target.closest('textarea, select, [contenteditable]') !== null
}

/** Focuses the next or previous row, from the row that holds the focus. */
function step(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const current = rows.findIndex((row) => row.contains(document.activeElement))
  const next = current === -1 ? (by === 1 ? 0 : rows.length - 1) : current + by
  return focus(rows[next]?.querySelector('input[type="checkbox"], a') ?? null)
}

function tick(): boolean {
  const row = document.activeElement?.closest('[data-row]')
  const box = row?.querySelector<HTMLInputElement>('input[type="checkbox"]')
  box?.click()
  return box !== null && box !== undefined
}

function focus(element: HTMLElement | null): boolean {
  element?.focus()
  return element !== null
}

function press(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector)
  element?.click()
  return element !== null
}
