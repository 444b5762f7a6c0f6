import { createRequire } from 'node:module'
import { appError } from '#shared/messages/app-error.ts'

const { resolve } = createRequire(import.meta.url)

/** An address in the library's memory. */
type Pointer = { readonly brand: 'pointer' } | null

/** The part of Vosk's C interface that is used (vosk_api.h of 0.3.39). */
export type VoskLibrary = {
  /** Reads a model's folder on another thread: a large one takes seconds. Null where it is no model. */
  openModel(folder: string): Promise<Pointer>
  freeModel(model: Pointer): void
  openRecognizer(model: Pointer, sampleRate: number): Pointer
  freeRecognizer(recognizer: Pointer): void
  /** Takes 16-bit samples; true where a stretch of speech ended and `result` tells it. */
  accept(recognizer: Pointer, samples: Int16Array): boolean
  /** JSON: `{"result": [{"conf", "start", "end", "word"}], "text"}`; without `result` where nothing was said. */
  result(recognizer: Pointer): string
  finalResult(recognizer: Pointer): string
}

const files: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x86_64/libvosk.so',
  'darwin-x64': 'osx-universal/libvosk.dylib',
  'darwin-arm64': 'osx-universal/libvosk.dylib',
  'win32-x64': 'win-x86_64/libvosk.dll',
}

let loading: Promise<VoskLibrary> | null = null

/** Loads the library that the npm package `vosk` ships, once a process. Throws `speech.no-engine` where it has none for this machine. */
export function loadVosk(): Promise<VoskLibrary> {
  loading ??= load()
  return loading
}

async function load(): Promise<VoskLibrary> {
  const machine = `${process.platform}-${process.arch}`
  const file = files[machine]
  if (file === undefined) throw appError('speech.no-engine', { machine })
  const { default: koffi } = await import('koffi')
  const library = koffi.load(resolve(`vosk/lib/${file}`))
  // Its log would go to the terminal of whoever uses the command line.
  library.func('void vosk_set_log_level(int level)')(-1)
  const openModel = library.func('void *vosk_model_new(const char *folder)')
  return {
    openModel: (folder) =>
      new Promise((settle, fail) => {
        openModel.async(folder, (error: Error | null, model: Pointer) => (error ? fail(error) : settle(model)))
      }),
    freeModel: library.func('void vosk_model_free(void *model)'),
    openRecognizer: withWords(
      library.func('void *vosk_recognizer_new(void *model, float rate)'),
      library.func('void vosk_recognizer_set_words(void *recognizer, int words)'),
    ),
    freeRecognizer: library.func('void vosk_recognizer_free(void *recognizer)'),
    accept: takeAll(library.func('int vosk_recognizer_accept_waveform_s(void *recognizer, const int16_t *samples, int length)')),
    result: library.func('const char *vosk_recognizer_result(void *recognizer)'),
    finalResult: library.func('const char *vosk_recognizer_final_result(void *recognizer)'),
  }
}

function withWords(
  open: (model: Pointer, rate: number) => Pointer,
  setWords: (recognizer: Pointer, words: number) => void,
): VoskLibrary['openRecognizer'] {
  return (model, sampleRate) => {
    const recognizer = open(model, sampleRate)
    if (recognizer) setWords(recognizer, 1)
    return recognizer
  }
}

function takeAll(accept: (recognizer: Pointer, samples: Int16Array, length: number) => number): VoskLibrary['accept'] {
  return (recognizer, samples) => accept(recognizer, samples, samples.length) === 1
}
