import { castDraft } from 'immer'
import { replaceInText, type FindOptions } from '../../caption/find-text.ts'
import { marksFor } from '../../caption/move-marks.ts'
import { divideText } from '../../caption/divide-text.ts'
import { measureReadability, readingLimits } from '../../caption/readability.ts'
import type { CaptionId, CaptionTrackId } from '../../project/ids.ts'
import { captionStretch, placeOverCuts } from '../../project/place-caption.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import { secondsToTicks, ticks, ticksToSeconds, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import { setCaptionText } from '../set-caption-text.ts'

/** Nobody reads a part that shows for less. */
const shortestPartTicks = secondsToTicks(0.5)

/**
 * Divides a caption with too much text into several that fit its track's lines, one after the other. They take the time that
 * reading them needs, as far as there is room before the next caption, and share it by letters. The first one is selected.
 */
export const divideCaption: Command<{ readonly captionId: CaptionId }> = {
  label: 'divide-caption',
  run(draft, { captionId }, context) {
    const before = readDraft(draft)
    const caption = before.captions[captionId]
    const style = caption && before.captionTracks[caption.captionTrackId]?.style
    if (!caption || !style) return refuse('edit.gone', { what: 'caption' })
    const parts = divideText(caption.text, style)
    if (parts.length < 2) return done()
    const now = captionStretch(before, caption)
    const lengths = parts.map((text) => measureReadability({ ...now, text }, style.maxCharactersPerLine).characterCount)
    const letters = lengths.reduce((sum, length) => sum + length, 0)
    const wanted = secondsToTicks(letters / readingLimits[before.settings.audience].charactersPerSecond)
    const nextStarts = Object.values(before.captions)
      .filter((other) => other.captionTrackId === caption.captionTrackId && other.id !== captionId)
      .map((other) => captionStretch(before, other).startTicks)
      .filter((start) => start >= now.endTicks)
    const room = Math.min(deriveTimeline(before).durationTicks, ...nextStarts) - now.startTicks
    const length = Math.min(Math.max(wanted, now.endTicks - now.startTicks), room)
    if (length < parts.length * shortestPartTicks) {
      const seconds = Math.max(0, Math.round(ticksToSeconds(ticks(Math.max(0, room)))))
      return refuse('edit.caption-divide-room', { count: parts.length, seconds })
    }
    let firstId: CaptionId | null = null
    let lettersBefore = 0
    delete draft.captions[captionId]
    const instant = (share: number): Ticks => ticks(now.startTicks + Math.round((length * share) / letters))
    for (const [index, text] of parts.entries()) {
      const startTicks = instant(lettersBefore)
      lettersBefore += lengths[index] ?? 0
      for (const place of placeOverCuts(before, { startTicks, endTicks: instant(lettersBefore) })) {
        const id: CaptionId = firstId === null ? captionId : (context.newId() as CaptionId)
        firstId ??= id
        const { marks: _, ...unmarked } = caption
        draft.captions[id] = castDraft({ ...unmarked, ...marksFor(caption, text), ...place, id, text, words: [], done: false })
      }
    }
    return done([], firstId === null ? [] : [{ kind: 'caption', id: firstId }])
  },
}

/** Replaces a text in all captions of a track, or in those that are named. Timed words follow. */
export const replaceInCaptions: Command<
  FindOptions & {
    readonly captionTrackId: CaptionTrackId
    readonly captionIds?: readonly CaptionId[]
    readonly replacement: string
  }
> = {
  label: 'replace-in-captions',
  run(draft, { captionTrackId, captionIds, replacement, ...options }) {
    const before = readDraft(draft)
    if (!before.captionTracks[captionTrackId]) return refuse('edit.gone', { what: 'caption track' })
    const meant = captionIds && new Set(captionIds)
    for (const caption of Object.values(before.captions)) {
      const target = draft.captions[caption.id]
      if (!target || caption.captionTrackId !== captionTrackId || meant?.has(caption.id) === false) continue
      const text = replaceInText(caption.text, options, replacement)
      if (text === caption.text) continue
      setCaptionText(target, caption, text)
    }
    return done()
  },
}
