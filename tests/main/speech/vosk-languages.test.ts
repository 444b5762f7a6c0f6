import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { voskLanguages } from '#main/core/speech/identify-model.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-vosk-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the language of a Vosk model', () => {
  it('is in its name, as its makers write it', async () => {
    const named = (name: string) => voskLanguages(name, path.join(folder, 'nowhere'))
    expect(await named('vosk-model-small-de-0.15')).toEqual(['de'])
    expect(await named('vosk-model-en-us-0.22-lgraph')).toEqual(['en-US'])
    expect(await named('vosk-model-small-cn-0.22')).toEqual(['zh'])
    expect(await named('vosk-model-small-uk-v3-small')).toEqual(['uk'])
    expect(await named('model-android')).toEqual([])
    expect(await named('my-1')).toEqual(['my'])
    expect(await named('qq-1')).toEqual([])
  })

  it('is what its README says where the name says nothing', async () => {
    const told = async (readme: string) => {
      await writeFile(path.join(folder, 'README'), readme)
      return voskLanguages('model', folder)
    }
    expect(await told('US English model for android\n')).toEqual(['en-US'])
    expect(await told('Wideband model for German from the makers of an English one')).toEqual(['de'])
    expect(await told('A Swahili model')).toEqual(['sw'])
    expect(await told('Licence: Apache 2.0, no Englishes')).toEqual([])
  })
})
