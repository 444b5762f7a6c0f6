/** Puts words on the clipboard; the window has no permission to write there by itself, but may answer a copy. */
export function copyText(words: string): void {
  const answer = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', words)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', answer, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', answer, { capture: true })
}
