import { AppError } from '#shared/messages/app-error.ts'
import { parseArguments, type Invocation } from './arguments.ts'
import { makeDemo } from './commands/demo.ts'
import { examineClip } from './commands/doctor.ts'
import { packageLesson } from './commands/package.ts'
import { probeClip } from './commands/probe.ts'
import { renderVideo } from './commands/render.ts'
import { splitRecording } from './commands/split.ts'
import { validateLesson } from './commands/validate.ts'
import { helpText } from './help.ts'
import { createProgressLine } from './progress-line.ts'
import { openSession, type Session } from './session.ts'
import { readVersion } from './version.ts'

const exitCodes = { done: 0, failed: 1, usage: 2 } as const

async function run(words: readonly string[]): Promise<number> {
  let invocation: Invocation
  try {
    invocation = parseArguments(words)
  } catch (thrown) {
    createProgressLine('bar', process.stderr).fail(thrown)
    return thrown instanceof AppError && thrown.code === 'usage' ? exitCodes.usage : exitCodes.failed
  }
  if (invocation.command === 'help') return print(helpText(invocation.topic))
  if (invocation.command === 'version') return print(await readVersion())
  const session = openSession(createProgressLine(invocation.progress, process.stderr))
  try {
    process.stdout.write(await perform(invocation, session))
    return exitCodes.done
  } catch (thrown) {
    session.progress.fail(thrown)
    return exitCodes.failed
  } finally {
    session.progress.end()
    await session.close()
  }
}

function perform(invocation: Exclude<Invocation, { command: 'help' | 'version' }>, session: Session): Promise<string> {
  switch (invocation.command) {
    case 'probe':
      return probeClip(invocation, session)
    case 'doctor':
      return examineClip(invocation, session)
    case 'split':
      return splitRecording(invocation, session)
    case 'validate':
      return validateLesson(invocation, session)
    case 'render':
      return renderVideo(invocation, session)
    case 'package':
      return packageLesson(invocation, session)
    case 'demo':
      return makeDemo(invocation, session)
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
