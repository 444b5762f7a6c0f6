import { beforeAll, describe, expect, it } from 'vitest'
import { runJourney, type ScormScripts } from '#main/core/headless-learner/run-journey.ts'
import { buildPlayer } from '../build-package.ts'
import { journeys } from './journeys.ts'
import { readScormScripts, readStart, readTexts } from './read-texts.ts'

const formats = ['scorm12', 'scorm2004', 'cmi5', 'web'] as const
let scripts: ScormScripts

beforeAll(async () => {
  await buildPlayer()
  scripts = await readScormScripts()
})

describe('one journey, the same result on every platform', () => {
  it.each(journeys.map((row) => [row.name, row] as const))('%s', async (_, { name, lesson, steps, expect: expected }) => {
    const found: Record<string, unknown> = {}
    for (const format of formats) {
      const texts = await readTexts(lesson, format)
      const report = await runJourney({
        format,
        start: readStart(texts),
        texts,
        journey: { version: 1, name, steps: [...steps] },
        scripts,
      })
      expect({ format, stopped: report.stopped, faults: report.faults }).toEqual({ format, stopped: null, faults: [] })
      found[format] = report.result
    }
    expect(found).toEqual(Object.fromEntries(formats.map((format) => [format, expected])))
  })

  it('knows at least forty journeys', () => {
    expect(new Set(journeys.map(({ name }) => name)).size).toBe(journeys.length)
    expect(journeys.length).toBeGreaterThanOrEqual(40)
  })
})
