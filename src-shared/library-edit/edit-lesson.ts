import { castDraft } from 'immer'
import { findInText } from '../caption/find-text.ts'
import { done, refuse, type Command, type CommandContext, type CommandResult, type LessonDraft } from '../edit/command.ts'
import { replaceInCaptions } from '../edit/commands/caption-text.ts'
import { setBrandKit } from '../edit/commands/brand.ts'
import { replaceWithNewMedia } from '../edit/commands/replace-media.ts'
import type { EditLabel } from '../edit/labels.ts'
import { readDraft } from '../edit/places.ts'
import { settleRipple } from '../edit/ripple.ts'
import { createMainClip } from '../project/defaults.ts'
import { sourceLength } from '../project/invariants.ts'
import { fitToAsset } from '../project/fit-clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { suggestFit } from '../project/suggest-fit.ts'
import { ticks } from '../time/ticks.ts'
import { findIntro } from './find-intro.ts'
import type { LibraryEdit, LibraryEditKind } from './library-edit.ts'

type EditOf<K extends LibraryEditKind> = Extract<LibraryEdit, { readonly kind: K }>

const labels = {
  'replace-words': 'replace-in-captions',
  'school-style': 'set-brand-kit',
  'replace-intro': 'replace-media',
} as const satisfies Record<LibraryEditKind, EditLabel>

/** What the change comes to in one lesson, as one step of it. */
export function lessonCommand(edit: LibraryEdit): Command<null> {
  return { label: labels[edit.kind], run: (draft, _, context) => run(draft, edit, context) }
}

/** How many places of a lesson the change touches: words, a style, a clip. */
export function countPlaces(document: LessonDocument, edit: LibraryEdit): number {
  switch (edit.kind) {
    case 'replace-words':
      if (edit.find === edit.replacement) return 0
      return Object.values(document.captions).reduce((sum, { text }) => sum + findInText(text, edit).length, 0)
    case 'school-style':
      return JSON.stringify(document.brandKit) === JSON.stringify(edit.brandKit) ? 0 : 1
    case 'replace-intro':
      return findIntro(document)?.asset.sha256 === edit.sha256 && edit.asset.sha256 !== edit.sha256 ? 1 : 0
  }
}

function run(draft: LessonDraft, edit: LibraryEdit, context: CommandContext): CommandResult {
  switch (edit.kind) {
    case 'replace-words':
      return replaceWords(draft, edit, context)
    case 'school-style':
      return setBrandKit.run(draft, { brandKit: edit.brandKit, assets: edit.logo ? [edit.logo] : [] }, context)
    case 'replace-intro':
      return replaceIntro(draft, edit, context)
  }
}

/** In all languages of the captions. */
function replaceWords(draft: LessonDraft, edit: EditOf<'replace-words'>, context: CommandContext): CommandResult {
  const { find, replacement, matchCase, wholeWords } = edit
  for (const captionTrackId of Object.values(readDraft(draft).captionTracks).map(({ id }) => id)) {
    const replaced = replaceInCaptions.run(draft, { captionTrackId, find, replacement, matchCase, wholeWords }, context)
    if (!replaced.ok) return replaced
  }
  return done()
}

/** The new clip plays whole but for what its transition needs, whatever of the old one did; the lesson becomes longer or shorter by that. */
function replaceIntro(draft: LessonDraft, { asset }: EditOf<'replace-intro'>, context: CommandContext): CommandResult {
  const clipId = findIntro(readDraft(draft))?.clipId
  if (!clipId) return refuse('edit.gone', { what: 'clip' })
  // Content that the lesson has already keeps its record.
  const known = Object.values(readDraft(draft).assets).find(({ sha256 }) => sha256 === asset.sha256)
  const replaced = replaceWithNewMedia.run(draft, { clipId, asset: castDraft(known ?? asset) }, context)
  if (!replaced.ok) return replaced
  const target = draft.clips[clipId]
  if (!target) return refuse('edit.gone', { what: 'clip' })
  const before = readDraft(draft)
  const { frameRate, canvas } = before.settings
  // A transition shows half of itself after the clip's end.
  const transition = Object.values(before.transitions).find(({ leftClipId }) => leftClipId === clipId)
  const length = sourceLength(known ?? asset)
  const end = transition && length !== null ? ticks(Math.max(0, length - Math.ceil(transition.durationTicks / 2))) : null
  const whole = fitToAsset(known ?? asset, ticks(0), end, frameRate)
  const plain = createMainClip(clipId, target.assetId, whole.in, whole.out)
  const { trackId, groupId, slotId, sound } = target
  const { fadeInTicks, fadeOutTicks } = target.picture
  // Where the old one was cropped or blurred says nothing about the new one.
  const picture = { ...plain.picture, fit: suggestFit(known ?? asset, canvas), fadeInTicks, fadeOutTicks }
  Object.assign(target, castDraft({ ...plain, trackId, groupId, slotId, picture, sound }))
  return done(settleRipple(draft, before))
}
