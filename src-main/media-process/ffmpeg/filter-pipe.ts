import { FilterGraph, type FilterContext, type Frame } from 'node-av/lib'
import { AV_BUFFERSRC_FLAG_KEEP_REF, AVERROR_EOF, AVERROR_EAGAIN } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import { check } from './check.ts'

/** A filter graph with named inputs and one output, used synchronously. */
export type FilterPipe = {
  /** Gives a picture or sound to an input; it stays the caller's. */
  push(input: string, frame: Frame): void
  end(input: string): void
  /** Takes the next output into `frame`, of `(a)buffersink@out` or a named sink: false where the graph wants more input. */
  pull(frame: Frame, sinkName?: string): boolean | 'ended'
  /** Tells a filter (by its name or "name@id") something before the next frame. */
  command(target: string, command: string, argument: string): void
  sink: FilterContext
  filter(name: string): FilterContext
  close(): void
}

/** Builds a graph from a description that our own code wrote and that ends in `(a)buffersink@out`. Throws `media.engine-failed`. */
export function openFilterPipe(description: string, step: string, threads: number): FilterPipe {
  const graph = new FilterGraph()
  graph.alloc()
  graph.nbThreads = threads
  try {
    check(graph.parse2(description), step)
    check(graph.configSync(), step)
  } catch (error) {
    graph.free()
    throw error
  }
  const contexts = new Map<string, FilterContext>()
  const filter = (name: string): FilterContext => {
    const known = contexts.get(name) ?? graph.getFilter(name)
    if (!known) throw appError('media.engine-failed', { step, detail: `no filter ${name}` })
    contexts.set(name, known)
    return known
  }
  const sink = filter(description.includes('abuffersink@out') ? 'abuffersink@out' : 'buffersink@out')
  return {
    push: (input, frame) => void check(filter(input).buffersrcAddFrameSync(frame, AV_BUFFERSRC_FLAG_KEEP_REF), step),
    end: (input) => void check(filter(input).buffersrcAddFrameSync(null), step),
    pull(frame, sinkName) {
      const code = (sinkName === undefined ? sink : filter(sinkName)).buffersinkGetFrameSync(frame)
      if (code === AVERROR_EAGAIN) return false
      if (code === AVERROR_EOF) return 'ended'
      check(code, step)
      return true
    },
    command(target, name, argument) {
      const result = graph.sendCommand(target, name, argument)
      check(typeof result === 'number' ? result : 0, step)
    },
    sink,
    filter,
    close() {
      contexts.clear()
      graph.free()
    },
  }
}
