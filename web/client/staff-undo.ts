/**
 * Counts down the seconds left on an « Annuler » button, then withdraws it. The server alone decides whether the undo is
 * still possible: without this island the button stays and a late press is told so.
 */
export function mountUndo(root: HTMLElement): void {
  const button = root.querySelector<HTMLButtonElement>('button')
  const left = root.querySelector<HTMLElement>('[data-undo-left]')
  let seconds = Number(root.dataset.seconds)
  if (!button || !left || !Number.isFinite(seconds)) return
  const show = () => {
    left.textContent = seconds > 0 ? ` (${seconds} s)` : ''
    button.hidden = seconds <= 0
  }
  show()
  const timer = setInterval(() => {
    seconds -= 1
    show()
    if (seconds <= 0) clearInterval(timer)
  }, 1000)
}
