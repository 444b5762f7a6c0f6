import { AppError } from '#shared/messages/app-error.ts'
import type { ErrorData } from '#shared/messages/app-error.ts'
import type { ExportExtension } from '#shared/ipc/areas/export.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import { packageEndings, type PackageFormat, type RenderPreset } from '#shared/package/package-plan.ts'
import type { Platform } from '#shared/package/platforms.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import type { VideoCodec } from '#shared/render-plan/plan-encoder.ts'
import { outputCanvas, type OutputChoice } from '#shared/render-plan/presets.ts'
import { secondsToTicks, ticks, ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'

/** What the user chose in the dialog; kept while it switches between platforms. */
export type ExportWish = {
  /** Null takes the platform's own. */
  readonly format: PackageFormat | null
  readonly preset: RenderPreset | null
  /** Null for no limit. */
  readonly limitMegabytes: number | null
  readonly codec: VideoCodec
  readonly hardware: boolean
  /** Where the picture beside a video is taken, in seconds; null for none. */
  readonly posterSeconds: number | null
  /** Names go beside the video also where no licence asks for them. */
  readonly credits: boolean
  /** An .h5p file whose libraries go along; null leaves them to the platform. */
  readonly h5pLibraries: Grant | null
}

export const firstWish: ExportWish = {
  format: null,
  preset: null,
  limitMegabytes: null,
  codec: 'h264',
  hardware: false,
  posterSeconds: null,
  credits: false,
  h5pLibraries: null,
}

/** What the dialog offers for a platform: its own first. Packages are played in browsers, which know H.264. */
export function presetsFor(platform: Platform): readonly RenderPreset[] {
  const all: readonly RenderPreset[] =
    platform.format === null ? ['lms', 'social', 'low', 'archive', 'source'] : ['lms', 'low', 'archive']
  return [platform.preset, ...all.filter((preset) => preset !== platform.preset)]
}

export type ExportDetails = {
  readonly preset: RenderPreset
  readonly choice: Required<{ [K in keyof OutputChoice]: NonNullable<OutputChoice[K]> | (K extends 'maxBytes' ? null : never) }>
  readonly posterTicks: Ticks | null
  readonly credits: boolean
  readonly h5pLibraries: Grant | null
  readonly extension: ExportExtension
}

const endings = { '.zip': 'zip', '.h5p': 'h5p', '.imscc': 'imscc' } as const satisfies Readonly<Record<string, ExportExtension>>

/** A wish as it holds for a platform. */
export function detailsOf(wish: ExportWish, platform: Platform, document: LessonDocument): ExportDetails {
  const { format } = platform
  const isVideo = format === null
  const codec = isVideo ? wish.codec : 'h264'
  const preset = wish.preset !== null && presetsFor(platform).includes(wish.preset) ? wish.preset : platform.preset
  const { durationTicks } = deriveTimeline(document)
  const posterTicks = isVideo && wish.posterSeconds !== null ? secondsToTicks(wish.posterSeconds) : null
  return {
    preset,
    choice: {
      codec,
      maxBytes: wish.limitMegabytes === null ? null : Math.round(wish.limitMegabytes * 1e6),
      hardware: wish.hardware ? 'auto' : 'off',
    },
    posterTicks: posterTicks === null ? null : ticks(Math.min(posterTicks, Math.max(0, durationTicks - 1))),
    credits: isVideo && wish.credits,
    h5pLibraries: format === 'h5p' ? wish.h5pLibraries : null,
    extension: isVideo ? (codec === 'vp9' ? 'webm' : 'mp4') : endings[packageEndings[format]],
  }
}

/** Why a lesson does not fit below the wished size; null where it does. */
export function sizeProblem(document: LessonDocument, { preset, choice }: ExportDetails): ErrorData | null {
  try {
    outputCanvas(document, preset, choice)
    return null
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'export.size-impossible') return thrown.data
    throw thrown
  }
}

export function lessonSeconds(document: LessonDocument): number {
  return ticksToSeconds(deriveTimeline(document).durationTicks)
}
