import { nameLanguage } from '../../base/name-language.ts'
import { writeWebVtt } from '../../caption/formats/webvtt/write.ts'
import { trackCues } from '../../caption/track-cues.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { captionTracksInOrder } from '../../project/selectors.ts'
import { anchorToTimeline } from '../../project/timeline.ts'
import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { ticks, ticksToMilliseconds } from '../../time/ticks.ts'
import { formatLength } from '../../time/timecode.ts'
import { listInteractions, subContent, tenths } from './interactions.ts'
import type { H5pLibraryName } from './libraries.ts'
import { h5pPoints } from './questions.ts'
import { escapeH5p, escapeWithin } from './text.ts'
import { h5pWords, interfaceWords } from './words.ts'

/** Where a package keeps its files; content names them from its own folder. */
export const h5pMediaPaths = { video: 'content/videos/lesson.mp4', poster: 'content/images/poster.jpg' } as const

type CaptionFile = {
  readonly path: string
  readonly text: string
  readonly label: string
  readonly kind: string
  readonly language: string
}

export type H5pContent = {
  readonly params: Readonly<Record<string, unknown>>
  /** What it names, beside Interactive Video itself. */
  readonly libraries: readonly H5pLibraryName[]
  readonly captionFiles: readonly CaptionFile[]
}

const unlicensed = { copyright: { license: 'U' } } as const
const inContent = (path: string): string => path.slice('content/'.length)

/** The parameters of Interactive Video for a lesson, as its semantics want them. */
export function writeH5pContent(document: LessonDocument, lesson: PlayerLesson): H5pContent {
  const words = h5pWords(lesson.language)
  const interactions = listInteractions(document, lesson, words)
  const captionFiles = planCaptionFiles(document)
  const asks = lesson.questions.some((question) => h5pPoints(question) > 0)
  const endSeconds = tenths(lesson.durationMs)
  const summary = { intro: '', summaries: [], overallFeedback: [{ from: 0, to: 100 }] }
  return {
    params: {
      interactiveVideo: {
        video: {
          startScreenOptions: {
            title: escapeWithin(lesson.title, 60),
            hideStartTitle: false,
            shortStartDescription: escapeWithin(lesson.description, 120),
            poster: { path: inContent(h5pMediaPaths.poster), mime: 'image/jpeg', ...lesson.canvas, ...unlicensed },
          },
          textTracks: {
            videoTrack: captionFiles.map(({ path, label, kind, language }) => ({
              label,
              kind,
              srcLang: language,
              track: { path: inContent(path), mime: 'text/vtt', ...unlicensed },
            })),
            ...(captionFiles[0] && { defaultTrackLabel: captionFiles[0].label }),
          },
          files: [{ path: inContent(h5pMediaPaths.video), mime: 'video/mp4', ...unlicensed }],
        },
        assets: {
          interactions: interactions.map(({ interaction }) => interaction),
          bookmarks: listBookmarks(document, lesson.durationMs),
          endscreens: asks ? [{ time: endSeconds, label: `${formatLength(endTicks(lesson))} ${words.submitScreen}` }] : [],
        },
        summary: { task: subContent('H5P.Summary', 'Summary', 'Summary', summary, `${lesson.id}/summary`), displayAt: 3 },
      },
      override: {
        autoplay: false,
        loop: false,
        showBookmarksmenuOnLoad: false,
        showRewind10: false,
        preventSkippingMode: 'none',
        deactivateSound: false,
      },
      l10n: interfaceWords(words),
    },
    libraries: [...new Set<H5pLibraryName>([...interactions.map(({ library }) => library), 'H5P.Summary'])],
    captionFiles,
  }
}

const endTicks = ({ durationMs }: PlayerLesson) => ticks(durationMs * 120)

function planCaptionFiles(document: LessonDocument): readonly CaptionFile[] {
  return captionTracksInOrder(document).flatMap((track, index): CaptionFile[] => {
    const cues = trackCues(document, track.id)
    if (cues.length === 0) return []
    const text = writeWebVtt(cues, track.language)
    const label = escapeH5p(track.label.trim() || nameLanguage(track.language))
    return [{ path: `content/files/captions-${index + 1}.vtt`, text, label, kind: track.kind, language: track.language }]
  })
}

/** Places to jump to: what the author marked. Two at one tenth of a second would hide each other. */
function listBookmarks(
  document: LessonDocument,
  durationMs: number,
): readonly { readonly time: number; readonly label: string }[] {
  const named = [
    ...Object.values(document.markers).map(({ anchor, label }) => ({ anchor, label })),
    ...Object.values(document.sections).map(({ anchor, title }) => ({ anchor, label: title })),
  ]
  const bookmarks = new Map<number, string>()
  for (const { anchor, label } of named) {
    const atMs = ticksToMilliseconds(anchorToTimeline(anchor, document))
    if (label.trim() === '' || atMs < 0 || atMs >= durationMs) continue
    const time = tenths(atMs)
    if (!bookmarks.has(time)) bookmarks.set(time, escapeH5p(label.trim()))
  }
  return [...bookmarks].map(([time, label]) => ({ time, label })).toSorted((a, b) => a.time - b.time)
}
