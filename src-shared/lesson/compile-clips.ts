import { createMainClip, defaultPicture, defaultSound } from '../project/defaults.ts'
import { fitToAsset } from '../project/fit-clip.ts'
import type { AssetId, ClipId } from '../project/ids.ts'
import { sourceLength } from '../project/invariants.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { FrameRate } from '../time/frame-rate.ts'
import { secondsToTicks, ticksToSeconds } from '../time/ticks.ts'
import type { LessonProblem } from './lesson-problem.ts'
import type { Lesson, LessonClip } from './lesson-schema.ts'
import type { LessonWarning } from './lesson-warning.ts'

/** What examining a media file tells; the engine's probe gives it. */
export type FileFacts = Pick<Asset, 'kind' | 'sha256' | 'byteLength' | 'interpretation' | 'imageSize' | 'imageInterpretation'>

export type CompiledClips = {
  readonly assets: Readonly<Record<AssetId, Asset>>
  readonly clips: readonly Clip[]
  /** The file as the lesson writes it, for each asset. */
  readonly files: ReadonlyMap<AssetId, string>
  readonly problems: readonly LessonProblem[]
  readonly warnings: readonly LessonWarning[]
}

/** Files with the same bytes are one asset, named by its hash, so that ids are the same on every machine. */
export function compileClips(lesson: Lesson, facts: ReadonlyMap<string, FileFacts>, rate: FrameRate): CompiledClips {
  const assets: Record<AssetId, Asset> = {}
  const files = new Map<AssetId, string>()
  const clips: Clip[] = []
  const problems: LessonProblem[] = []
  const warnings: LessonWarning[] = []
  lesson.clips.forEach((source, index) => {
    const known = facts.get(source.file)
    const path = `clips[${index}]`
    if (!known) return void problems.push({ path: `${path}.file`, message: `“${source.file}” was not examined` })
    if (known.kind === 'audio' || (known.kind === 'video' && !known.interpretation?.video)) {
      problems.push({ path: `${path}.file`, message: `“${source.file}” has no picture; write the name of a video or a picture` })
      return
    }
    const asset = makeAsset(source.file, known)
    if (!files.has(asset.id)) {
      assets[asset.id] = asset
      files.set(asset.id, source.file)
    }
    const length = sourceLength(asset)
    const end = length === null ? null : roundSeconds(ticksToSeconds(length))
    if (end !== null && (source.in ?? 0) >= end)
      return void problems.push({
        path: `${path}.in`,
        message: `write less than ${end}, the length of “${source.file}” in seconds`,
      })
    // A hundredth of a second past the end is how players round lengths.
    if (end !== null && source.out !== undefined && source.out > end + 0.01)
      warnings.push({ code: 'out-past-end', params: { path: `${path}.out`, file: source.file, seconds: end } })
    clips.push(makeClip(source, `clip-${index + 1}` as ClipId, asset, rate))
  })
  return { assets, clips, files, problems, warnings }
}

function makeAsset(file: string, facts: FileFacts): Asset {
  const isInside = !/^([a-z]:)?[\\/]/i.test(file) && !file.split('/').includes('..')
  return {
    id: `asset-${facts.sha256.slice(0, 24)}` as AssetId,
    kind: facts.kind,
    sha256: facts.sha256,
    byteLength: facts.byteLength,
    fileName: file.split('/').at(-1) ?? file,
    relativePath: isInside ? file.replace(/^(\.\/)+/, '') : null,
    absolutePath: null,
    storage: 'referenced',
    licence: { spdx: null, attribution: '', sourceUrl: '' },
    consent: { status: 'unknown', note: '', expires: null },
    altText: '',
    interpretation: facts.interpretation,
    imageSize: facts.imageSize,
    ...(facts.imageInterpretation && { imageInterpretation: facts.imageInterpretation }),
  }
}

function makeClip(source: LessonClip, id: ClipId, asset: Asset, rate: FrameRate): Clip {
  const stretch = fitToAsset(
    asset,
    secondsToTicks(source.in ?? 0),
    source.out === undefined ? null : secondsToTicks(source.out),
    rate,
  )
  return {
    ...createMainClip(id, asset.id, stretch.in, stretch.out),
    picture: { ...defaultPicture, fit: source.fit ?? 'fill' },
    sound: { ...defaultSound, gainDb: source.gain ?? 0, muted: source.muted ?? false },
    altText: source.altText ?? '',
  }
}

/** Seconds to the microsecond: finer than a tick, so that a tick survives being written down. */
export function roundSeconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6
}
