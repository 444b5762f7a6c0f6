import type { CaptionTrackId, ClipId, OverlayId } from '../../project/ids.ts'
import type { ClipPicture } from '../../project/schema/clip.ts'
import { done, type Command, type CommandContext, type CommandResult, type LessonDraft } from '../command.ts'
import type { EditLabel } from '../labels.ts'
import { setCaptionStyle } from './caption-tracks.ts'
import { setClipPicture } from './clip-look.ts'
import { setOverlays, type OverlayChanges } from './overlays.ts'

/** What changes about one of the things on the picture. */
export type PlaceChange =
  | { readonly kind: 'overlay'; readonly id: OverlayId; readonly changes: OverlayChanges }
  | { readonly kind: 'clip'; readonly id: ClipId; readonly changes: Partial<ClipPicture> }
  | { readonly kind: 'captions'; readonly id: CaptionTrackId; readonly bottomMargin: number }

type PlaceArgs = { readonly changes: readonly PlaceChange[] }

/** Moves, sizes and turns things on the picture, each in its own way, as one step. */
export const placeItems = placing('place-items')
/** Lines things up with each other or with the picture. */
export const alignItems = placing('align-items')
/** Notes the places of things at an instant, so that they move from one to the next. */
export const addKeyframes = placing('add-keyframe')
export const deleteKeyframes = placing('delete-keyframe')
/** Chooses the way from one keyframe to the next. */
export const setEasing = placing('set-easing')
/** Chooses the part of a picture that shows. */
export const cropItem = placing('crop-clip')

function placing(label: EditLabel): Command<PlaceArgs> {
  return {
    label,
    run(draft, { changes }, context) {
      for (const change of changes) {
        const result = applyOne(draft, change, context)
        if (!result.ok) return result
      }
      return done()
    },
  }
}

function applyOne(draft: LessonDraft, change: PlaceChange, context: CommandContext): CommandResult {
  switch (change.kind) {
    case 'overlay':
      return setOverlays.run(draft, { overlayIds: [change.id], changes: change.changes }, context)
    case 'clip':
      return setClipPicture.run(draft, { clipIds: [change.id], changes: change.changes }, context)
    case 'captions': {
      const { id: captionTrackId, bottomMargin } = change
      return setCaptionStyle.run(draft, { captionTrackId, changes: { bottomMargin } }, context)
    }
  }
}
