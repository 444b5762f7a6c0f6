import type { CaptionPlacement } from '../../project/schema/text.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'
import { parseTime } from '../cue-time.ts'
import { readColour } from './colours.ts'
import { decodeReferences } from './entities.ts'
import { keypadPlacement } from './placements.ts'
import { joinRuns, type MarkStyle, type StyledRun, type StyledText } from './styled-text.ts'

export type CueText = StyledText & {
  readonly speaker: string | null
  readonly placement: CaptionPlacement | undefined
  /** Something was left out: a font, a size, ruby letters, a second voice. */
  readonly dropped: boolean
}

// Tags are letters, or times of karaoke; "a < b" stays. No tag of the formats is longer than this.
const webVttToken = /<\/?[a-z][^<>]{0,300}>|<\d[\d:.]{0,30}>|<\/?>/gi
const subRipToken = /<\/?[a-z][^<>]{0,300}>|<\d[\d:.]{0,30}>|\{\\[^{}]{0,300}\}/gi

const simpleStyles: ReadonlyMap<string, MarkStyle> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
])

/** The colours that WebVTT names without a style block (W3C WebVTT 5). */
const webVttColours: ReadonlyMap<string, MarkStyle> = new Map([
  ['white', '#ffffff'],
  ['lime', '#00ff00'],
  ['cyan', '#00ffff'],
  ['red', '#ff0000'],
  ['yellow', '#ffff00'],
  ['magenta', '#ff00ff'],
  ['blue', '#0000ff'],
  ['black', '#000000'],
])

export type CueContext = {
  readonly isWebVtt: boolean
  /** Of the caption, for the times of words, which count from the start of the file. */
  readonly startTicks: Ticks
  /** Classes of WebVTT that a style block gives a colour. */
  readonly colours: ReadonlyMap<string, MarkStyle>
}

/** The words of a cue, who says them where a voice tag says so, and what its tags set apart. */
export function readCueText(lines: readonly string[], context: CueContext): CueText {
  const { isWebVtt, startTicks } = context
  const raw = lines.join('\n')
  const state = new CueState(context.colours)
  const runs: StyledRun[] = []
  let from = 0
  for (const match of raw.matchAll(isWebVtt ? webVttToken : subRipToken)) {
    if (match.index > from) runs.push(state.run(raw.slice(from, match.index)))
    from = match.index + match[0].length
    state.take(match[0], startTicks)
  }
  if (from < raw.length) runs.push(state.run(raw.slice(from)))
  const { speaker, placement, dropped } = state
  return { ...joinRuns(runs), speaker, placement, dropped }
}

class CueState {
  readonly #colours: ReadonlyMap<string, MarkStyle>
  readonly #open = new Map<MarkStyle, number>()
  readonly #classes: (MarkStyle | null)[] = []
  readonly #fonts: (MarkStyle | null)[] = []
  #at: Ticks | undefined
  speaker: string | null = null
  placement: CaptionPlacement | undefined
  dropped = false

  constructor(colours: ReadonlyMap<string, MarkStyle>) {
    this.#colours = colours
  }

  run(text: string): StyledRun {
    const startTicks = this.#at
    this.#at = undefined
    const colour = this.#classes.findLast((each) => each !== null) ?? this.#fonts.findLast((each) => each !== null) ?? null
    const styles = [...this.#open].flatMap(([style, depth]) => (depth > 0 ? [style] : []))
    return { text: decodeReferences(text), styles: colour === null ? styles : [...styles, colour], startTicks }
  }

  take(token: string, cueStart: Ticks): void {
    if (token.startsWith('{')) return this.#override(token.slice(2, -1))
    if (/^<\d/.test(token)) {
      const time = parseTime(token.slice(1, -1))
      if (time !== 'impossible') this.#at = ticks(Math.max(0, time - cueStart))
      return
    }
    const [, slash = '', name = '', rest = ''] = /^<(\/?)([a-z][a-z0-9]*)(.*)>$/is.exec(token) ?? []
    const tag = name.toLowerCase()
    const style = simpleStyles.get(tag)
    if (style !== undefined) this.#step(style, slash === '' ? 1 : -1)
    else if (tag === 'c') this.#class(slash, rest)
    else if (tag === 'font') this.#font(slash, rest)
    else if (tag === 'v') this.#voice(slash, rest)
    else if (slash === '') this.dropped = true
  }

  #step(style: MarkStyle, by: number): void {
    this.#open.set(style, Math.max(0, (this.#open.get(style) ?? 0) + by))
  }

  #class(slash: string, rest: string): void {
    if (slash !== '') return void this.#classes.pop()
    const names = (rest.split(/\s/)[0] ?? '').split('.').filter((name) => name !== '')
    const found = names.map((name) => this.#colours.get(name) ?? webVttColours.get(name) ?? null)
    if (found.includes(null)) this.dropped = true
    if (this.#classes.length < 1000) this.#classes.push(found.findLast((each) => each !== null) ?? null)
  }

  #font(slash: string, rest: string): void {
    if (slash !== '') return void this.#fonts.pop()
    const written = /\bcolor\s{0,9}=\s{0,9}["']?([#\w(), .%]{1,40})/i.exec(rest)?.[1]
    const colour = written === undefined ? null : readColour(written)
    if (colour === null || /\b(?:face|size)\s{0,9}=/i.test(rest)) this.dropped = true
    if (this.#fonts.length < 1000) this.#fonts.push(colour)
  }

  #voice(slash: string, rest: string): void {
    if (slash !== '') return
    const name = decodeReferences(rest.replace(/^\.\S*/, '')).trim()
    if (name === '') return
    if (this.speaker === null) this.speaker = name.slice(0, 200)
    else if (this.speaker !== name) this.dropped = true
  }

  /** What players of SubRip take from SubStation Alpha: the place, and letters set apart. */
  #override(tags: string): void {
    for (const tag of tags.split('\\')) {
      const key = /^an([1-9])$/.exec(tag)?.[1]
      const [, letter = '', on = ''] = /^([biu])([01])$/.exec(tag) ?? []
      const style = simpleStyles.get(letter)
      if (key !== undefined) this.placement = keypadPlacement(Number(key))
      else if (style === undefined) this.dropped = true
      else this.#open.set(style, on === '1' ? 1 : 0)
    }
  }
}
