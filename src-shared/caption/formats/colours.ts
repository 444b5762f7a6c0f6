import type { MarkStyle } from './styled-text.ts'

/** The names of CSS 2 and TTML, and a few that caption files use besides. */
const named: ReadonlyMap<string, MarkStyle> = new Map([
  ['black', '#000000'],
  ['silver', '#c0c0c0'],
  ['gray', '#808080'],
  ['grey', '#808080'],
  ['white', '#ffffff'],
  ['maroon', '#800000'],
  ['red', '#ff0000'],
  ['purple', '#800080'],
  ['fuchsia', '#ff00ff'],
  ['magenta', '#ff00ff'],
  ['green', '#008000'],
  ['lime', '#00ff00'],
  ['olive', '#808000'],
  ['yellow', '#ffff00'],
  ['navy', '#000080'],
  ['blue', '#0000ff'],
  ['teal', '#008080'],
  ['aqua', '#00ffff'],
  ['cyan', '#00ffff'],
  ['orange', '#ffa500'],
  ['pink', '#ffc0cb'],
])

/** `#rrggbb` of what CSS or TTML call a colour (transparency left out); null for anything else. */
export function readColour(value: string): MarkStyle | null {
  const written = value.trim().toLowerCase()
  const known = named.get(written)
  if (known !== undefined) return known
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?$/.exec(written)
  if (short)
    return `#${short
      .slice(1, 4)
      .map((digit) => digit + digit)
      .join('')}`
  const long = /^#?([0-9a-f]{6})(?:[0-9a-f]{2})?$/.exec(written)
  if (long) return `#${long[1] ?? ''}`
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})[\s,.\d%]{0,20}\)$/.exec(written)
  if (!parts) return null
  const hex = parts.slice(1, 4).map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0'))
  return `#${hex.join('')}`
}
