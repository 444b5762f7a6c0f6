import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { openImportStage, type ImportStage } from './import-stage.ts'

let stage: ImportStage

beforeAll(async () => {
  stage = await openImportStage(30)
}, 300_000)
afterAll(() => stage.close())

/** How fast it is, `npm run bench -- import` measures. */
describe('a clip that was just added', () => {
  it(
    'is on screen while it is examined, and plays before its light copy is made, which then appears',
    { timeout: 300_000 },
    async () => {
      const { page, userData } = stage.studio
      const made = async (): Promise<readonly string[]> => {
        const found = await readdir(join(userData, 'media-cache'), { recursive: true }).catch(() => [])
        return found.map((path) => basename(path))
      }
      const { cameAhead } = await stage.importAndPlay(stage.clip)
      expect(await made()).not.toContain('proxy.mp4')
      expect(cameAhead).toBe(true)
      await page.getByText(text.editor.media.preparing).waitFor({ timeout: 60_000 })
      await page.getByText(text.editor.media.preparing).waitFor({ state: 'detached', timeout: 240_000 })
      const names = await made()
      for (const name of ['poster.jpg', 'filmstrip.jpg', 'waveform.bin', 'proxy.mp4']) expect(names).toContain(name)
      expect(names).not.toContain('unfinished')
    },
  )
})
