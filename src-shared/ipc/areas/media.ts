import { z } from '../../base/zod.ts'
import { captionNotes, type CaptionNoteCode } from '../../messages/caption-notes.ts'
import { assetIdSchema } from '../../project/ids.ts'
import { positionSchema } from '../../project/schema/time.ts'
import { captionMarkSchema, captionPlacementSchema, captionWordSchema } from '../../project/schema/text.ts'
import { canvasSchema } from '../../project/schema/document.ts'
import { channel } from '../channel.ts'
import { grantIdSchema, grantSchema, portIdSchema } from './grant.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'
import { previewPictureSchema } from '../preview-messages.ts'

/** A caption read from a file, on the clock of that file. */
const importedCueSchema = z
  .strictObject({
    startTicks: positionSchema,
    endTicks: positionSchema,
    text: z.string(),
    speaker: z.string().exactOptional(),
    words: z.array(captionWordSchema).readonly().exactOptional(),
    placement: captionPlacementSchema.exactOptional(),
    marks: z.array(captionMarkSchema).readonly().exactOptional(),
  })
  .readonly()

/** Told by `describeCaptionNote`. */
const captionNoteSchema = z
  .strictObject({
    code: z.custom<CaptionNoteCode>((code) => typeof code === 'string' && Object.hasOwn(captionNotes, code)),
    params: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
  })
  .readonly()

export const mediaChannels = {
  /** Opens the system's file dialog; no grants where the user cancelled. A folder gives the clips, sounds, pictures and captions in it. */
  'media.chooseFiles': channel(
    z.strictObject({ purpose: z.enum(['media', 'folder', 'original', 'captions']) }).readonly(),
    z.strictObject({ grants: z.array(grantSchema).readonly() }).readonly(),
  ),
  /** The job ends with an `import` result. Its asset the window adds to the document, unless the file was that of assets it has. */
  'media.import': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        grantId: grantIdSchema,
        /** Convert a copy with the portable engine first. */
        rescue: z.boolean().default(false),
        /** Take only the file of this asset, which is missing. */
        assetId: assetIdSchema.nullable().default(null),
        /** Of the lesson, where the window wants to show the first picture of a film before the import is done. */
        canvas: canvasSchema.nullable().default(null),
      })
      .readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
  /**
   * Has the portable engine make a copy of an asset's original, for a clip that brings the full one down. The job ends with an
   * `import` result: the same asset, which plans read by its copy.
   */
  'media.convert': channel(
    z.strictObject({ projectId: projectIdSchema, assetId: assetIdSchema }).readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
  /**
   * Waits for the first picture of a film that is being imported, as the preview will show it; null where the import is over before
   * there is one, or was not asked for it.
   */
  'media.firstPicture': channel(
    z.strictObject({ jobId: jobIdSchema }).readonly(),
    z.strictObject({ picture: previewPictureSchema.nullable() }).readonly(),
  ),
  /**
   * Makes what the editor shows of an asset and the cache does not have: light copy, filmstrip, waveform. The job may be one that
   * runs already; null where nothing is missing or nothing can be made.
   */
  'media.prepare': channel(
    z.strictObject({ projectId: projectIdSchema, assetId: assetIdSchema }).readonly(),
    z.strictObject({ jobId: jobIdSchema.nullable() }).readonly(),
  ),
  'captions.import': channel(
    z.strictObject({ grantId: grantIdSchema }).readonly(),
    z
      .strictObject({
        fileName: z.string(),
        cues: z.array(importedCueSchema).readonly(),
        report: z.array(captionNoteSchema).readonly(),
      })
      .readonly(),
  ),
} as const

export const previewChannels = {
  /**
   * A MessagePort to the media process' preview session arrives under `portId`. It learns the files of imported assets by itself.
   * Null where the full engine does not run: then the window plays light copies by itself.
   */
  'preview.open': channel(
    z.strictObject({ projectId: projectIdSchema }).readonly(),
    z.strictObject({ portId: portIdSchema.nullable() }).readonly(),
  ),
} as const
