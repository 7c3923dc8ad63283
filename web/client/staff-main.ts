import { mountChoice } from './staff-choose.ts'
import { mountShortcuts } from './staff-keys.ts'
import { mountUndo } from './staff-undo.ts'

const islands: Record<string, (root: HTMLElement) => void> = {
  shortcuts: mountShortcuts,
  undo: mountUndo,
  choice: mountChoice,
}

for (const root of document.querySelectorAll<HTMLElement>('[data-island]'))
  islands[root.dataset.island ?? '']?.(root)
