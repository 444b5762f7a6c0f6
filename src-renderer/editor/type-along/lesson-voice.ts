import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { waveformFormat, type WaveformPeaks } from '#shared/ipc/waveform-file.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline, sourceToTimeline, type Span } from '#shared/project/timeline.ts'
import { clipStretches, findVoice } from '#shared/speech/find-voice.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { loadWaveform } from '../timeline/waveform.tsx'

const voices = new WeakMap<WaveformPeaks, readonly Span[]>()

/** Where somebody speaks in a sound, on its own clock. */
function voiceOf(waveform: WaveformPeaks): readonly Span[] {
  const known = voices.get(waveform)
  if (known) return known
  const { count, peaks, peaksPerSecond } = waveform
  const levels = Uint8Array.from({ length: count }, (_, peak) => peaks[peak * waveformFormat.bytesPerPeak + 2] ?? 0)
  const voice = findVoice({ levels, levelsPerSecond: peaksPerSecond })
  voices.set(waveform, voice)
  return voice
}

/** The clips that may speak: those of the main track, and voice-over. */
function speakingClips({ mainTrack, clips, tracks }: LessonDocument): readonly Clip[] {
  const main = mainTrack.flatMap((item) => (item.kind === 'clip' ? (clips[item.clipId] ?? []) : []))
  const spoken = Object.values(clips).filter(({ anchor, trackId }) => anchor !== null && tracks[trackId]?.role === 'voice')
  return [...main, ...spoken].filter(({ sound, freezeTicks }) => !sound.muted && freezeTicks === null)
}

/** Where somebody speaks in the lesson, in order; empty while that is not known. */
export async function findLessonVoice(
  document: LessonDocument,
  load: (asset: Asset) => Promise<WaveformPeaks | null> = loadWaveform,
): Promise<readonly Span[]> {
  const { clipSpans } = deriveTimeline(document)
  const stretches = await Promise.all(
    speakingClips(document).map(async (clip): Promise<readonly Span[]> => {
      const asset = document.assets[clip.assetId]
      const span = clipSpans.get(clip.id)
      const waveform = asset?.interpretation?.audio && span ? await load(asset) : null
      if (!waveform || !span) return []
      const played = clipStretches(voiceOf(waveform), { startTicks: clip.sourceInTicks, endTicks: clip.sourceOutTicks })
      return played.map(({ startTicks, endTicks }) => {
        const [from, to] = [sourceToTimeline(clip, span, startTicks), sourceToTimeline(clip, span, endTicks)]
        return from <= to ? { startTicks: from, endTicks: to } : { startTicks: to, endTicks: from }
      })
    }),
  )
  return joinStretches(stretches.flat())
}

function joinStretches(stretches: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const stretch of stretches.toSorted((a, b) => a.startTicks - b.startTicks)) {
    const last = joined.at(-1)
    if (!last || stretch.startTicks > last.endTicks) joined.push(stretch)
    else if (stretch.endTicks > last.endTicks) joined[joined.length - 1] = { ...last, endTicks: stretch.endTicks }
  }
  return joined
}

/** Where somebody speaks in the open lesson, as far as its sound has been looked at. */
export function useLessonVoice(): readonly Span[] {
  const document = useDocument()
  const { mainTrack, clips, tracks, assets } = document
  // Their sound is looked through behind the work.
  const made = useStore(useEditor().preparations.store, (state) => state.made)
  const [voice, setVoice] = useState<readonly Span[]>([])
  useEffect(() => {
    let current = true
    void findLessonVoice(document).then((found) => {
      if (current) setVoice(found)
    })
    return () => {
      current = false
    }
    // Captions, which change with every step here, say nothing about the sound.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [mainTrack, clips, tracks, assets, made])
  return voice
}
