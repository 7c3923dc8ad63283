/** Shows the buttons that print, which do nothing without a script. */
for (const button of document.querySelectorAll<HTMLElement>('[data-island="print"]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
