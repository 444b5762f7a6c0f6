import { preflightText } from '../messages/ui/preflight.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { formatLength } from '../time/timecode.ts'
import { silentBelowLufs, type MeasuredMedia } from './measured.ts'
import type { PreflightReport } from './report.ts'

/** The numbers behind a check, in words. */
export function describeMeasured(document: LessonDocument, media: MeasuredMedia | null): PreflightReport['facts'] {
  const words = preflightText.measured
  const length = { name: words.length, value: formatLength(deriveTimeline(document).durationTicks) }
  if (!media) return [length]
  const { loudness, bytesPerMinute, contrasts, flashes } = media
  const lowest = contrasts.length === 0 ? null : Math.min(...contrasts.map(({ ratio }) => ratio))
  return [
    length,
    {
      name: words.loudness,
      value:
        loudness && loudness.lufs >= silentBelowLufs ? words.lufs(loudness.lufs, document.settings.loudnessLufs) : words.silent,
    },
    { name: words.flashes, value: words.most(Math.max(0, ...flashes.map((each) => each.flashes))) },
    ...(lowest === null ? [] : [{ name: words.contrast, value: words.ratio(lowest) }]),
    { name: words.size, value: words.perMinute(bytesPerMinute / 1e6) },
  ]
}
