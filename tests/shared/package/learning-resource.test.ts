import { describe, expect, it } from 'vitest'
import { describeLearningResource } from '#shared/package/learning-resource.ts'
import { describeIeeeLom } from '#shared/package/lom.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { sampleDocument } from '../../packages/sample-document.ts'

function licenceOf(licence: string): unknown {
  const document = sampleDocument()
  return describeLearningResource({ ...document.metadata, licence }, compilePlayerLesson(document, { poster: true }))['license']
}

describe('the licence of a learning resource, which schema.org reads as an address', () => {
  it.each([
    ['CC-BY-4.0', 'https://creativecommons.org/licenses/by/4.0/'],
    ['CC BY-NC-SA 3.0', 'https://creativecommons.org/licenses/by-nc-sa/3.0/'],
    ['CC0-1.0', 'https://creativecommons.org/publicdomain/zero/1.0/'],
    ['https://example.org/terms', 'https://example.org/terms'],
  ])('gives the address of %s', (licence, address) => {
    expect(licenceOf(licence)).toBe(address)
  })

  it('names other terms, which would else be read as an address beside the page', () => {
    expect(licenceOf(' All rights reserved ')).toEqual({ '@type': 'CreativeWork', name: 'All rights reserved' })
  })

  it('tells platforms that CC0 restricts nothing, and every other licence something', () => {
    const rights = (licence: string): string => {
      const document = sampleDocument()
      const lesson = compilePlayerLesson(document, { poster: true })
      return JSON.stringify(describeIeeeLom('lom', { ...document.metadata, licence }, lesson).children.at(-1))
    }
    expect(rights('CC0-1.0')).toContain('"no"')
    expect(rights('CC-BY-4.0')).toContain('"yes"')
  })

  it('says nothing where the author says nothing', () => {
    expect(licenceOf(' ')).toBeUndefined()
  })
})
