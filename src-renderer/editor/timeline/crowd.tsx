import { memo, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { themeStore } from '#renderer/ui/theme.ts'
import type { EditorView } from '../lesson-editor.ts'
import { paintCrowdRow, type Colour } from './crowd-row.ts'
import { isNarrow, rangeInView, toPixels, type Sight } from './geometry.ts'
import styles from './items.module.css'
import type { TimelineItem } from './timeline-items.ts'

type CrowdProps = Sight & {
  readonly items: readonly TimelineItem[]
  readonly picked: ReadonlySet<string>
  readonly shift: EditorView['shift']
}

/** Items too narrow to be hit one by one, painted side by side. A press finds them by their place. */
export const Crowd = memo(function Crowd({ items, picked, shift, scale, from, to }: CrowdProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const row = useRef<ImageData>(null)
  // Painted anew in other colours.
  useStore(themeStore)
  const [first, end] = rangeInView(items, from, to)
  const hasNarrow = hasNarrowItem(items, first, end, scale)
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const ratio = window.devicePixelRatio
    // Every look at a style asks whether all of the window's is up to date.
    const { color, accentColor } = getComputedStyle(element)
    const widthPx = Math.max(1, Math.ceil((toPixels(to, scale) - toPixels(from, scale)) * ratio))
    // Another size, even the same one set again, is another picture to lay out and keep.
    if (element.width !== widthPx) element.width = widthPx
    const image = row.current?.width === widthPx ? row.current : new ImageData(widthPx, 1)
    row.current = image
    const colours = { colour: readColour(color), pickedColour: readColour(accentColor) }
    paintCrowdRow(image.data, { items, picked, shift, ratio, scale, from, to, ...colours })
    context.putImageData(image, 0, 0)
  })
  if (!hasNarrow) return null
  return (
    <canvas
      ref={canvas}
      // One line is enough, drawn as high as the lane: to ask how high that is would lay the whole window out.
      height={1}
      className={styles['crowd']}
      data-kind={items[0]?.kind}
      style={{ insetInlineStart: toPixels(from, scale), inlineSize: toPixels(to, scale) - toPixels(from, scale) }}
      aria-hidden
    />
  )
})

function hasNarrowItem(items: readonly TimelineItem[], first: number, end: number, scale: number): boolean {
  for (let place = first; place < end; place += 1) {
    const item = items[place]
    if (item && isNarrow(item, scale)) return true
  }
  return false
}

const knownColours = new Map<string, Colour>()

/** What a colour of the style sheet is in pixels. */
function readColour(css: string): Colour {
  const known = knownColours.get(css)
  if (known) return known
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (!context) return [0, 0, 0, 0]
  context.fillStyle = css
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
  const colour = [red, green, blue, alpha] as const
  knownColours.set(css, colour)
  return colour
}
