import { memo, useMemo } from 'react'
import { beatsOfClip } from '#shared/sound/beats.ts'
import { ticksToSeconds, zeroTicks } from '#shared/time/ticks.ts'
import { useEditor } from '../editor-context.tsx'
import { findBeatsOf } from '../music/known-beats.ts'
import type { Stretch } from './filmstrip.tsx'
import type { ClipItem } from './timeline-items.ts'
import { useWaveform } from './waveform.tsx'
import styles from './items.module.css'

/** Nearer together they would be a grey area; CSS pixels. */
const leastPx = 6

type BeatMarksProps = { readonly item: ClipItem; readonly scale: number } & Stretch

/** Where the beats of a piece of music fall; what is dragged holds on to them. */
export const BeatMarks = memo(function BeatMarks({ item, scale, widthPx, fromPx, toPx }: BeatMarksProps) {
  const { asset, clip, span } = item
  const isMusic = useEditor().document.tracks[clip.trackId]?.role === 'music'
  const waveform = useWaveform(isMusic ? asset : null)
  const shape = useMemo(() => {
    const beats = isMusic && asset ? findBeatsOf(asset, waveform) : null
    if (!beats) return ''
    const length = { startTicks: zeroTicks, endTicks: span.endTicks }
    const all = beatsOfClip(clip, length, beats).map(({ atTicks, isBar }) => ({ x: ticksToSeconds(atTicks) * scale, isBar }))
    const [first, second] = all
    const isCrowded = !first || !second || second.x - first.x < leastPx
    return all
      .filter(({ x, isBar }) => x >= fromPx && x <= Math.min(toPx, widthPx) && (isBar || !isCrowded))
      .map(({ x, isBar }) => `M${x.toFixed(1)} 0v${isBar ? 7 : 4}`)
      .join('')
  }, [asset, clip, span, isMusic, waveform, scale, widthPx, fromPx, toPx])
  if (shape === '') return null
  return (
    <svg className={styles['beats']} width={widthPx} height={8} aria-hidden>
      <path d={shape} />
    </svg>
  )
})
