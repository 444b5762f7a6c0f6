import { expect, it } from 'vitest'
import { findLosses } from '#shared/package/capabilities.ts'
import { expectSupport } from './expect-support.ts'
import { packageFormats } from '#shared/package/package-plan.ts'
import { journeys } from './journeys.ts'

/** Formats whose packages another player plays; a media kit asks nobody anything. */
const elsewhere = packageFormats.filter((format) => !['scorm12', 'scorm2004', 'cmi5', 'web', 'media'].includes(format))

/** One line a journey: what each of these formats can be expected to tell. */
function writeTable(): string {
  const lines = journeys.flatMap(({ name, lesson }) =>
    elsewhere.map((format) => {
      const support = expectSupport(lesson, format)
      const words =
        support === 'refused'
          ? 'refused before the export'
          : Object.entries(support)
              .map(([what, how]) => `${what} ${how}`)
              .join(', ')
      return `${name} | ${format} | ${words}`
    }),
  )
  return `${lines.join('\n')}\n`
}

it('says of every journey what H5P, Common Cartridge and QTI can be expected to tell', async () => {
  await expect(writeTable()).toMatchFileSnapshot('./elsewhere.txt')
})

it.each(elsewhere)('tells in words, before the export, whatever is not full in %s', (format) => {
  for (const { name, lesson } of journeys) {
    const support = expectSupport(lesson, format)
    if (support === 'refused') continue
    const told = findLosses(lesson, format)
    for (const [what, how] of Object.entries(support))
      expect({ name, what, isTold: how === 'full' || told.length > 0 }).toEqual({ name, what, isTold: true })
    for (const { sentence } of told) expect(sentence.length).toBeGreaterThan(10)
  }
})

it.each(['scorm12', 'scorm2004', 'cmi5'] as const)('expects everything in %s', (format) => {
  for (const { name, lesson } of journeys)
    expect({ name, ...(expectSupport(lesson, format) as object) }).toEqual({
      name,
      score: expect.stringMatching(format === 'scorm12' ? /full|partial/ : /full/),
      completion: 'full',
      success: 'full',
      resume: 'full',
    })
})
