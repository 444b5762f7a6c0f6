import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runBatchCommand } from '#main/cli/commands/batch.ts'
import type { Session } from '#main/cli/session.ts'
import { writeProjectFile } from '#main/core/project-file/write-project-file.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { examine, makeLesson } from '../project-file/packed-lesson.ts'

let folder = ''
const at = (...parts: string[]): string => path.join(folder, ...parts)
const steps = [
  { step: 'template', template: 'ours.tidbit' },
  { step: 'outputs', outputs: [{ format: 'scorm12' }] },
]
const order = { jobs: null, watch: false, report: null, json: false, shared: null }

beforeEach(async () => {
  folder = await temporaryFolder()
  for (const name of ['media', 'clips', 'tmp']) await mkdir(at(name))
  await writeProjectFile(await makeLesson(at('media')), at('ours.tidbit'))
  await writeFile(at('recipe.json'), JSON.stringify({ version: 1, name: 'Ours', language: 'en', steps }))
  await writeFile(at('clips', 'one.mp4'), 'a clip')
  vi.stubEnv('TMPDIR', at('tmp'))
})
afterEach(() => vi.unstubAllEnvs())

const session = {
  signal: new AbortController().signal,
  media: { probe: examine },
  progress: { note: () => undefined, warn: () => undefined, end: () => undefined, update: () => undefined },
} as unknown as Session

const places = () => ({ recipe: at('recipe.json'), input: at('clips'), out: at('out') })

it.skipIf(process.platform === 'win32')('leaves no film of a template behind where it only says what would happen', async () => {
  const { text } = await runBatchCommand({ ...order, ...places(), dryRun: true }, session)
  expect(text).toContain('one.zip')
  expect(await readdir(at('tmp'))).toEqual([])
})

it.skipIf(process.platform === 'win32')('nor where the queue does not answer', async () => {
  const shared = { queue: 'redis://127.0.0.1:9', store: at('media') }
  const begun = runBatchCommand({ ...order, ...places(), dryRun: false, shared }, session)
  await expect(begun).rejects.toMatchObject({ code: 'workers.queue-unreachable' })
  expect(await readdir(at('tmp'))).toEqual([])
})
