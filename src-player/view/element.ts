type Attributes = Readonly<Record<string, string | number | boolean | null>>

/** Makes an element; `true` sets an empty attribute, `false` and null leave it out. Text is always text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value)
  for (const child of children) if (child !== null) made.append(child)
  return made
}

export function setAttribute(target: Element, name: string, value: string | number | boolean | null): void {
  if (value === null || value === false) target.removeAttribute(name)
  else target.setAttribute(name, value === true ? '' : String(value))
}

/** Read by screen readers, not shown. */
export function hiddenText(text: string): HTMLElement {
  return element('span', { class: 'tb-hidden' }, text)
}
