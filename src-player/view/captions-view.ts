import type { PlayerCaptionTrack, PlayerCue } from '#shared/quiz/player-lesson.ts'
import { panelPath, type CaptionLine } from './caption-panel.ts'
import { element } from './element.ts'
import { cueParts, shownPart, type CuePart } from './cue-parts.ts'

/** The cues of one place in the picture. */
type Box = {
  readonly root: HTMLElement
  readonly line: HTMLElement
  readonly panel: HTMLElement
  readonly text: HTMLElement
  readonly cues: readonly PlayerCue[]
}

/** Draws the cues of an instant in the lesson's style. Times in milliseconds. Learners who want little motion see plain captions. */
export class CaptionsView {
  readonly root = element('div', { class: 'tb-caption-boxes', 'aria-hidden': 'true' })
  private readonly motion = matchMedia('(prefers-reduced-motion: reduce)')
  private track: PlayerCaptionTrack | null = null
  private boxes: readonly Box[] = []
  private shown: string | null = null

  constructor() {
    this.show(null)
    // The first captions may be there before their font, which is wider or narrower than the one in its place.
    document.fonts.addEventListener('loadingdone', () => this.fit())
  }

  /** Null hides the captions. */
  show(track: PlayerCaptionTrack | null): void {
    this.track = track
    this.shown = null
    this.arrange([])
  }

  draw(atMs: number): void {
    const cues = this.track ? this.track.cues.filter((cue) => cue.startMs <= atMs && atMs < cue.endMs) : []
    const lively = !this.motion.matches
    const parts = cues.map((cue) => (lively ? shownPart(cue, this.track?.style.animation ?? 'plain', atMs) : null))
    // What is said changes within a part; which part shows decides what is written.
    const shown = cues.map((cue, index) => `${cue.startMs} ${cue.text} ${parts[index]?.from ?? ''}`).join()
    if (shown !== this.shown) {
      this.shown = shown
      this.arrange(cues)
      for (const box of this.boxes) this.write(box, lively, atMs)
      this.fit()
    }
    for (const word of this.root.querySelectorAll<HTMLElement>('[data-from]')) {
      const { from, to } = word.dataset
      const until = this.track?.style.highlight === 'fill' ? Infinity : Number(to)
      word.classList.toggle('tb-said', Number(from) <= atMs && atMs < until)
    }
  }

  /** A box as wide as its longest line, which CSS leaves as wide as the text was before it broke, and a panel that hugs each line. */
  fit(): void {
    for (const { root, line, panel, text } of this.boxes) {
      if (root.hidden) continue
      line.style.inlineSize = ''
      const style = getComputedStyle(line)
      const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight)
      const widest = Math.max(0, ...linesOf(line, text).map(({ left, right }) => right - left))
      line.style.inlineSize = `${Math.ceil(widest + padding) + 1}px`
      const lines = linesOf(line, text)
      const block = Number.parseFloat(style.paddingTop)
      panel.style.clipPath =
        lines.length < 2
          ? ''
          : `path("${panelPath({
              lines,
              padding: { inline: padding / 2, block },
              radius: Number.parseFloat(getComputedStyle(panel).borderTopLeftRadius),
            })}")`
    }
  }

  /** Two cues at once stand in two lines, as in a subtitle file; those with a place of their own stand there. */
  private arrange(cues: readonly PlayerCue[]): void {
    const placed = cues.filter((cue) => cue.place)
    const groups = [cues.filter((cue) => !cue.place), ...placed.map((cue) => [cue])]
    this.boxes = groups.map((group) => {
      const text = element('span')
      const panel = element('span', { class: 'tb-caption-panel' })
      const line = element('div', { class: 'tb-caption-line' }, panel, text)
      const root = element('div', { class: 'tb-captions' }, line)
      root.hidden = group.length === 0
      if (this.track) applyStyle(root, this.track)
      if (group[0]?.place) applyPlace(root, group[0].place)
      return { root, line, panel, text, cues: group }
    })
    this.root.replaceChildren(...this.boxes.map(({ root }) => root))
  }

  private write({ text, cues }: Box, lively: boolean, atMs: number): void {
    cues.forEach((cue, index) => {
      if (index > 0) text.append('\n')
      const animation = lively && this.track ? this.track.style.animation : 'plain'
      for (const part of cueParts(cue, animation, atMs)) {
        text.append(writePart(part))
      }
    })
  }
}

/** Where each line of a text lies in its box; an entrance that enlarges it changes nothing. */
function linesOf(box: HTMLElement, text: HTMLElement): readonly CaptionLine[] {
  const outer = box.getBoundingClientRect()
  const scale = outer.width / box.offsetWidth || 1
  const rowsOf = (part: Element): readonly CaptionLine[] => {
    const lineHeight = Number.parseFloat(getComputedStyle(part).lineHeight)
    return Array.from(part.getClientRects(), ({ top, bottom, left, right }) => {
      const middle = ((top + bottom) / 2 - outer.top) / scale
      const [from, to] = [(left - outer.left) / scale, (right - outer.left) / scale]
      return { left: from, right: to, top: middle - lineHeight / 2, bottom: middle + lineHeight / 2 }
    })
  }
  const lines: CaptionLine[] = []
  for (const row of rowsOf(text)) {
    const known = lines.findIndex(({ top }) => Math.abs(top - row.top) < 1)
    if (known >= 0) lines[known] = around(lines[known] ?? row, row)
    else lines.push(row)
  }
  // Larger words make their line higher.
  for (const row of Array.from(text.querySelectorAll('.tb-strong')).flatMap(rowsOf)) {
    const middle = (row.top + row.bottom) / 2
    const index = lines.findIndex(({ top, bottom }) => top <= middle && middle < bottom)
    const line = lines[index]
    if (line) lines[index] = around(line, { ...line, top: row.top, bottom: row.bottom })
  }
  return lines
}

function around(one: CaptionLine, other: CaptionLine): CaptionLine {
  return {
    left: Math.min(one.left, other.left),
    right: Math.max(one.right, other.right),
    top: Math.min(one.top, other.top),
    bottom: Math.max(one.bottom, other.bottom),
  }
}

function writePart({ text, strong, underlined, bold, slanted, colour, fromMs, toMs }: CuePart): HTMLElement | string {
  const looks = Object.entries({ strong, underlined, bold, slanted, coloured: colour !== null }).filter(([, has]) => has)
  if (looks.length === 0 && fromMs === null) return text
  const names = ['tb-word', ...looks.map(([name]) => `tb-${name}`)]
  const times = fromMs === null ? {} : { 'data-from': fromMs, 'data-to': toMs }
  const word = element('span', { class: names.join(' '), ...times }, text)
  if (colour !== null) word.style.setProperty('--mark', colour)
  return word
}

/** Lengths become calc() of `--unit`, the stage's pixels for 1/1080 of the short side. */
function applyStyle(root: HTMLElement, { style, language, direction }: PlayerCaptionTrack): void {
  root.lang = language
  root.dir = direction
  Object.assign(root.dataset, { place: style.place, highlight: style.highlight, entrance: style.entrance })
  const { shadow } = style
  const properties: Readonly<Record<string, string>> = {
    '--caption-font': `"${style.fontFamily.replace(/["\\]/g, '')}"`,
    '--caption-weight': String(style.fontWeight),
    '--caption-size': String(style.size),
    '--caption-colour': style.colour,
    '--caption-line-height': String(style.lineHeight),
    '--caption-box': style.boxColour ?? 'transparent',
    '--caption-padding': String(style.boxPadding),
    '--caption-radius': String(style.boxRadius),
    '--caption-align': style.align,
    '--caption-characters': String(style.maxCharactersPerLine),
    '--caption-bottom': String(style.bottomMargin),
    '--caption-outline': style.outlineColour ?? 'transparent',
    '--caption-outline-width': String(style.outlineColour ? style.outlineWidth : 0),
    '--caption-highlight': style.highlightColour,
    '--caption-emphasis': String(style.emphasisScale),
    '--caption-shadow': shadow
      ? `drop-shadow(calc(${shadow.x} * var(--unit)) calc(${shadow.y} * var(--unit)) 0 ${shadow.colour})`
      : 'none',
  }
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(name, value)
}

/** Sides of the picture, whichever way the text runs. */
function applyPlace(root: HTMLElement, { line, edge, position, align }: NonNullable<PlayerCue['place']>): void {
  root.style.setProperty('--caption-align', align)
  const side = align === 'left' ? { left: position, right: 0 } : { left: 0, right: 100 - position }
  const half = Math.min(position, 100 - position)
  const { left, right } = align === 'center' ? { left: position - half, right: 100 - position - half } : side
  Object.assign(root.style, { left: `${left}%`, right: `${right}%` })
  if (line === null) return
  root.dataset['place'] = 'own'
  root.style.setProperty('--caption-line', `${edge === 'bottom' ? 100 - line : line}%`)
  root.dataset['edge'] = edge
}
