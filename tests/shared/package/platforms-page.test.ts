import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { formatCapabilities, lessonFeatures } from '#shared/package/capabilities.ts'

const page = readFileSync(new URL('../../../docs/guide/platforms.md', import.meta.url), 'utf8')
const said = { full: 'yes', partial: 'partly', none: 'no' } as const
const columns = ['scorm12', 'scorm2004', 'cmi5', 'web', 'h5p', 'cc11', 'qti21', 'media'] as const

it('the guide tells of each format what the export dialog tells', () => {
  const table = page.slice(page.indexOf('## What goes along'), page.indexOf('In short:'))
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
  const told = rows.map((row) =>
    row
      .split('|')
      .slice(2, -1)
      .map((cell) => cell.trim()),
  )
  // The guide says in words what becomes of an upright film.
  const features = lessonFeatures.filter((feature) => feature !== 'upright-film')
  expect(told).toEqual(features.map((feature) => columns.map((format) => said[formatCapabilities[format][feature]])))
  expect(formatCapabilities.cc13).toEqual(formatCapabilities.cc11)
})
