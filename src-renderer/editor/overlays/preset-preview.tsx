import { useEffect, useRef } from 'react'
import { loadOverlayFonts } from '#renderer/ui/overlay-fonts.ts'
import { createTextMeasurer } from '#shared/overlay/measure.ts'
import type { BrandKit } from '#shared/project/schema/brand.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { OverlayLayer } from '../preview/overlay-layer.ts'
import { presetLesson, presetTicks, presetView } from './preset-lesson.ts'
import type { OverlayPreset } from './title-presets.ts'
import styles from './overlays.module.css'

/** CSS pixels of a tile's picture. */
const width = 128
const height = 84
const restTicks = ticks(presetTicks / 2)
const perSecond = secondsToTicks(1)

type Props = {
  readonly preset: OverlayPreset
  readonly plays: boolean
  /** What a preset that follows the school style looks like. */
  readonly brandKit?: BrandKit | null
}

/** A preset as it will look, painted by the painter of the lesson; while `plays` it comes in again. */
export function PresetPreview({ preset, plays, brandKit = null }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const paint = useRef<((instant: number) => void) | null>(null)

  useEffect(() => {
    let gone = false
    const context = canvas.current?.getContext('2d')
    void loadOverlayFonts().then(() => {
      if (gone || !context) return
      const lesson = presetLesson(preset.items, brandKit)
      const view = presetView(lesson, createTextMeasurer(context), width / height)
      const layer = new OverlayLayer(() => draw(restTicks))
      const draw = (instant: number): void => {
        const scale = context.canvas.width / view.width
        context.setTransform(1, 0, 0, 1, 0, 0)
        context.clearRect(0, 0, context.canvas.width, context.canvas.height)
        context.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale)
        layer.paint(context, ticks(Math.round(instant)))
      }
      layer.update(lesson)
      paint.current = draw
      draw(restTicks)
    })
    return () => {
      gone = true
      paint.current = null
    }
  }, [preset, brandKit])

  useEffect(() => {
    if (!plays || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const began = performance.now()
    let request = requestAnimationFrame(function step(now) {
      const instant = Math.max(0, ((now - began) / 1000) * perSecond)
      paint.current?.(Math.min(instant, restTicks))
      if (instant < restTicks) request = requestAnimationFrame(step)
    })
    return () => {
      cancelAnimationFrame(request)
      paint.current?.(restTicks)
    }
  }, [plays])

  const detail = Math.min(2, window.devicePixelRatio || 1) * 1.5
  return (
    <canvas
      ref={canvas}
      className={styles['picture']}
      width={Math.round(width * detail)}
      height={Math.round(height * detail)}
      aria-hidden
    />
  )
}
