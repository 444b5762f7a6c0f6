import { z } from '../base/zod.ts'
import { canvases } from '../project/defaults.ts'
import { maxPromptLength } from '../project/schema/question.ts'
import { languageSchema } from '../project/schema/text.ts'
import { transitionKinds } from '../project/schema/clip.ts'
import { packageFormats, renderPresets } from '../package/package-plan.ts'
import { lessonBrandSchema } from '../lesson/brand-schema.ts'
import { lessonLookSchema } from '../lesson/clip-schema.ts'
import { lessonChallengeSchema, lessonSchema } from '../lesson/lesson-schema.ts'
import { fileName, idText, longestSeconds, text } from '../lesson/schema-parts.ts'

/**
 * recipe.json: what is done to every clip of a batch. Any text may hold `{names}` that the row of a clip fills in; see fill-recipe.ts.
 * docs/format.md is its specification.
 */

/** A text that is one `{name}` and nothing else. */
const placeholder = z.string().regex(/^\{[^{}]+\}$/, 'write a number, or the name of a column such as "{points}"')
const typedNumber = z.string().regex(/^\s*[+-]?\d+(?:[.,]\d+)?\s*$/, 'write a number')

/** A number as JSON or as a cell of a sheet writes it ("2.5", "2,5"), or the `{name}` of a column. */
function amount(schema: z.ZodType<number, number>) {
  const typed = typedNumber.transform((written) => Number(written.replace(',', '.'))).pipe(schema)
  return z.union([schema, typed, placeholder])
}

const secondsAmount = amount(z.number().min(0).max(longestSeconds))

const doctorStep = z
  .strictObject({
    step: z.literal('doctor').describe('Mends the sound; the picture is always put right by itself.'),
    noiseReduction: amount(z.number().min(0).max(1)).optional().describe('Takes away steady noise, 0 to 1.'),
    highPass: amount(z.number().min(0).max(1000))
      .optional()
      .describe('Takes away rumble below this frequency in hertz. 80 suits a voice.'),
    refuseDamaged: z.boolean().optional().describe('true refuses clips that could only be read in part. false by default.'),
  })
  .describe('What is mended in each clip.')

const trimStep = z
  .strictObject({
    step: z.literal('trim').describe('Takes away what is not needed of each clip.'),
    in: secondsAmount.optional().describe('Seconds of the clip at which it begins.'),
    out: secondsAmount.optional().describe('Seconds of the clip at which it ends.'),
    fromSpeech: z.boolean().optional().describe('true begins with the first sentence that is spoken. Needs a speech model.'),
    toSpeech: z.boolean().optional().describe('true ends with the last whole sentence that is spoken. Needs a speech model.'),
    silences: z
      .union([
        z.boolean(),
        z.strictObject({
          longerThan: z.number().min(0.2).max(60).optional().describe('Seconds; shorter pauses stay. 0.6 by default.'),
          keep: z.number().min(0).max(5).optional().describe('Seconds that stay on each side of speech. 0.15 by default.'),
          below: z.number().min(-80).max(-10).optional().describe('What counts as silence, in decibels. -40 by default.'),
        }),
      ])
      .optional()
      .describe('true takes out the silences.'),
    longest: secondsAmount.optional().describe('Seconds of the clip that stay at most; the end is cut off.'),
  })
  .describe('Which part of each clip is used.')

const joinStep = z
  .strictObject({
    step: z.literal('join').describe('Puts a film before or behind each clip.'),
    intro: fileName.optional().describe('A video or a picture that plays first.'),
    outro: fileName.optional().describe('A video or a picture that plays last.'),
    transition: z.enum(transitionKinds).optional().describe('How one goes over into the other. A plain cut by default.'),
  })
  .describe('Intro and outro.')

const reframeStep = z
  .strictObject({
    step: z.literal('reframe').describe('Gives each lesson a shape.'),
    canvas: z.enum(Object.keys(canvases) as [keyof typeof canvases]).describe('The shape of the picture.'),
    fit: z.enum(['fill', 'fit', 'fit-blur']).optional().describe('How clips of another shape meet it. As suits each by default.'),
  })
  .describe('The shape of the picture.')

const lookStep = z
  .strictObject({
    step: z.literal('look').describe('Colours each clip.'),
    look: z.union([text, lessonLookSchema.omit({ lut: true })]).describe('The name of a look, or colours in detail.'),
  })
  .describe('The colours of each clip.')

const captionsStep = z
  .strictObject({
    step: z.literal('captions').describe('Captions in one language. May be there for several languages.'),
    from: z.enum(['file', 'speech']).describe('A caption file of each clip, or what is said in it (needs a speech model).'),
    file: fileName
      .optional()
      .describe('With "file": its name, such as "{clip}.srt" or "{captions}". Times count from the clip’s own start.'),
    language: languageSchema.optional().describe('The language of the captions. That of the lesson by default.'),
    kind: z.enum(['captions', 'subtitles', 'descriptions']).optional().describe('captions by default.'),
    optional: z.boolean().optional().describe('true lets a clip do without its file. false by default.'),
    style: lessonSchema.shape.captionStyle.unwrap().optional().describe('The look of the captions, as in lesson.json.'),
  })
  .describe('Captions.')

const brandStep = z
  .strictObject({ step: z.literal('brand').describe('Gives each lesson the school style.'), brand: lessonBrandSchema })
  .describe('The school style.')

const templateStep = z
  .strictObject({
    step: z.literal('template').describe('Makes each lesson out of a template.'),
    template: text.describe('The id of a template of Tidbit, or the name of a .tidbit file.'),
    clip: text.optional().describe('The name of the slot that each clip goes into. The first one for a clip by default.'),
    slots: z
      .record(z.string(), z.string())
      .optional()
      .describe('What goes into other slots, by their names: a text, or a file such as "{picture}".'),
  })
  .describe('A template.')

const answers = z.array(z.string()).max(36, 'write at most 36 choices')

export const recipeQuestionSchema = z
  .strictObject({
    type: z
      .enum(['single-choice', 'multiple-choice', 'true-false', 'short-answer', 'ordering', 'poll', 'reflection'])
      .describe('The kind of question, as in lesson.json.'),
    at: z
      .union([secondsAmount, z.literal('end')])
      .optional()
      .describe('Seconds of the finished lesson, or "end" (the default).'),
    prompt: z
      .string()
      .trim()
      .max(maxPromptLength, `write at most ${maxPromptLength} characters`)
      .describe('The question, such as "{question}". Where a row leaves it empty there is no question.'),
    choices: answers
      .optional()
      .describe(
        'The answers, such as "{a}", "{b}", "{c}"; empty ones are left out. For ordering: in the right order. For true-false: what the two buttons say, the one for true first.',
      ),
    correct: z
      .string()
      .optional()
      .describe(
        'What is right: the letter (A, B…) or the words of a choice, several with ";" between them; "true" or "false"; for a short answer all that is accepted, with ";" between.',
      ),
    slot: text
      .optional()
      .describe(
        'The name of a question’s slot in the template, whose place and time it takes; an empty prompt empties the slot.',
      ),
    points: amount(z.number().min(0).max(1000)).optional().describe('What a right answer earns. 1 by default.'),
    retries: amount(z.int().min(0).max(99)).optional().describe('Further attempts after a wrong answer. 0 by default.'),
    required: z.boolean().optional().describe('Whether the learner must answer to go on. true by default.'),
    hint: z.string().optional().describe('Help the learner can ask for.'),
    feedback: z
      .strictObject({
        correct: z.string().optional().describe('Shown after a right answer.'),
        incorrect: z.string().optional().describe('Shown after a wrong answer.'),
      })
      .optional()
      .describe('What the learner reads after answering.'),
  })
  .describe('A question of each lesson.')
export type RecipeQuestion = z.infer<typeof recipeQuestionSchema>

const questionsStep = z
  .strictObject({
    step: z.literal('questions').describe('Asks questions in each lesson.'),
    questions: z.array(recipeQuestionSchema).min(1, 'write at least one question').describe('The questions.'),
    completion: lessonSchema.shape.completion,
  })
  .describe('Questions, and when a lesson counts as done.')

const loudnessStep = z
  .strictObject({
    step: z.literal('loudness').describe('Makes all lessons equally loud.'),
    loudness: z
      .union([z.number().min(-40).max(-5), z.literal('as-recorded')])
      .describe('In LUFS, -16 without this step; or "as-recorded".'),
  })
  .describe('How loud each lesson is.')

const challengeStep = z
  .strictObject({
    step: z.literal('challenge').describe('Makes each lesson a challenge.'),
    challenge: lessonChallengeSchema.omit({ modelClip: true }).describe('As in lesson.json; the clip is the model answer.'),
  })
  .describe('A challenge.')

const metadataStep = z
  .strictObject({
    step: z.literal('metadata').describe('What catalogues show of each lesson.'),
    id: z.union([idText, placeholder]).optional().describe('Names the lesson for platforms. Derived from its clip by default.'),
    title: z.string().optional().describe('The name of the lesson, such as "{title}". By default that of its clip.'),
    description: z.string().optional().describe('Two sentences for the catalogue.'),
    authors: z.array(z.string()).optional().describe('Who made it.'),
    topics: z.array(z.string()).optional().describe('What it is about.'),
    keywords: z.array(z.string()).optional().describe('Words to find it by; one text may hold several with ";" between.'),
    level: z.string().optional().describe('Whom it is for.'),
    licence: z.string().optional().describe('How others may use it, such as "CC-BY-4.0".'),
    altText: z.string().optional().describe('What is seen in the clip, for those who cannot see it.'),
  })
  .describe('Title and description.')

const preflightStep = z
  .strictObject({
    step: z.literal('preflight').describe('Checks each lesson before it is exported.'),
    stopAt: z.enum(['error', 'warning', 'never']).describe('What keeps a lesson from being exported.'),
  })
  .describe(
    'The check before export. Without it nothing stops a lesson, and what can be found without looking through the film is told.',
  )

export const outputFormats = ['mp4', ...packageFormats] as const

const outputSchema = z
  .strictObject({
    format: z.enum(outputFormats).describe('mp4 for a plain video, or a kind of package.'),
    preset: z.enum(renderPresets).optional().describe('How the film is made. lms by default.'),
    name: text.optional().describe('The file’s name without its ending, such as "{row}-{title}". "{clip}" by default.'),
    folder: z.string().optional().describe('A folder inside the results.'),
    burnCaptions: z.boolean().optional().describe('mp4 only: whether captions are part of the picture. true by default.'),
  })
  .describe('A file that is made of each lesson.')
export type RecipeOutput = z.infer<typeof outputSchema>

const outputsStep = z
  .strictObject({
    step: z.literal('outputs').describe('What is made of each lesson.'),
    outputs: z.array(outputSchema).min(1, 'write at least one output').describe('The files.'),
  })
  .describe('The files that come out.')

export const recipeStepSchema = z.discriminatedUnion('step', [
  doctorStep,
  trimStep,
  joinStep,
  reframeStep,
  lookStep,
  captionsStep,
  brandStep,
  templateStep,
  questionsStep,
  loudnessStep,
  challengeStep,
  metadataStep,
  preflightStep,
  outputsStep,
])
export type RecipeStep = z.infer<typeof recipeStepSchema>
export type StepKind = RecipeStep['step']
export type StepOf<K extends StepKind> = Extract<RecipeStep, { readonly step: K }>

export const recipeSchema = z
  .strictObject({
    $schema: z.string().optional().describe('For editors only.'),
    version: z.literal(1).describe('Of this format: 1.'),
    name: text.describe('The name of the recipe.'),
    description: z.string().optional().describe('What it is for.'),
    language: languageSchema.describe('The language of the lessons (BCP 47), for instance "en".'),
    columns: z
      .record(z.string(), text)
      .optional()
      .describe('Which column of a sheet gives each {name}, where the column is called otherwise.'),
    steps: z.array(recipeStepSchema).describe('What is done. Each kind of step is done at its own time, whatever the order.'),
  })
  .describe('A Tidbit recipe (recipe.json).')
export type Recipe = z.infer<typeof recipeSchema>
