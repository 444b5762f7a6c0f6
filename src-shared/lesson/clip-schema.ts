import { z } from '../base/zod.ts'
import { transitionKinds } from '../project/schema/clip.ts'
import { colourSchema, easings } from '../project/schema/geometry.ts'
import { trackKinds } from '../project/track-kinds.ts'
import { fileName, seconds, text } from './schema-parts.ts'

/** A clip of lesson.json and everything that can be done to its picture and sound. */

export const lessonCueSchema = z
  .strictObject({
    start: seconds.describe('Seconds at which the caption appears.'),
    end: seconds.describe('Seconds at which it disappears; later than start.'),
    text: text.describe('What is said. A line break is allowed.'),
    speaker: z.string().optional().describe('Who says it.'),
    emphasis: z.array(z.string().min(1)).optional().describe('Words of the text that stand out in the highlight colour.'),
  })
  .describe('One caption.')
export type LessonCue = z.infer<typeof lessonCueSchema>

export const region = {
  x: z.number().min(0).max(1).describe('Left edge, 0 to 1 of the width of the picture.'),
  y: z.number().min(0).max(1).describe('Upper edge, 0 to 1 of its height.'),
  width: z.number().min(0.01).max(1).describe('Width, up to 1.'),
  height: z.number().min(0.01).max(1).describe('Height, up to 1.'),
}
const key = {
  at: seconds.describe('Seconds of the file.'),
  easing: z.enum(easings).optional().describe('How it goes on to the next one. ease-in-out by default.'),
}
const placement = {
  x: z.number().min(-10_000).max(10_000).optional().describe('To the right, in 1/1080 of the short side. 0 by default.'),
  y: z.number().min(-10_000).max(10_000).optional().describe('Downwards, in 1/1080 of the short side. 0 by default.'),
  scale: z.number().min(0.01).max(20).optional().describe('1 (the default) is the size that fit gives.'),
  rotation: z.number().min(-3600).max(3600).optional().describe('Degrees clockwise. 0 by default.'),
  opacity: z.number().min(0).max(1).optional().describe('0 cannot be seen, 1 is the default.'),
}
const path = z.array(z.strictObject({ ...key, ...region })).min(1, 'write at least one place')
const adjustment = z.number().min(-1).max(1).optional()

export const lessonLookSchema = z
  .strictObject({
    name: z.string().optional().describe('A look by its name.'),
    exposure: adjustment.describe('Darker or brighter, -1 to 1.'),
    contrast: adjustment.describe('Softer or harder, -1 to 1.'),
    saturation: adjustment.describe('From grey (-1) to vivid (1).'),
    temperature: adjustment.describe('Cooler or warmer, -1 to 1.'),
    lut: fileName.optional().describe('A colour table (.cube), relative to this file.'),
    strength: z.number().min(0).max(1).optional().describe('How much of the look is applied. 1 by default.'),
  })
  .describe('Colours of the picture.')
export type LessonLook = z.infer<typeof lessonLookSchema>

const pictureKeys = {
  fit: z
    .enum(['fill', 'fit', 'fit-blur'])
    .optional()
    .describe(
      'How the picture meets the canvas: fill it and lose the edges (the default), fit inside it, or fit over a blurred copy.',
    ),
  crop: z.strictObject(region).optional().describe('The part of the picture that is used.'),
  place: z.strictObject(placement).optional().describe('Where the picture stands on the canvas.'),
  move: z
    .array(z.strictObject({ ...key, ...placement }))
    .min(1, 'write at least one place')
    .optional()
    .describe('Places over time, instead of place.'),
  follow: path.optional().describe('The part of the picture that is used, over time, instead of crop.'),
  look: z.union([text, lessonLookSchema]).optional().describe('The name of a look, or colours in detail.'),
  greenScreen: z
    .strictObject({
      colour: colourSchema.optional().describe('The colour that becomes see-through. "#00ff00" by default.'),
      similarity: z.number().min(0.01).max(1).optional().describe('How much like it a colour must be. 0.3 by default.'),
      blend: z.number().min(0).max(1).optional().describe('How soft the edge is. 0.1 by default.'),
    })
    .optional()
    .describe('Makes one colour see-through.'),
  blurs: z
    .array(
      z.strictObject({
        path: path.describe('The part of the picture that is blurred; several places make it move.'),
        strength: z.number().min(0.05).max(1).optional().describe('1 (the default) hides a face.'),
      }),
    )
    .optional()
    .describe('Hides faces and name tags.'),
  fadeIn: seconds.optional().describe('Seconds in which the picture appears out of black.'),
  fadeOut: seconds.optional().describe('Seconds in which it goes into black.'),
}

const soundKeys = {
  gain: z.number().min(-96).max(24).optional().describe('Louder or quieter, in decibels. 0 by default.'),
  gainPoints: z
    .array(z.strictObject({ at: key.at, gain: z.number().min(-96).max(24).describe('Decibels there.') }))
    .optional()
    .describe('Extra gain over time, in straight lines from point to point.'),
  muted: z.boolean().optional().describe('true leaves out the sound.'),
  soundFadeIn: seconds.optional().describe('Seconds in which the sound rises.'),
  soundFadeOut: seconds.optional().describe('Seconds in which it falls.'),
  noiseReduction: z.number().min(0).max(1).optional().describe('Takes away steady noise, 0 (the default) to 1.'),
  highPass: z.number().min(0).max(1000).optional().describe('Takes away rumble below this frequency in hertz. 80 suits a voice.'),
}

const clipKeys = {
  file: fileName.describe('A video, a picture or a sound, relative to this file, with "/" between folders.'),
  in: seconds.optional().describe('Seconds of the file at which the clip begins. 0 by default.'),
  out: seconds
    .optional()
    .describe(
      'Seconds of the file at which it ends; the end of the file by default. For a picture: how long it stays (3 by default).',
    ),
  speed: z.number().min(0.25).max(4).optional().describe('2 plays twice as fast. 1 by default.'),
  keepPitch: z.boolean().optional().describe('Whether voices keep their pitch at another speed. true by default.'),
  reverse: z.boolean().optional().describe('true plays backwards.'),
  freeze: seconds.optional().describe('Holds the picture of "in" for so many seconds, without sound.'),
  ...pictureKeys,
  ...soundKeys,
  altText: z.string().optional().describe('What is seen, for those who cannot see it.'),
}

export const lessonClipSchema = z
  .strictObject({
    ...clipKeys,
    captions: z.array(lessonCueSchema).optional().describe("Captions in seconds of this clip's file, in the lesson's language."),
    transition: z
      .strictObject({
        kind: z.enum(transitionKinds).describe('How the picture changes.'),
        seconds: z
          .number()
          .min(0.04)
          .max(5)
          .optional()
          .describe('How long it takes, half on each side of the cut. 0.5 by default.'),
      })
      .optional()
      .describe('From the clip before into this one.'),
  })
  .describe('A stretch of a video, or a picture.')
export type LessonClip = z.infer<typeof lessonClipSchema>

const trackClipSchema = z
  .strictObject({ at: seconds.describe('Seconds of the finished lesson at which it starts.'), ...clipKeys })
  .describe('A stretch of a sound, a video or a picture beside the main clips.')
export type LessonTrackClip = z.infer<typeof trackClipSchema>

export const lessonTrackSchema = z
  .strictObject({
    kind: z.enum(trackKinds).describe('A voice over the clips, music, sounds, or a picture in the picture.'),
    name: text.optional().describe('What the editor calls it.'),
    gain: z.number().min(-96).max(24).optional().describe('Louder or quieter as a whole, in decibels. 0 by default.'),
    muted: z.boolean().optional().describe('true leaves out its sound.'),
    duck: z.boolean().optional().describe('Whether it steps back while somebody speaks. true for music, false otherwise.'),
    clips: z
      .array(trackClipSchema)
      .min(1, 'write at least one clip')
      .describe('What it plays; clips of one track do not overlap.'),
  })
  .describe('Sounds or pictures beside the main clips.')
export type LessonTrack = z.infer<typeof lessonTrackSchema>
