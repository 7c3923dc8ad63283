/** Brings the keyboard and the screen reader to the summary of errors as soon as the page opens. */
document.querySelector<HTMLElement>('[data-island="errors"]')?.focus()
