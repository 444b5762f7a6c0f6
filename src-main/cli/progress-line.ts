import { AppError, describeError, toErrorData } from '#shared/messages/app-error.ts'
import type { ProgressFormat } from './arguments/words.ts'

/** Where a long job stands: a stage in plain words and the share of the whole that is done (0 to 1). */
export type ProgressUpdate = { readonly stage: string; readonly fraction: number }

export type ProgressLine = {
  readonly update: (progress: ProgressUpdate) => void
  /** Tells what works but deserves a look; each sentence once. */
  readonly warn: (sentence: string) => void
  /** Tells how it went, where nothing needs a look. */
  readonly note: (sentence: string) => void
  /** Tells why the run failed; for a defect of ours, also where. */
  readonly fail: (thrown: unknown) => void
  readonly end: () => void
}

type Sink = { readonly write: (text: string) => unknown; readonly isTTY?: boolean; readonly columns?: number }

const barWidth = 28

/** Writes progress, warnings and failures to `sink`: JSON lines, or sentences with a bar on a terminal and one line a stage elsewhere. */
export function createProgressLine(format: ProgressFormat, sink: Sink): ProgressLine {
  return warnOnce(format === 'json' ? createJsonLines(sink) : createSentences(sink))
}

/** A clip can be found damaged when it is examined, when it is decoded, and in every lesson of a course. */
function warnOnce(line: ProgressLine): ProgressLine {
  const told = new Set<string>()
  return {
    ...line,
    warn(sentence) {
      if (!told.has(sentence)) line.warn(sentence)
      told.add(sentence)
    },
  }
}

function createSentences(sink: Sink): ProgressLine {
  const shown = sink.isTTY ? createBar(sink) : createStageLines(sink)
  return {
    ...shown,
    warn(sentence) {
      shown.end()
      sink.write(`Attention: ${sentence}\n`)
    },
    note(sentence) {
      shown.end()
      sink.write(`${sentence}\n`)
    },
    fail(thrown) {
      shown.end()
      sink.write(`${describeError(toErrorData(thrown))}\n`)
      const stack = defectStack(thrown)
      if (stack !== undefined) sink.write(`${stack}\n`)
    },
  }
}

function createJsonLines(sink: Sink): ProgressLine {
  const write = (record: object): void => void sink.write(`${JSON.stringify(record)}\n`)
  return {
    update: write,
    warn: (warning) => write({ warning }),
    note: (note) => write({ note }),
    fail(thrown) {
      const data = toErrorData(thrown)
      write({ error: describeError(data), code: data.code, stack: defectStack(thrown) })
    },
    end: () => {},
  }
}

function defectStack(thrown: unknown): string | undefined {
  return thrown instanceof Error && !(thrown instanceof AppError) ? thrown.stack : undefined
}

type Shown = Pick<ProgressLine, 'update' | 'end'>

function createBar(sink: Sink): Shown {
  let drawn = false
  return {
    update: ({ stage, fraction }) => {
      const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth)
      const percent = `${Math.floor(fraction * 100)}`.padStart(3)
      const line = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${percent} %  ${stage}`
      sink.write(`\r\u001b[2K${line.slice(0, (sink.columns ?? 80) - 1)}`)
      drawn = true
    },
    end: () => {
      if (drawn) sink.write('\r\u001b[2K')
      drawn = false
    },
  }
}

function createStageLines(sink: Sink): Shown {
  let last = ''
  return {
    update: ({ stage }) => {
      if (stage === last) return
      last = stage
      sink.write(`${stage}\n`)
    },
    end: () => {},
  }
}
