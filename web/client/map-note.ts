/** Says something under the map. */
export function say(root: HTMLElement, text: string): void {
  const note = root.querySelector('[data-map-note]')
  if (note) note.textContent = text
}
