import path from 'node:path'
import { formatWebVtt } from '#shared/caption/format-webvtt.ts'
import { captionsInOrder, captionTracksInOrder } from '#shared/project/selectors.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'

/**
 * Writes the captions of every track as WebVTT beside a video, and gives the files' paths: `name.vtt` for the first track,
 * `name.<language>.vtt` for the others (with a number where two share a language).
 */
export async function writeCaptionFiles(
  document: LessonDocument,
  videoFile: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const base = path.join(path.dirname(videoFile), path.basename(videoFile, path.extname(videoFile)))
  const written: string[] = []
  for (const track of captionTracksInOrder(document)) {
    const cues = captionsInOrder(document, track.id).map(({ caption, span }) => {
      const { text, speaker } = caption
      return { ...span, text, ...(speaker === '' ? {} : { speaker }) }
    })
    if (cues.length === 0) continue
    const file = freeName(base, track.language, written)
    await writeFileAtomically(file, formatWebVtt(cues, track.language), { signal })
    written.push(file)
  }
  return written
}

function freeName(base: string, language: string, taken: readonly string[]): string {
  if (taken.length === 0) return `${base}.vtt`
  for (let number = 1; ; number += 1) {
    const file = number === 1 ? `${base}.${language}.vtt` : `${base}.${language}-${number}.vtt`
    if (!taken.includes(file)) return file
  }
}
