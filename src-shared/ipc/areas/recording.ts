import { z } from '../../base/zod.ts'
import { positionSchema, ticksSchema } from '../../project/schema/time.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantSchema } from './grant.ts'
import { projectIdSchema } from './library.ts'

export const recordingIdSchema = z
  .string()
  .regex(/^[0-9a-f-]{36}$/, 'a recording id')
  .brand<'recording'>()
export type RecordingId = z.infer<typeof recordingIdSchema>

/** As the system names a screen or a window; it means something only while the program runs. */
export const screenIdSchema = z
  .string()
  .regex(/^(screen|window):[\w:-]{1,64}$/, 'a screen id')
  .brand<'screen'>()
export type ScreenId = z.infer<typeof screenIdSchema>

/** A screen or a window that can be recorded; its picture is a JPEG file. */
export const screenSchema = z
  .strictObject({ screenId: screenIdSchema, name: z.string(), thumbnail: z.instanceof(Uint8Array) })
  .readonly()
export type Screen = z.infer<typeof screenSchema>

export const recordingSourceSchema = z.enum(['camera', 'screen', 'voice'])
export type RecordingSource = z.infer<typeof recordingSourceSchema>

/** The instant of the lesson to which the sound of a voice-over from `sourceInTicks` on was spoken; below zero it began later. */
export const voicePlaceSchema = z.strictObject({ atTicks: positionSchema, sourceInTicks: ticksSchema }).readonly()
export type VoicePlace = z.infer<typeof voicePlaceSchema>

/** A second of the best picture that is ever asked for is a tenth of it. */
export const maxChunkBytes = 32_000_000

/** A recording whose clip never came into its lesson, because the program or the computer stopped. */
export const interruptedRecordingSchema = z
  .strictObject({
    recordingId: recordingIdSchema,
    projectId: projectIdSchema,
    /** Title of the lesson; null where it is in the bin or gone. */
    lessonTitle: z.string().nullable(),
    fileName: z.string(),
    byteLength: z.int().nonnegative(),
    /** Milliseconds since 1970. */
    startedAtMs: z.int().nonnegative(),
    /** Null for anything but a voice-over. */
    voicePlace: voicePlaceSchema.nullable(),
  })
  .readonly()
export type InterruptedRecording = z.infer<typeof interruptedRecordingSchema>

const recordingRefSchema = z.strictObject({ recordingId: recordingIdSchema }).readonly()

export const recordingChannels = {
  /** The record screen is open: until `recording.leave`, a reload or the window's end it may ask for camera, microphone and screen. */
  'recording.enter': channel(nothingSchema, nothingSchema),
  'recording.leave': channel(nothingSchema, nothingSchema),
  /** What can be chosen; only while the record screen is open. */
  'recording.screens': channel(nothingSchema, z.strictObject({ screens: z.array(screenSchema).readonly() }).readonly()),
  /** The page's next request for a screen gets this one. */
  'recording.chooseScreen': channel(z.strictObject({ screenId: screenIdSchema }).readonly(), nothingSchema),
  /** Makes the file of a new recording. */
  'recording.start': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        source: recordingSourceSchema,
        extension: z.enum(['webm', 'mkv', 'mp4', 'wav']),
      })
      .readonly(),
    recordingRefSchema,
  ),
  /** Answers when the piece is on disk. Pieces are numbered from 0 and come in order. */
  'recording.append': channel(
    z
      .strictObject({
        recordingId: recordingIdSchema,
        index: z.int().nonnegative(),
        bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= maxChunkBytes, 'too much at once'),
      })
      .readonly(),
    nothingSchema,
  ),
  /** Where a voice-over belongs in its lesson, for the case that it is interrupted; the last word counts. */
  'recording.place': channel(
    z.strictObject({ recordingId: recordingIdSchema, voicePlace: voicePlaceSchema }).readonly(),
    nothingSchema,
  ),
  /** Ends the file of a recording, or opens that of an interrupted one, and lets the window import it. */
  'recording.finish': channel(recordingRefSchema, z.strictObject({ grant: grantSchema }).readonly()),
  /** Its clip is in the saved lesson: it is offered no more. */
  'recording.settle': channel(recordingRefSchema, nothingSchema),
  /** Is offered no more; the file is kept for some days, so that `recording.restore` can bring it back. */
  'recording.discard': channel(recordingRefSchema, nothingSchema),
  'recording.restore': channel(recordingRefSchema, nothingSchema),
  /** What an earlier run, or page, left. */
  'recording.interrupted': channel(
    nothingSchema,
    z.strictObject({ recordings: z.array(interruptedRecordingSchema).readonly() }).readonly(),
  ),
} as const
