import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { writeWebVtt } from '#shared/caption/formats/webvtt/write.ts'
import { trackCues } from '#shared/caption/track-cues.ts'
import { captionTracksInOrder } from '#shared/project/selectors.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { fileError } from '../files/file-error.ts'

/** A caption file that goes beside a video. */
export type CaptionFile = { readonly file: string; readonly text: string }

/**
 * The captions of every track as WebVTT: `name.vtt` beside the video for the first track, `name.<language>.vtt` for the
 * others (with a number where two share a language).
 */
export function planCaptionFiles(document: LessonDocument, videoFile: string): readonly CaptionFile[] {
  const base = path.join(path.dirname(videoFile), path.basename(videoFile, path.extname(videoFile)))
  const planned: CaptionFile[] = []
  for (const track of captionTracksInOrder(document)) {
    const cues = trackCues(document, track.id)
    if (cues.length === 0) continue
    const taken = planned.map(({ file }) => file)
    planned.push({ file: freeName(base, track.language, taken), text: sign(writeWebVtt(cues, track.language)) })
  }
  return planned
}

function freeName(base: string, language: string, taken: readonly string[]): string {
  if (taken.length === 0) return `${base}.vtt`
  for (let number = 1; ; number += 1) {
    const file = number === 1 ? `${base}.${language}.vtt` : `${base}.${language}-${number}.vtt`
    if (!taken.includes(file)) return file
  }
}

const header = 'WEBVTT\n'
const signature = /^WEBVTT\n\nNOTE Made by Tidbit Studio ([0-9a-f]{16})\n/

/** Puts a comment in that holds the hash of the rest: what a person changed since is theirs. */
function sign(text: string): string {
  const rest = text.slice(header.length)
  return `${header}\nNOTE Made by Tidbit Studio ${hashText(rest)}\n${rest}`
}

function isAsWritten(text: string): boolean {
  const signed = signature.exec(text)
  return signed !== null && signed[1] === hashText(text.slice(signed[0].length))
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Refuses to replace a file that is not one of ours as we wrote it. Throws `export.captions-in-the-way`, `file.*`. */
export async function refuseForeignCaptions(file: string): Promise<void> {
  try {
    if (!isAsWritten(await readFile(file, 'utf8'))) throw appError('export.captions-in-the-way', { file })
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'))
      throw fileError(thrown, { file, action: 'read' })
  }
}
