import type { PlayerCaptionTrack } from '#shared/quiz/player-lesson.ts'
import { element } from './element.ts'

/** Draws the cue of an instant in the lesson's style. Times in milliseconds. */
export class CaptionsView {
  readonly root = element('div', { class: 'tb-captions', 'aria-hidden': 'true' })
  private readonly text = element('span')
  private readonly line = element('div', { class: 'tb-caption-line' }, this.text)
  private track: PlayerCaptionTrack | null = null
  private shown: string | null = null

  constructor() {
    this.root.append(this.line)
  }

  /** Null hides the captions. */
  show(track: PlayerCaptionTrack | null): void {
    this.track = track
    this.shown = null
    if (track) this.applyStyle(track)
    this.root.hidden = true
  }

  draw(atMs: number): void {
    const text = this.track ? activeText(this.track, atMs) : ''
    if (text === this.shown) return
    this.shown = text
    this.text.textContent = text
    this.root.hidden = text === ''
    this.fit()
  }

  /** A box as wide as its longest line: CSS leaves it as wide as the text was before it broke. */
  fit(): void {
    if (this.root.hidden) return
    this.line.style.inlineSize = ''
    const style = getComputedStyle(this.line)
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight)
    const widest = Math.max(0, ...Array.from(this.text.getClientRects(), (rect) => rect.width))
    this.line.style.inlineSize = `${Math.ceil(widest + padding) + 1}px`
  }

  /** Lengths become calc() of `--unit`, the stage's pixels for 1/1080 of the short side. */
  private applyStyle({ style, language, direction }: PlayerCaptionTrack): void {
    this.root.lang = language
    this.root.dir = direction
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
    }
    for (const [name, value] of Object.entries(properties)) this.root.style.setProperty(name, value)
  }
}

/** Two cues at once stand in two lines, as in a subtitle file. */
function activeText(track: PlayerCaptionTrack, atMs: number): string {
  return track.cues
    .filter((cue) => cue.startMs <= atMs && atMs < cue.endMs)
    .map((cue) => cue.text.trim())
    .join('\n')
}
