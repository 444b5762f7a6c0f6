import { z } from '../base/zod.ts'

/** Ids are opaque, made at the boundary (the core is pure), and safe in file names, XML ids and URLs. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

/** Every plain object answers to these, so a table cannot have a record of that name. */
const isReserved = (value: string): boolean => value in Object.prototype

const id = <Name extends string>(name: Name) =>
  z
    .string()
    .regex(idPattern, `a ${name} id has 1 to 64 letters, digits, "-" or "_"`)
    .refine((value) => !isReserved(value), 'this word is reserved; choose another id')
    .brand<Name>()

export const lessonIdSchema = id('lesson')
export const trackIdSchema = id('track')
export const clipIdSchema = id('clip')
export const gapIdSchema = id('gap')
export const transitionIdSchema = id('transition')
export const overlayIdSchema = id('overlay')
export const captionTrackIdSchema = id('caption track')
export const captionIdSchema = id('caption')
export const questionIdSchema = id('question')
export const choiceIdSchema = id('choice')
export const assetIdSchema = id('asset')
export const markerIdSchema = id('marker')
export const sectionIdSchema = id('section')
export const groupIdSchema = id('group')
export const slotIdSchema = id('slot')

export type LessonId = z.infer<typeof lessonIdSchema>
export type TrackId = z.infer<typeof trackIdSchema>
export type ClipId = z.infer<typeof clipIdSchema>
export type GapId = z.infer<typeof gapIdSchema>
export type TransitionId = z.infer<typeof transitionIdSchema>
export type OverlayId = z.infer<typeof overlayIdSchema>
export type CaptionTrackId = z.infer<typeof captionTrackIdSchema>
export type CaptionId = z.infer<typeof captionIdSchema>
export type QuestionId = z.infer<typeof questionIdSchema>
export type ChoiceId = z.infer<typeof choiceIdSchema>
export type AssetId = z.infer<typeof assetIdSchema>
export type MarkerId = z.infer<typeof markerIdSchema>
export type SectionId = z.infer<typeof sectionIdSchema>
export type GroupId = z.infer<typeof groupIdSchema>
export type SlotId = z.infer<typeof slotIdSchema>
