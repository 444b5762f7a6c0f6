import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { themeStore } from '#renderer/ui/theme.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { readWaveform, type WaveformPeaks } from '#shared/ipc/waveform-file.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { useEditor } from '../editor-context.tsx'
import type { Stretch } from './filmstrip.tsx'
import type { ClipItem } from './timeline-items.ts'
import styles from './items.module.css'
import { waveformColumns } from './waveform-columns.ts'

/** Over the lower edge of pictures, in the whole of a clip that is sound alone, or in a track's bar. */
type Place = 'strip' | 'clip' | 'track'

/** CSS pixels; a third of a clip, and the insides of the borders (timeline.module.css). */
const heightsPx: Readonly<Record<Place, number>> = { strip: 18, clip: 58, track: 20 }
const fullScale = 127

type WaveformProps = { readonly item: ClipItem; readonly scale: number; readonly place: Place } & Stretch

/** How loud the clip is along its length; nothing before that is known. */
export const Waveform = memo(function Waveform({ item, scale, place, widthPx, fromPx, toPx }: WaveformProps) {
  const waveform = useWaveform(item.asset)
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const element = canvas.current
    if (!element || !waveform) return
    let frame = 0
    const drawSoon = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => drawWaveform(element, waveform, item, scale, place, { widthPx, fromPx, toPx }))
    }
    drawSoon()
    const stop = themeStore.subscribe(drawSoon)
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [item, scale, place, waveform, widthPx, fromPx, toPx])
  // A held picture is silent.
  if (!waveform || item.clip.freezeTicks !== null) return null
  return (
    <canvas ref={canvas} className={styles['waveform']} data-place={place} data-silent={!item.heard || undefined} aria-hidden />
  )
})

/** Draws the part of a clip that is in sight, a column for each pixel of the screen. */
function drawWaveform(
  canvas: HTMLCanvasElement,
  waveform: WaveformPeaks,
  { clip }: ClipItem,
  scale: number,
  place: Place,
  stretch: Stretch,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const ratio = window.devicePixelRatio
  const fromPx = Math.max(0, Math.floor(stretch.fromPx))
  const toPx = Math.max(fromPx, Math.ceil(Math.min(stretch.widthPx, stretch.toPx)))
  const fromColumn = Math.round(fromPx * ratio)
  const toColumn = Math.round(toPx * ratio)
  canvas.width = toColumn - fromColumn
  canvas.height = Math.round(heightsPx[place] * ratio)
  Object.assign(canvas.style, {
    insetInlineStart: `${fromPx}px`,
    inlineSize: `${toPx - fromPx}px`,
    blockSize: `${heightsPx[place]}px`,
  })
  const columns = waveformColumns({ waveform, clip, columnsPerSecond: scale * ratio, fromColumn, toColumn })
  context.fillStyle = getComputedStyle(canvas).color
  const { height } = canvas
  for (let column = 0; column * 2 < columns.length; column += 1) {
    const [low, high] = [toShare(-(columns[column * 2] ?? 0)), toShare(columns[column * 2 + 1] ?? 0)]
    // A strip is too low to show both sides of the wave: it rises from the edge.
    const top = place === 'strip' ? (1 - Math.max(low, high)) * height : ((1 - high) / 2) * height
    const bottom = place === 'strip' ? height : ((1 + low) / 2) * height
    context.fillRect(column, top, 1, Math.max(bottom - top, ratio))
  }
}

/** By the root, so that quiet speech is seen, too. */
const toShare = (sample: number): number => Math.sqrt(Math.min(1, sample / fullScale))

const waveforms = new Map<string, Promise<WaveformPeaks | null>>()

/** The loudness of an asset; null before it is made, and where there is no sound. */
export function loadWaveform(asset: Asset): Promise<WaveformPeaks | null> {
  const url = assetUrl(asset.id, 'waveform', asset.sha256)
  const known = waveforms.get(url)
  if (known) return known
  const loading = fetch(url)
    .then(async (answer) => (answer.ok ? readWaveform(await answer.arrayBuffer()) : null))
    .catch(() => null)
    .then((waveform) => {
      // Asked for again when the clip is drawn anew.
      if (!waveform) waveforms.delete(url)
      return waveform
    })
  waveforms.set(url, loading)
  return loading
}

/** The loudness of an asset once it is made; null before, and where there is no sound. */
export function useWaveform(asset: Asset | null): WaveformPeaks | null {
  const [loaded, setLoaded] = useState<{ readonly asset: Asset; readonly waveform: WaveformPeaks | null } | null>(null)
  const { preparations } = useEditor()
  const isMade = useStore(
    preparations.store,
    ({ made }) => asset !== null && Boolean(asset.interpretation?.audio) && made[asset.id] === 'all',
  )
  useEffect(() => {
    let current = true
    if (asset && isMade)
      void loadWaveform(asset).then((waveform) => {
        if (current) setLoaded({ asset, waveform })
      })
    return () => {
      current = false
    }
  }, [asset, isMade])
  return loaded && loaded.asset.id === asset?.id ? loaded.waveform : null
}
