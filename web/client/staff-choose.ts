/** Says how many doctors are ticked, as they are ticked. */
export function mountChoice(root: HTMLElement): void {
  const count = root.querySelector<HTMLElement>('[data-chosen-count]')
  if (!count) return
  root.addEventListener('change', () => {
    const chosen = root.querySelectorAll('input[name="medecin"]:checked').length
    count.textContent = chosenText(chosen)
  })
}

function chosenText(chosen: number): string {
  if (chosen === 0) return 'Aucun médecin choisi'
  return chosen === 1 ? '1 médecin choisi' : `${chosen} médecins choisis`
}
