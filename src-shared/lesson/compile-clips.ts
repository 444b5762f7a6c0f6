import { createMainClip } from '../project/defaults.ts'
import { fitToAsset } from '../project/fit-clip.ts'
import type { AssetId, ClipId, TrackId, TransitionId } from '../project/ids.ts'
import { sourceLength } from '../project/invariants.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { Clip, Track, Transition } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { anchorAt } from '../project/timeline.ts'
import { createTrack } from '../project/track-kinds.ts'
import { toRational } from '../time/rational.ts'
import { snapToFrame, type FrameRate } from '../time/frame-rate.ts'
import { secondsToTicks, ticksToSeconds } from '../time/ticks.ts'
import { clipFiles } from './clip-files.ts'
import type { LessonClip, LessonTrack, LessonTrackClip } from './clip-schema.ts'
import { compilePicture } from './compile-picture.ts'
import { compileSound } from './compile-sound.ts'
import type { LessonProblem } from './lesson-problem.ts'
import type { Lesson } from './lesson-schema.ts'
import type { LessonWarning } from './lesson-warning.ts'

/** What examining a media file tells; the engine's probe gives it. */
export type FileFacts = Pick<Asset, 'kind' | 'sha256' | 'byteLength' | 'interpretation' | 'imageSize' | 'imageInterpretation'>

export type CompiledClips = {
  readonly assets: Readonly<Record<AssetId, Asset>>
  /** Of the main track, in order. */
  readonly clips: readonly Clip[]
  readonly transitions: readonly Transition[]
  /** The file as the lesson writes it, for each asset. */
  readonly files: ReadonlyMap<AssetId, string>
  /** The asset of a file as the lesson writes it. */
  readonly assetOf: (file: string) => Asset | null
  /** Puts the tracks beside the main one into a document that has the main clips. */
  readonly addTracks: (document: LessonDocument) => LessonDocument
  readonly problems: readonly LessonProblem[]
  readonly warnings: readonly LessonWarning[]
}

/** Files with the same bytes are one asset, named by its hash, so that ids are the same on every machine. */
export function compileClips(lesson: Lesson, facts: ReadonlyMap<string, FileFacts>, rate: FrameRate): CompiledClips {
  const assets: Record<AssetId, Asset> = {}
  const files = new Map<AssetId, string>()
  const byFile = new Map<string, Asset>()
  const problems: LessonProblem[] = []
  const warnings: LessonWarning[] = []
  for (const { path, file } of clipFiles(lesson)) {
    const known = facts.get(file)
    if (!known) {
      problems.push({ path, message: `“${file}” was not examined` })
      continue
    }
    if (path.endsWith('.look.lut') && known.kind !== 'lut') {
      problems.push({ path, message: `“${file}” is no colour table; write the name of a .cube file` })
      continue
    }
    const asset = makeAsset(file, known)
    byFile.set(file, files.has(asset.id) ? (assets[asset.id] ?? asset) : asset)
    if (files.has(asset.id)) continue
    assets[asset.id] = asset
    files.set(asset.id, file)
  }
  const make = (source: LessonClip | LessonTrackClip, id: ClipId, path: string, needs: 'picture' | 'sound'): Clip | null => {
    const asset = byFile.get(source.file)
    const problem = asset && findProblem(source, asset, path, needs)
    if (problem) problems.push(problem)
    if (!asset || problem) return null
    warnings.push(...warnPastEnd(source, asset, path))
    return makeClip(source, id, asset, (file) => byFile.get(file)?.id ?? null, rate)
  }
  const clips = lesson.clips.flatMap(
    (source, index) => make(source, `clip-${index + 1}` as ClipId, `clips[${index}]`, 'picture') ?? [],
  )
  const beside = (lesson.tracks ?? []).flatMap(({ kind, clips: sources }, track) =>
    sources.flatMap((source, index) => {
      const id = `track-${track + 1}-clip-${index + 1}` as ClipId
      const needs = kind === 'picture-in-picture' ? 'picture' : 'sound'
      const clip = make(source, id, `tracks[${track}].clips[${index}]`, needs)
      return clip ? [{ clip, source, track }] : []
    }),
  )
  return {
    assets,
    clips,
    transitions: lesson.clips.flatMap((clip, index) => compileTransition(clip, index)),
    files,
    assetOf: (file) => byFile.get(file) ?? null,
    addTracks: (document) => addTracks(document, lesson.tracks ?? [], beside),
    problems,
    warnings,
  }
}

/** The record of a file under the name that a lesson or a recipe writes; the same content has the same id. */
export function makeAsset(file: string, facts: FileFacts): Asset {
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

type Source = LessonClip | LessonTrackClip

function findProblem(source: Source, asset: Asset, path: string, needs: 'picture' | 'sound'): LessonProblem | null {
  const { interpretation } = asset
  const hasPicture = asset.imageSize !== null || (asset.kind === 'video' && Boolean(interpretation?.video))
  if (needs === 'picture' && !hasPicture)
    return { path: `${path}.file`, message: `“${source.file}” has no picture; write the name of a video or a picture` }
  if (needs === 'sound' && !interpretation?.audio)
    return { path: `${path}.file`, message: `“${source.file}” has no sound; write the name of a sound or a video with sound` }
  const end = lengthSeconds(asset)
  if (end !== null && (source.in ?? 0) >= end)
    return { path: `${path}.in`, message: `write less than ${end}, the length of “${source.file}” in seconds` }
  return null
}

/** A hundredth of a second past the end is how players round lengths. */
function warnPastEnd({ file, out }: Source, asset: Asset, path: string): readonly LessonWarning[] {
  const seconds = lengthSeconds(asset)
  if (seconds === null || out === undefined || out <= seconds + 0.01) return []
  return [{ code: 'out-past-end', params: { path: `${path}.out`, file, seconds } }]
}

function lengthSeconds(asset: Asset): number | null {
  const length = sourceLength(asset)
  return length === null ? null : roundSeconds(ticksToSeconds(length))
}

function makeClip(source: Source, id: ClipId, asset: Asset, lutId: (file: string) => AssetId | null, rate: FrameRate): Clip {
  const out = source.out === undefined ? null : secondsToTicks(source.out)
  const stretch = fitToAsset(asset, secondsToTicks(source.in ?? 0), out, rate)
  return {
    ...createMainClip(id, asset.id, stretch.in, stretch.out),
    speed: toRational(source.speed ?? 1),
    reversed: source.reverse ?? false,
    freezeTicks: source.freeze === undefined || source.freeze === 0 ? null : secondsToTicks(source.freeze),
    picture: compilePicture(source, lutId),
    sound: compileSound(source),
    altText: source.altText ?? '',
  }
}

export const defaultTransitionSeconds = 0.5

function compileTransition({ transition }: LessonClip, index: number): readonly Transition[] {
  if (!transition || index === 0) return []
  return [
    {
      id: `transition-${index}` as TransitionId,
      leftClipId: `clip-${index}` as ClipId,
      rightClipId: `clip-${index + 1}` as ClipId,
      kind: transition.kind,
      durationTicks: secondsToTicks(transition.seconds ?? defaultTransitionSeconds),
    },
  ]
}

type Beside = { readonly clip: Clip; readonly source: LessonTrackClip; readonly track: number }

/** Music keeps its place on the timeline, all else follows the main clip it begins over. */
function addTracks(document: LessonDocument, sources: readonly LessonTrack[], beside: readonly Beside[]): LessonDocument {
  const tracks: Record<TrackId, Track> = { ...document.tracks }
  const clips: Record<ClipId, Clip> = { ...document.clips }
  sources.forEach((source, index) => {
    const { kind, name, gain, muted, duck } = source
    const plain = createTrack(`track-${index + 1}` as TrackId, kind, index + 1)
    tracks[plain.id] = {
      ...plain,
      name: name ?? plain.name,
      muted: muted ?? false,
      gainDb: gain ?? 0,
      ducked: duck ?? plain.ducked,
    }
  })
  for (const { clip, source, track } of beside) {
    const kind = sources[track]?.kind
    const at = snapToFrame(secondsToTicks(source.at), document.settings.frameRate)
    const anchor = kind === 'music' ? ({ kind: 'timeline', ticks: at } as const) : anchorAt(document, at)
    clips[clip.id] = { ...clip, trackId: `track-${track + 1}` as TrackId, anchor }
  }
  return { ...document, tracks, clips }
}

/** Seconds to the microsecond: finer than a tick, so that a tick survives being written down. */
export function roundSeconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6
}
