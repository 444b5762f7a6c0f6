import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { openLibrary } from '#main/core/library/open-library.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema, type LessonDocument } from '#shared/project/schema/document.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyDocument, seconds, videoAsset } from '../../../shared/project/sample-document.ts'
import { seededDice, walkOn } from './walk-steps.ts'

type Saved = { readonly baseRevision: number; readonly document: LessonDocument; readonly history: string | null }

const answers = vi.hoisted(() => ({ save: (_: unknown): Promise<unknown> => Promise.reject(new Error('no library yet')) }))
vi.mock('#renderer/ipc/client.ts', () => ({
  call: (name: string, input: unknown) => (name === 'library.save' ? answers.save(input) : new Promise(() => {})),
}))

// Words on the picture have no size here; all else on it has.
vi.stubGlobal(
  'OffscreenCanvas',
  class {
    getContext(): null {
      return null
    }
  },
)

/** `TIDBIT_WALK_STEPS=5000 npx vitest run --project renderer tests/renderer/editor/walk` walks as far as issue 4 asks. */
const steps = Number(process.env['TIDBIT_WALK_STEPS'] ?? 600)
const stage = 100

const entry = new URL('../../../../src-main/library-process/main.ts', import.meta.url)
let folder = ''
let library: LibraryClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-walk-'))
  library = openLibrary({ entry, libraryFile: join(folder, 'library.sqlite') })
  answers.save = (input) => {
    const { baseRevision, document, history } = input as Saved
    // As it crosses to the other process.
    const copy = structuredClone({ document, history })
    return library.save({ ...copy, expectedRevision: baseRevision, history: new TextEncoder().encode(copy.history ?? '') })
  }
})
afterAll(async () => {
  await library.close()
  await rm(folder, { recursive: true, force: true })
})

it(
  `walks ${steps} seeded steps through what keys, panels and the mouse do, and finds the lesson as it left it`,
  { timeout: steps * 200 },
  async () => {
    const dice = seededDice(20_261_122)
    const start = emptyDocument()
    const lessonId = start.id as LessonId
    const { revision } = await library.create(start)
    const opened = { document: start, revision, history: null, missingAssetIds: [], notices: [] }
    let editor = new LessonEditor(lessonId, opened)
    watch(editor)
    for (const name of ['alpha', 'beta'])
      editor.run(insertNewAsset, { asset: videoAsset(name, seconds(20)), sourceInTicks: zeroTicks, sourceOutTicks: seconds(8) })
    const changed = new Map<string, number>()
    for (let step = 0; step < steps; step += 1) {
      const before = editor.document
      const name = walkOn(editor, dice)
      if (editor.document !== before) changed.set(name, (changed.get(name) ?? 0) + 1)
      if ((step + 1) % stage > 0) continue
      const left = editor.document
      expect(checkInvariants(left)).toEqual([])
      expect(documentSchema.safeParse(JSON.parse(JSON.stringify(left))).error).toBeUndefined()
      expect(await editor.autosave.flush()).toBe(true)
      const stored = await library.open(lessonId)
      expect(stored.document).toEqual(left)
      // Closed and opened again, with its steps.
      const { done, undone } = editor.session.listSteps()
      editor.close()
      const history = stored.history && new TextDecoder().decode(stored.history)
      editor = new LessonEditor(lessonId, { ...opened, document: stored.document, revision: stored.revision, history })
      expect(editor.session.listSteps()).toEqual({ done, undone })
      const back = editor.session.travel(-30)
      editor.session.travel(-back)
      expect(editor.document).toEqual(left)
    }
    editor.close()
    if (process.env['TIDBIT_WALK_STEPS']) console.log(Object.fromEntries(changed))
    expect(changed.size).toBeGreaterThan(25)
  },
)

/** What a command refuses it refuses in a sentence for the user; a lesson that would be unsound is a mistake of ours. */
function watch({ session }: LessonEditor): void {
  for (const method of ['run', 'updateDrag'] as const) {
    const real = session[method].bind(session)
    vi.spyOn(session, method).mockImplementation((command, args, options) => {
      const result = real(command, args, options)
      if (!result.ok)
        expect(`${command.label}: ${result.error.code} ${JSON.stringify(result.error.params)}`).not.toMatch(/unsound|internal/)
      return result
    })
  }
}
