import { AppError } from '#shared/messages/app-error.ts'
import { parseArguments, type Invocation, type WorkInvocation } from './arguments.ts'
import { CannotBegin } from './cannot-begin.ts'
import { createNodeMediaHost } from '../core/media/node-media-host.ts'
import { helpText } from './help.ts'
import { createProgressLine } from './progress-line.ts'
import type { Judgement } from './report.ts'
import type { Session } from './session.ts'
import { readVersion } from './version.ts'

const exitCodes = { done: 0, failed: 1, usage: 2 } as const

async function run(words: readonly string[]): Promise<number> {
  let invocation: Invocation
  try {
    invocation = parseArguments(words)
  } catch (thrown) {
    createProgressLine('bar', process.stderr).fail(thrown)
    return failureCode(thrown)
  }
  if (invocation.command === 'help') return print(helpText(invocation.topic))
  if (invocation.command === 'version') return print(await readVersion())
  // Every other command works on media: the process starts while this one loads what the command needs.
  const host = createNodeMediaHost()
  host.start().catch(() => undefined)
  const { openSession } = await import('./session.ts')
  const session = openSession(createProgressLine(invocation.progress, process.stderr), host)
  try {
    const result = await perform(invocation, session)
    const { text, failed } = typeof result === 'string' ? { text: result, failed: false } : result
    process.stdout.write(text)
    return failed ? exitCodes.failed : exitCodes.done
  } catch (thrown) {
    session.progress.fail(thrown instanceof CannotBegin ? thrown.reason : thrown)
    return failureCode(thrown)
  } finally {
    session.progress.end()
    await session.close()
  }
}

function failureCode(thrown: unknown): number {
  const isAskedWrongly = thrown instanceof CannotBegin || (thrown instanceof AppError && thrown.code === 'usage')
  return isAskedWrongly ? exitCodes.usage : exitCodes.failed
}

async function perform(invocation: WorkInvocation, session: Session): Promise<string | Judgement> {
  switch (invocation.command) {
    case 'probe':
      return (await import('./commands/probe.ts')).probeClip(invocation, session)
    case 'doctor':
      return (await import('./commands/doctor.ts')).examineClip(invocation, session)
    case 'split':
      return (await import('./commands/split.ts')).splitRecording(invocation, session)
    case 'transcribe':
      return (await import('./commands/transcribe.ts')).transcribeClip(invocation, session)
    case 'models':
      return (await import('./commands/models.ts')).manageModels(invocation, session)
    case 'captions':
      return (await import('./commands/captions.ts')).convertCaptions(invocation, session)
    case 'validate':
      return (await import('./commands/validate.ts')).validateLesson(invocation, session)
    case 'render':
      return (await import('./commands/render.ts')).renderVideo(invocation, session)
    case 'package':
      return (await import('./commands/package.ts')).packageLesson(invocation, session)
    case 'course':
      return (await import('./commands/course.ts')).makeCourse(invocation, session)
    case 'pack':
      return (await import('./commands/pack.ts')).packLesson(invocation, session)
    case 'preflight':
      return (await import('./commands/preflight.ts')).preflight(invocation, session)
    case 'publish':
      return (await import('./commands/publish.ts')).publishPackage(invocation, session)
    case 'try':
      return (await import('./commands/try.ts')).tryHeadless(invocation, session)
    case 'batch':
      return (await import('./commands/batch.ts')).runBatchCommand(invocation, session)
    case 'worker':
      return (await import('./commands/worker.ts')).runWorker(invocation, session)
    case 'demo':
      return (await import('./commands/demo.ts')).makeDemo(invocation, session)
  }
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return exitCodes.done
}

// A reader that closes early (`tidbit help | head -1`) is no failure, nor is a terminal that was closed: what was begun is ended.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
  })
process.exitCode = await run(process.argv.slice(2))
