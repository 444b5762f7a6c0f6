import { readBatch, type BatchInvocation } from './arguments/batch.ts'
import { readCaptions, type CaptionsInvocation } from './arguments/captions.ts'
import { readCourse, type CourseInvocation } from './arguments/course.ts'
import { readDemo, type DemoInvocation } from './arguments/demo.ts'
import { readExamine, type ExamineInvocation } from './arguments/examine.ts'
import { readModels, type ModelsInvocation } from './arguments/models.ts'
import { readPackage, type PackageInvocation } from './arguments/package.ts'
import { readPack, type PackInvocation } from './arguments/pack.ts'
import { readPreflight, type PreflightInvocation } from './arguments/preflight.ts'
import { readPublish, type PublishInvocation } from './arguments/publish.ts'
import { readRender, type RenderInvocation } from './arguments/render.ts'
import { readSplit, type SplitInvocation } from './arguments/split.ts'
import { readTranscribe, type TranscribeInvocation } from './arguments/transcribe.ts'
import { readTry, type TryInvocation } from './arguments/try.ts'
import { readValidate, type ValidateInvocation } from './arguments/validate.ts'
import { usage, type HelpInvocation } from './arguments/words.ts'
import { readWorker, type WorkerInvocation } from './arguments/worker.ts'
import { isHelpTopic, type HelpTopic } from './help.ts'

/** A command that does something. Paths are as typed. */
export type WorkInvocation =
  | ExamineInvocation
  | SplitInvocation
  | TranscribeInvocation
  | ModelsInvocation
  | CaptionsInvocation
  | ValidateInvocation
  | RenderInvocation
  | PackageInvocation
  | CourseInvocation
  | PreflightInvocation
  | PackInvocation
  | PublishInvocation
  | TryInvocation
  | BatchInvocation
  | WorkerInvocation
  | DemoInvocation

/** A command line that was understood. */
export type Invocation = HelpInvocation | { readonly command: 'version' } | WorkInvocation

type Command = WorkInvocation['command']

const readers: Readonly<Record<Command, (words: readonly string[]) => Invocation>> = {
  probe: (words) => readExamine('probe', words),
  doctor: (words) => readExamine('doctor', words),
  split: readSplit,
  transcribe: readTranscribe,
  models: readModels,
  captions: readCaptions,
  validate: readValidate,
  render: readRender,
  package: readPackage,
  course: readCourse,
  preflight: readPreflight,
  pack: readPack,
  publish: readPublish,
  try: readTry,
  batch: readBatch,
  worker: readWorker,
  demo: readDemo,
}

/** Reads the words after `tidbit`. Throws `usage` with a sentence that says what to type instead. */
export function parseArguments(words: readonly string[]): Invocation {
  const [command, ...rest] = words
  if (command === undefined || command === 'help' || command === '--help' || command === '-h')
    return { command: 'help', topic: helpTopic(rest[0]) }
  if (command === '--version' || command === '-v') return { command: 'version' }
  if (!isCommand(command)) throw noCommand(command)
  return readers[command](rest)
}

function isCommand(word: string): word is Command {
  return Object.hasOwn(readers, word)
}

function helpTopic(word: string | undefined): HelpTopic | null {
  if (word === undefined) return null
  if (!isHelpTopic(word)) throw noCommand(word)
  return word
}

function noCommand(word: string) {
  return usage(`There is no command “${word}”. Type “tidbit help” to see them all.`)
}
