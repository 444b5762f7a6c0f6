import { sorted } from '#shared/quiz/sorted.ts'
import type { PlayerCaptionStyle, PlayerCue } from '#shared/quiz/player-lesson.ts'

/** A part of a cue that looks the same throughout. */
export type CuePart = {
  readonly text: string
  /** It stands out all the time. */
  readonly strong: boolean
  readonly underlined: boolean
  readonly bold: boolean
  readonly slanted: boolean
  /** Its own; null for that of the captions. */
  readonly colour: string | null
  /** When it is said; null for what has no time of its own. */
  readonly fromMs: number | null
  readonly toMs: number | null
}

type Stretch = { readonly from: number; readonly to: number }

/** What of a cue shows at an instant: with one word at a time the word that is said, or was last said; else null for all of it. */
export function shownPart({ words = [] }: PlayerCue, animation: PlayerCaptionStyle['animation'], atMs: number): Stretch | null {
  if (animation !== 'word' || words.length === 0) return null
  const said = words.filter(([, , startMs]) => startMs <= atMs).pop() ?? words[0]
  return said ? { from: said[0], to: said[1] } : null
}

/** The parts of a cue, one after the other, as it shows at an instant; nothing of what shows is left out. */
export function cueParts(cue: PlayerCue, animation: PlayerCaptionStyle['animation'], atMs: number): readonly CuePart[] {
  const { from, to } = shownPart(cue, animation, atMs) ?? { from: 0, to: cue.text.length }
  const words = animation === 'karaoke' ? (cue.words ?? []) : []
  const { emphasis = [], marks = [] } = cue
  const borders = [
    from,
    to,
    ...words.flatMap(([start, end]) => [start, end]),
    ...emphasis.flatMap(([start, end]) => [start, end]),
    ...marks.flatMap(([start, end]) => [start, end]),
  ]
  const inside = sorted(
    borders.filter((at, index) => at >= from && at <= to && borders.indexOf(at) === index),
    (a, b) => a - b,
  )
  return inside.slice(0, -1).map((start, index) => {
    const end = inside[index + 1] ?? to
    const covers = ([first, last]: readonly [number, number, ...unknown[]]): boolean => first <= start && end <= last
    const looks = marks.filter(covers).map(([, , look]) => look)
    const word = words.find(covers)
    return {
      text: cue.text.slice(start, end),
      strong: emphasis.some(covers),
      underlined: looks.includes('underline'),
      bold: looks.includes('bold'),
      slanted: looks.includes('italic'),
      colour: looks.filter((look) => look.startsWith('#')).pop() ?? null,
      fromMs: word ? word[2] : null,
      toMs: word ? word[3] : null,
    }
  })
}
