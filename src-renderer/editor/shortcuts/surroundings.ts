const fields = 'input, textarea, [contenteditable="true"], [role="spinbutton"], [role="combobox"]'
/** These take the keys for themselves while they are open. */
const modalSurfaces = '[role="dialog"], [role="menu"], [role="alertdialog"]'

export function isModalOpen(): boolean {
  return document.querySelector(modalSurfaces) !== null
}

/** Whether letters typed there are text. */
export function isTyping(target: Element): boolean {
  const field = target.closest(fields)
  if (!field) return false
  return !(field instanceof HTMLInputElement) || !['checkbox', 'radio', 'range', 'button'].includes(field.type)
}
