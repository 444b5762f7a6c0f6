import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { rescueFile } from '#main/core/import/rescue-file.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

const portable = {
  async rescue(_file: string, outputFile: string): Promise<void> {
    await mkdir(path.dirname(outputFile), { recursive: true })
    await writeFile(outputFile, 'converted')
  },
}
const context = { signal: new AbortController().signal, report: () => {} }

test('a converted copy is kept where it could be used, and leaves nothing where not', async () => {
  const folder = await temporaryFolder()
  const refuse = (): Promise<never> => Promise.reject(new Error('not readable either'))
  await expect(rescueFile('clip.avi', portable, folder, context, refuse)).rejects.toThrow('not readable either')
  const broken = {
    async rescue(file: string, outputFile: string): Promise<void> {
      await portable.rescue(file, outputFile)
      throw new Error('the window ended')
    },
  }
  await expect(rescueFile('clip.avi', broken, folder, context, refuse)).rejects.toThrow('the window ended')
  expect(await readdir(folder)).toEqual([])
  const rescued = await rescueFile('clip.avi', portable, folder, context, (file) => Promise.resolve(file))
  expect(await readdir(path.dirname(rescued))).toEqual(['clip (rescued).mp4'])
})
