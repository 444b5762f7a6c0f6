import { z } from '../base/zod.ts'
import { captionStyleNames } from '../caption/styles.ts'
import { paintSchema } from '../project/schema/geometry.ts'
import { languageSchema } from '../project/schema/text.ts'
import { lessonBrandSchema } from './brand-schema.ts'
import { lessonClipSchema, lessonCueSchema, lessonTrackSchema } from './clip-schema.ts'
import { lessonOverlaySchema } from './overlay-schema.ts'
import { lessonQuizSchema } from './quiz-schema.ts'
import { fileName, idText, longestSeconds, text } from './schema-parts.ts'

/** The author's side of a lesson: seconds and file names. docs/format.md is its specification; each key explains itself here. */

export const lessonCaptionTrackSchema = z
  .strictObject({
    language: languageSchema.describe('Language of the captions (BCP 47), for instance "en" or "pt-BR".'),
    kind: z
      .enum(['captions', 'subtitles', 'descriptions'])
      .optional()
      .describe(
        'captions: what is said and heard (the default); subtitles: a translation; descriptions: what is seen, for the blind.',
      ),
    label: z.string().optional().describe('The name learners see in the menu.'),
    file: fileName
      .optional()
      .describe('A caption file (.vtt, .srt, .ass, .ttml or .txt), relative to this file. Instead of cues.'),
    cues: z.array(lessonCueSchema).optional().describe('The captions themselves. Instead of file.'),
  })
  .describe('Captions in one language.')
export type LessonCaptionTrack = z.infer<typeof lessonCaptionTrackSchema>

export const lessonChallengeSchema = z
  .strictObject({
    hook: z.string().optional().describe('The sentence that makes people want to take part.'),
    brief: z.string().optional().describe('What to do. A challenge without it comes with a warning.'),
    modelClip: z.int().min(1).optional().describe('Which clip of this lesson is the model answer, counted from 1.'),
    durationLimit: z.number().min(1).max(longestSeconds).optional().describe('The longest answer, in seconds.'),
    steps: z.array(z.string()).optional().describe('The way there, step by step.'),
    materials: z.array(z.string()).optional().describe('What is needed.'),
    safetyNote: z.string().optional().describe('What to take care of.'),
    rubric: z
      .array(
        z.strictObject({
          title: z.string().describe('What is judged.'),
          levels: z
            .array(
              z.strictObject({
                label: z.string().describe('Name of the level.'),
                description: z.string().optional().describe('What it takes.'),
                points: z.number().min(0).describe('What it earns.'),
              }),
            )
            .min(1, 'write at least one level')
            .describe('From lowest to highest.'),
        }),
      )
      .optional()
      .describe('How answers are judged.'),
    hashtag: z.string().optional().describe('The tag answers carry.'),
    deadline: z.iso.date('write a date such as "2026-05-31"').optional().describe('The last day, such as "2026-05-31".'),
    teamSize: z
      .strictObject({ min: z.int().min(1).describe('Fewest people.'), max: z.int().min(1).describe('Most people.') })
      .optional()
      .describe('How many people answer together. One by default.'),
    handIn: z
      .strictObject({ what: z.string().describe('What to hand in.'), where: z.string().describe('Where to hand it in.') })
      .optional()
      .describe('How the answer reaches you.'),
    withoutFilming: z.string().optional().describe('How to take part without filming oneself.'),
  })
  .describe('Makes the lesson a challenge.')
export type LessonChallenge = z.infer<typeof lessonChallengeSchema>

const wholePercent = z.int().min(0).max(100)

export const lessonSchema = z
  .strictObject({
    $schema: z.string().optional().describe('For editors only.'),
    id: idText
      .optional()
      .describe(
        'Names the lesson for platforms and over all exports. Derived from the title when absent; keep it when you change the title.',
      ),
    title: text.describe('The name of the lesson.'),
    language: languageSchema.describe('The language of the lesson (BCP 47), for instance "en" or "pt-BR".'),
    canvas: z
      .union([
        z.enum(['9:16', '1:1', '16:9']),
        z.strictObject({
          width: z.int().min(16).max(4320).describe('Pixels, an even number.'),
          height: z.int().min(16).max(4320).describe('Pixels, an even number.'),
        }),
      ])
      .optional()
      .describe('The shape of the picture: "9:16" (upright, the default), "1:1", "16:9", or a size in pixels.'),
    loudness: z
      .union([z.number().min(-40).max(-5), z.literal('as-recorded')])
      .optional()
      .describe('How loud the lesson is as a whole, in LUFS: -16 by default; or "as-recorded".'),
    clips: z.array(lessonClipSchema).min(1, 'write at least one clip').describe('What is played, in order.'),
    tracks: z.array(lessonTrackSchema).optional().describe('Music, voices, sounds and pictures beside the clips.'),
    overlays: z
      .array(lessonOverlaySchema)
      .optional()
      .describe('Titles, stickers, pictures and shapes over the clips, from back to front; captions lie above them.'),
    captions: z
      .union([fileName, z.array(lessonCueSchema), z.array(lessonCaptionTrackSchema)])
      .optional()
      .describe('A caption file, a list of captions, or a list of languages. Times are seconds of the finished lesson.'),
    captionStyle: z
      .strictObject({
        preset: z
          .enum(captionStyleNames)
          .optional()
          .describe(
            'boxed: on a dark panel (the default); plain: with a dark edge; school: in the school style; easy: dark on light; karaoke, singalong and marker: the spoken word stands out; word and pop: one word at a time; headline, handwritten, television.',
          ),
        font: text
          .optional()
          .describe(
            'Inter, Noto Sans, Anton, Atkinson Hyperlegible, Caveat, Fredoka, Montserrat, “brand:heading” or “brand:body”. By preset.',
          ),
        size: z
          .number()
          .min(20)
          .max(200)
          .optional()
          .describe('Letter size in 1/1080 of the short side of the picture. 76 by default.'),
        animation: z
          .enum(['plain', 'karaoke', 'word'])
          .optional()
          .describe('plain: all words at once (the default); karaoke: the spoken word is coloured; word: one word at a time.'),
        highlight: z
          .enum(['letters', 'box', 'fill'])
          .optional()
          .describe('What is coloured: the letters of the spoken word, a box behind it, or all letters said so far. By preset.'),
        highlightColour: paintSchema.optional().describe('Colour of the spoken word and of emphasised ones. By preset.'),
        emphasisScale: z
          .number()
          .min(1)
          .max(1.6)
          .optional()
          .describe('How much larger than the others emphasised words are: 1 for as large. By preset.'),
        entrance: z
          .enum(['none', 'fade', 'pop', 'slide'])
          .optional()
          .describe('How each caption, or each word that stands alone, comes in. By preset.'),
        place: z.enum(['bottom', 'middle', 'top']).optional().describe('Where captions stand. bottom by default.'),
        colour: paintSchema.optional().describe('Colour of the letters, such as "#ffffff" or "brand:text".'),
        boxColour: paintSchema.optional().describe('Colour of the panel, such as "#101418d9" or "brand:background/d9".'),
        bottomMargin: z
          .number()
          .min(0)
          .max(1500)
          .optional()
          .describe(
            'Distance from the bottom, or from the top where they stand there, in 1/1080 of the short side. 260 by default.',
          ),
        maxCharactersPerLine: z.int().min(8).max(80).optional().describe('21 by default.'),
        maxLines: z.int().min(1).max(4).optional().describe('2 by default.'),
      })
      .optional()
      .describe('The look of the captions.'),
    quizzes: z.array(lessonQuizSchema).optional().describe('The questions, in any order.'),
    completion: z
      .strictObject({
        watchedPercent: wholePercent.optional().describe('How much must be watched, 0 to 100.'),
        questionsAnswered: z
          .boolean()
          .optional()
          .describe('Whether every question must be answered that may not be skipped. false by default.'),
        minScorePercent: wholePercent.optional().describe('The score needed to pass, 0 to 100.'),
      })
      .optional()
      .describe(
        'When the lesson counts as done; all that is written must hold. By default: all questions answered, or 90 % watched where there are none.',
      ),
    challenge: lessonChallengeSchema.optional(),
    brand: lessonBrandSchema.optional(),
    metadata: z
      .strictObject({
        author: text.optional().describe('Who made it. Instead of authors.'),
        authors: z.array(text).optional().describe('Who made it. Instead of author.'),
        topics: z.array(text).optional().describe('What it is about.'),
        keywords: z.array(text).optional().describe('Words to find it by.'),
        level: z.string().optional().describe('Whom it is for, such as "beginner".'),
        licence: z.string().optional().describe('How others may use it, such as "CC-BY-4.0".'),
        description: z.string().optional().describe('Two sentences for the catalogue.'),
        translationOf: idText.optional().describe('The id of the lesson this one translates.'),
        glossary: z.array(text).optional().describe('Names and terms as they are written, for captions from speech.'),
      })
      .optional()
      .describe('What catalogues show.'),
  })
  .describe('A Tidbit lesson (lesson.json).')
export type Lesson = z.infer<typeof lessonSchema>
