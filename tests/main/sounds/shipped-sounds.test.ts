import { createHash } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepShippedSound, shippedSoundPath } from '#main/core/sounds/shipped-sounds.ts'
import { shippedSounds } from '#shared/sound/sounds.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

describe('sounds that ship', () => {
  it('are the files that the table describes, six megabytes at most', async () => {
    let total = 0
    for (const { id, sha256, byteLength } of shippedSounds) {
      const bytes = await readFile(shippedSoundPath(id))
      total += bytes.length
      expect([id, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([id, byteLength, sha256])
    }
    expect(total).toBeLessThan(6_000_000)
  })

  it('are copied once, under a name for people, and again where the copy is damaged', async () => {
    const folder = await temporaryFolder()
    const file = await keepShippedSound('what-is-it', folder)
    expect(path.basename(file)).toBe('What is it.ogg')
    const { mtimeMs } = await stat(file)
    expect(await keepShippedSound('what-is-it', folder)).toBe(file)
    expect((await stat(file)).mtimeMs).toBe(mtimeMs)
    await writeFile(file, 'short')
    await keepShippedSound('what-is-it', folder)
    expect(await readFile(file)).toEqual(await readFile(shippedSoundPath('what-is-it')))
    await expect(keepShippedSound('../../package', folder)).rejects.toMatchObject({ code: 'file.not-found' })
  })
})
