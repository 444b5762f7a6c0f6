import { ticks, ticksPerSecond, type Ticks } from '../time/ticks.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { Span } from '../project/timeline.ts'
import { shippedSoundOf } from './sounds.ts'

/** The beats of a sound, in source ticks and in order; every `beatsPerBar`-th from `firstBar` on begins a bar (0 where that is not known). */
export type Beats = { readonly atTicks: readonly Ticks[]; readonly beatsPerBar: number; readonly firstBar: number }

/** The beats of music that ships with the product, its repetition behind the end among them; null for any other asset. */
export function shippedBeats(asset: Pick<Asset, 'sha256'>): Beats | null {
  const sound = shippedSoundOf(asset)
  if (sound?.kind !== 'music') return null
  const { bpm, beatsPerBar, lengthTicks } = sound
  const count = Math.floor((lengthTicks * bpm) / (60 * ticksPerSecond)) + 1
  const atTicks = Array.from({ length: count }, (_, beat) => ticks(Math.round((beat * 60 * ticksPerSecond) / bpm)))
  return { atTicks, beatsPerBar, firstBar: 0 }
}

/** A beat on the timeline. */
export type ClipBeat = { readonly atTicks: Ticks; readonly isBar: boolean }

type Played = Pick<Clip, 'sourceInTicks' | 'sourceOutTicks' | 'speed' | 'reversed' | 'freezeTicks'>

/** Where the beats of a clip's sound are heard, in order. */
export function beatsOfClip(clip: Played, span: Span, { atTicks, beatsPerBar, firstBar }: Beats): readonly ClipBeat[] {
  if (clip.freezeTicks !== null) return []
  const heard = atTicks.flatMap((source, index): ClipBeat[] => {
    if (source < clip.sourceInTicks || source >= clip.sourceOutTicks) return []
    const into = clip.reversed ? clip.sourceOutTicks - source : source - clip.sourceInTicks
    const at = span.startTicks + Math.round((into * clip.speed.den) / clip.speed.num)
    if (at >= span.endTicks) return []
    return [{ atTicks: ticks(at), isBar: beatsPerBar > 0 && index >= firstBar && (index - firstBar) % beatsPerBar === 0 }]
  })
  return clip.reversed ? heard.toReversed() : heard
}
