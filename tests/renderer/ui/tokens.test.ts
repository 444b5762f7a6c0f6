import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../../src-renderer/ui/tokens.css'), 'utf8')

type Tokens = ReadonlyMap<string, string>

/** What one rule of the style sheet sets. */
function tokensOf(selector: string): Tokens {
  const start = `\n${css}`.indexOf(`\n${selector} {`)
  if (start < 0) throw new Error(`${selector} is not in tokens.css`)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('\n}', start))
  return new Map([...body.matchAll(/(--[a-z-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]))
}

const normal = tokensOf(':root')
const contrast: Tokens = new Map([...normal, ...tokensOf(':root[data-contrast]')])

/** A colour of one theme as its red, green and blue, 0 to 255. */
function colour(tokens: Tokens, name: string, tone: 'light' | 'dark'): readonly number[] {
  const value = tokens.get(name) ?? ''
  const alias = /^var\((--[a-z-]+)\)$/.exec(value)?.[1]
  if (alias) return colour(tokens, alias, tone)
  const [, light, dark] = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value) ?? [value, value, value]
  const hex = (tone === 'light' ? light : dark) ?? ''
  if (!/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`${name} is no plain colour: ${value}`)
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const of = part / 255
    return of <= 0.04045 ? of / 12.92 : ((of + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(tokens: Tokens, front: string, back: string, tone: 'light' | 'dark'): number {
  const [high = 0, low = 0] = [front, back].map((name) => luminance(colour(tokens, name, tone))).toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const surfaces = ['--surface-window', '--surface-panel', '--surface-raised', '--surface-sunken']
const states = ['--surface-hover', '--accent-soft']
/** What is read, and on what. */
const words: readonly (readonly [string, readonly string[]])[] = [
  ['--text', [...surfaces, ...states, '--surface-pressed', '--warning-soft', '--danger-soft']],
  ['--text-muted', [...surfaces, ...states]],
  ['--accent-text', [...surfaces, '--accent-soft']],
  ['--danger-text', [...surfaces, '--danger-soft', '--surface-hover']],
  ['--warning-text', [...surfaces, '--warning-soft']],
  ['--on-accent', ['--accent', '--accent-hover']],
  ['--on-danger', ['--danger', '--danger-hover']],
  ['--clip-text', ['--clip-fill']],
  ['--overlay-text', ['--overlay-fill']],
  ['--caption-text', ['--caption-fill']],
  ['--question-text', ['--question-fill']],
]
/** What shows where a control is, or that it has the focus or is chosen (WCAG 1.4.11). */
const shapes: readonly (readonly [string, readonly string[]])[] = [
  ['--line-control', surfaces],
  ['--focus', [...surfaces, ...states]],
  ['--accent', surfaces],
  ['--clip-line', ['--surface-sunken']],
  ['--overlay-line', ['--surface-sunken']],
  ['--caption-line', ['--surface-sunken']],
  ['--question-line', ['--surface-sunken']],
]

const cases = (pairs: typeof words) => pairs.flatMap(([front, backs]) => backs.map((back) => [front, back] as const))

describe.each([
  { theme: 'light', tokens: normal, tone: 'light', text: 4.5, shape: 3 },
  { theme: 'dark', tokens: normal, tone: 'dark', text: 4.5, shape: 3 },
  // WCAG 2.2, level AAA for text.
  { theme: 'high contrast, light', tokens: contrast, tone: 'light', text: 7, shape: 4.5 },
  { theme: 'high contrast, dark', tokens: contrast, tone: 'dark', text: 7, shape: 4.5 },
] as const)('the colours of the theme: $theme', ({ tokens, tone, text, shape }) => {
  it.each(cases(words))('%s can be read on %s', (front, back) => {
    expect(ratio(tokens, front, back, tone)).toBeGreaterThanOrEqual(text)
  })

  it.each(cases(shapes))('%s is seen on %s', (front, back) => {
    expect(ratio(tokens, front, back, tone)).toBeGreaterThanOrEqual(shape)
  })
})

describe('colours that the computer chooses', () => {
  it('are used for every token that has one in high contrast', () => {
    const forced = css.slice(css.indexOf('forced-colors: active'))
    const isColour = (name: string): boolean => !name.startsWith('--shadow')
    const missing = [...tokensOf(':root[data-contrast]').keys()].filter((name) => isColour(name) && !forced.includes(`${name}:`))
    expect(missing).toEqual([])
  })
})
