import { useEffect, useRef } from 'react'
import { loadOverlayFonts } from '#renderer/ui/overlay-fonts.ts'
import type { CanvasSize, LessonDocument } from '#shared/project/schema/document.ts'
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
  /** Address of a picture of the lesson, which fills the canvas behind the caption. */
  readonly backdrop?: string | null
  /** While it does, the caption is said again and again. */
  readonly plays?: boolean
}

/** Late enough that a spoken word can be told from the others. */
const restTicks = ticks(sampleTicks * 0.75)

/** A caption as it will look, painted by the painter of the lesson. */
export function SamplePicture({ lesson, view, widthPx, backdrop = null, plays = false }: SamplePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const heightPx = (widthPx * view.height) / view.width
  useEffect(() => {
    let request = 0
    let gone = false
    let picture: HTMLImageElement | null = null
    const context = canvas.current?.getContext('2d')
    void loadOverlayFonts().then(() => {
      if (gone || !context) return
      const draw = (instant: number): void => {
        const scale = context.canvas.width / view.width
        context.setTransform(1, 0, 0, 1, 0, 0)
        context.clearRect(0, 0, context.canvas.width, context.canvas.height)
        context.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale)
        if (picture) drawCovering(context, picture, lesson.settings.canvas)
        layer.paint(context, ticks(Math.round(instant)))
      }
      const layer = new OverlayLayer(() => draw(restTicks))
      layer.update(lesson)
      draw(restTicks)
      if (backdrop !== null) {
        void loadPicture(backdrop).then((loaded) => {
          picture = loaded
          if (!gone && request === 0) draw(restTicks)
        })
      }
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
  }, [lesson, plays, view, backdrop])
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

/** Decoded once for all samples; null where there is none. */
const pictures = new Map<string, Promise<HTMLImageElement | null>>()

function loadPicture(address: string): Promise<HTMLImageElement | null> {
  const known = pictures.get(address)
  if (known) return known
  const image = new Image()
  image.src = address
  // A picture that is made later is asked for again.
  const loaded = image.decode().then(
    () => image,
    () => {
      pictures.delete(address)
      return null
    },
  )
  pictures.set(address, loaded)
  return loaded
}

function drawCovering(context: CanvasRenderingContext2D, image: HTMLImageElement, { width, height }: CanvasSize): void {
  const factor = Math.max(width / image.naturalWidth, height / image.naturalHeight)
  const [across, down] = [image.naturalWidth * factor, image.naturalHeight * factor]
  context.drawImage(image, (width - across) / 2, (height - down) / 2, across, down)
}
