import type { CaptionTrackId } from '#shared/project/ids.ts'

/** Which captions the preview shows: null those that learners see first. */
export type ShownCaptions = CaptionTrackId | 'none' | null
