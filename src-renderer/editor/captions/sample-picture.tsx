import { useEffect, useRef } from 'react'
import { loadOverlayFonts } from '#renderer/ui/overlay-fonts.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { ticks, ticksPerSecond } from '#shared/time/ticks.ts'
import { OverlayLayer } from '../preview/overlay-layer.ts'
import { sampleTicks } from './sample-lesson.ts'
import styles from './captions.module.css'

type View = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

type SamplePictureProps = {
  readonly lesson: LessonDocument
  /** What of the lesson's canvas is shown, in its pixels. */
  readonly view: View
  /** CSS pixels. */
  readonly widthPx: number
  /** While it does, the caption is said again and again. */
  readonly plays?: boolean
}

/** Late enough that a spoken word can be told from the others. */
const restTicks = ticks(sampleTicks * 0.75)

/** A caption as it will look, painted by the painter of the lesson. */
export function SamplePicture({ lesson, view, widthPx, plays = false }: SamplePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const heightPx = (widthPx * view.height) / view.width
  useEffect(() => {
    let request = 0
    let gone = false
    const context = canvas.current?.getContext('2d')
    void loadOverlayFonts().then(() => {
      if (gone || !context) return
      const draw = (instant: number): void => {
        const scale = context.canvas.width / view.width
        context.setTransform(1, 0, 0, 1, 0, 0)
        context.clearRect(0, 0, context.canvas.width, context.canvas.height)
        context.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale)
        layer.paint(context, ticks(Math.round(instant)))
      }
      const layer = new OverlayLayer(() => draw(restTicks))
      layer.update(lesson)
      draw(restTicks)
      if (!plays || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
      const began = performance.now()
      const step = (now: number): void => {
        draw((Math.max(0, (now - began) / 1000) * ticksPerSecond) % sampleTicks)
        request = requestAnimationFrame(step)
      }
      request = requestAnimationFrame(step)
    })
    return () => {
      gone = true
      cancelAnimationFrame(request)
    }
  }, [lesson, plays, view])
  const detail = Math.min(3, (window.devicePixelRatio || 1) * 2)
  return (
    <canvas
      ref={canvas}
      className={styles['sample']}
      width={Math.round(widthPx * detail)}
      height={Math.round(heightPx * detail)}
      style={{ inlineSize: widthPx, blockSize: heightPx }}
      aria-hidden
    />
  )
}
