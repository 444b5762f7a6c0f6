import type { ProgressFormat } from './arguments.ts'

/** Where a long job stands: a stage in plain words and the share of the whole that is done (0 to 1). */
export type ProgressUpdate = { readonly stage: string; readonly fraction: number }

export type ProgressLine = { readonly update: (progress: ProgressUpdate) => void; readonly end: () => void }

type Sink = { readonly write: (text: string) => unknown; readonly isTTY?: boolean; readonly columns?: number }

const barWidth = 28

/** Writes progress to `sink`: JSON lines, a bar on a terminal, and one line a stage elsewhere. */
export function createProgressLine(format: ProgressFormat, sink: Sink): ProgressLine {
  if (format === 'json') return { update: (progress) => void sink.write(`${JSON.stringify(progress)}\n`), end: () => {} }
  return sink.isTTY ? createBar(sink) : createStageLines(sink)
}

function createBar(sink: Sink): ProgressLine {
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
    },
  }
}

function createStageLines(sink: Sink): ProgressLine {
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
