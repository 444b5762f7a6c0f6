import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Journey } from '#shared/journey/journey.ts'
import { appError } from '#shared/messages/app-error.ts'
import { plainPath } from '#shared/preflight/package/package-files.ts'
import { listLessonFiles } from '#shared/trial/lesson-files.ts'
import { nodeFork } from '../hosts/node-child.ts'
import { folderOf, openPackage, type OpenPackage } from '../try-platform/open-package.ts'
import { answerSchema, formatSchema, type TriedJourney } from './child-messages.ts'
import type { PackageTexts } from './lesson-page.ts'
import type { ScormScripts } from './run-journey.ts'

/** Longer than any journey takes, shorter than anyone waits for a page that is stuck. */
const longestMs = 60_000
const mostTextBytes = 8e6
const projectFolder = fileURLToPath(new URL('../../../', import.meta.url))

/** What came of a journey, and the lesson's own script, from which what is stored can be read. */
export type TriedPackage = {
  readonly report: TriedJourney
  readonly lessonScript: string | null
  readonly part: { readonly number: number; readonly of: number; readonly title: string }
}

type TryOptions = {
  /** Of the lessons in a course, from 1. */
  readonly part?: number
  readonly timeoutMs?: number
}

/**
 * Goes a journey through a package without a display; null is the one in which everything is answered right. The scripts of the package run
 * in a child that may read nothing but this program and reach nothing. Throws `try.*`, `file.*` and `cancelled`.
 */
export async function tryPackage(
  file: string,
  journey: Journey | null,
  signal: AbortSignal,
  { part = 1, timeoutMs = longestMs }: TryOptions = {},
): Promise<TriedPackage> {
  const opened = await openPackage(file, signal)
  try {
    const start = opened.starts[part - 1]
    if (!start && part > 1) throw appError('try.no-part', { file: opened.fileName, part, parts: opened.starts.length })
    const home = start ? folderOf(start) : ''
    const format = formatSchema.safeParse(opened.kind)
    const texts = await readTexts(opened, home)
    if (!start || !format.success || !texts) throw appError('try.no-journey', { file: opened.fileName })
    const lessonScript = texts.get('player/lesson.js') ?? null
    // The journey shows no pictures, so that it would pass without them.
    const missing = listLessonFiles(lessonScript ?? '').find((name) => opened.sizeOf(plainPath(`${home}${name}`)) === null)
    if (missing !== undefined) {
      const reason = `The package has no ${missing}, which its lesson shows.`
      throw appError('try.refused', { file: opened.fileName, reason })
    }
    const answer = answerSchema.safeParse(
      await ask(
        { format: format.data, start, texts, journey, scripts: await readScripts() },
        { file: opened.fileName, signal, timeoutMs },
      ),
    )
    if (!answer.success) throw appError('try.stuck', { file: opened.fileName })
    if ('refusal' in answer.data) throw appError('try.refused', { file: opened.fileName, reason: answer.data.refusal })
    return {
      report: answer.data.report,
      lessonScript,
      part: { number: part, of: opened.starts.length, title: start.title },
    }
  } finally {
    opened.close()
  }
}

/** Of the lesson in the folder `home`, by their paths in it. */
async function readTexts(opened: OpenPackage, home: string): Promise<PackageTexts | null> {
  const page = await readEntry(opened, `${home}index.html`)
  if (page === null) return null
  const scripts = [...page.matchAll(/<script[^>]*\ssrc="([^"]+)"/gi)].map(([, source = '']) => source)
  const texts = new Map([['index.html', page]])
  for (const name of scripts) {
    const found = await readEntry(opened, `${home}${name}`)
    if (found !== null) texts.set(name, found)
  }
  return texts
}

async function readEntry(opened: OpenPackage, name: string): Promise<string | null> {
  const byteLength = opened.sizeOf(name)
  return byteLength === null || byteLength > mostTextBytes ? null : readText(await opened.read(name, 0, byteLength))
}

async function readScripts(): Promise<ScormScripts> {
  const { resolve } = createRequire(import.meta.url)
  const read = (name: string): Promise<string> => readFile(resolve(name), 'utf8')
  return { scorm12: await read('scorm-again/scorm12/min'), scorm2004: await read('scorm-again/scorm2004/min') }
}

type Asking = { readonly file: string; readonly signal: AbortSignal; readonly timeoutMs: number }

function ask(order: object, { file, signal, timeoutMs }: Asking): Promise<unknown> {
  const child = nodeFork({
    entry: new URL('./child.ts', import.meta.url),
    execArgv: [
      '--permission',
      `--allow-fs-read=${path.join(projectFolder, '*')}`,
      '--disallow-code-generation-from-strings',
      '--no-warnings',
    ],
  })()
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
      child.kill()
      settle()
    }
    const cancel = (): void => end(() => reject(appError('cancelled', {})))
    const timer = setTimeout(() => end(() => reject(appError('try.stuck', { file }))), timeoutMs)
    signal.addEventListener('abort', cancel, { once: true })
    child.onExit(({ stderrTail }) => end(() => reject(appError('try.stuck', { file }, { cause: new Error(stderrTail) }))))
    child.onMessage((message) => end(() => resolve(message)))
    child.post(order, [])
  })
}
