import { createDraft, finishDraft } from 'immer'
import type { Span } from '../project/timeline.ts'
import type { ImportedCue } from '../caption/imported-captions.ts'
import type { Command } from '../edit/command.ts'
import { describeNotice } from '../edit/notices.ts'
import { makeAsset, type FileFacts } from '../lesson/compile-clips.ts'
import type { LessonProblem } from '../lesson/lesson-problem.ts'
import { describeError } from '../messages/app-error.ts'
import type { AssetId, ClipId } from '../project/ids.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { SpokenWord } from '../speech/transcript.ts'
import type { Ticks } from '../time/ticks.ts'

/** What was found out for one row. Files go by the names that the recipe and the row write. */
export type RowFacts = {
  readonly media: ReadonlyMap<string, FileFacts>
  readonly captions: ReadonlyMap<string, readonly ImportedCue[]>
  /** What is said in the clip, on its own clock; null where nobody asked. */
  readonly heard: {
    readonly language: string | null
    readonly words: readonly SpokenWord[]
    /** Where its shots change; captions break there. */
    readonly shotCuts: readonly Ticks[]
  } | null
  /** Where the clip is quiet, on its own clock; null where nobody asked. */
  readonly quiet: readonly Span[] | null
  /** The lesson that is filled in, with its slots. */
  readonly template: LessonDocument | null
}

/** Why a row cannot be made as the recipe says. */
export class RowRefusal extends Error {
  readonly problem: LessonProblem
  constructor(problem: LessonProblem) {
    super(problem.message)
    this.name = 'RowRefusal'
    this.problem = problem
  }
}

export function refuseRow(path: string, message: string): never {
  throw new RowRefusal({ path, message })
}

/** A lesson on its way: steps change it by the commands of the editor. */
export type Making = {
  document: LessonDocument
  readonly facts: RowFacts
  readonly clipAsset: Asset
  /** The file of each asset that did not come with a template. */
  readonly files: Map<AssetId, string>
  readonly warnings: string[]
  readonly newId: () => string
}

/** The clips that play the row's own clip, in their order; cuts make several of one. */
export function ownClips({ document, clipAsset }: Making): readonly ClipId[] {
  return document.mainTrack.flatMap((item) =>
    item.kind === 'clip' && document.clips[item.clipId]?.assetId === clipAsset.id ? [item.clipId] : [],
  )
}

/** The record of a file that was examined for this row. */
export function takeAsset(making: Pick<Making, 'facts' | 'files'>, file: string, path: string): Asset {
  const facts = making.facts.media.get(file)
  if (!facts) return refuseRow(path, `“${file}” was not examined`)
  const asset = makeAsset(file, facts)
  making.files.set(asset.id, file)
  return asset
}

/** Runs a command of the editor. A refusal ends the row; what the command would tell its user becomes a warning. */
export function run<Args>(making: Making, path: string, command: Command<Args>, args: Args): void {
  const draft = createDraft(making.document)
  const result = command.run(draft, args, { newId: making.newId })
  if (!result.ok) return refuseRow(path, describeError(result.error))
  making.document = finishDraft(draft) as LessonDocument
  making.warnings.push(...result.value.notices.map(describeNotice))
}

/** A number of the recipe; a column that has no value leaves none. */
export function readNumber(written: number | string | undefined): number | undefined {
  return typeof written === 'number' ? written : undefined
}
