import { array, assert, constantFrom, integer, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { addCut, joinParts, moveCut, nameParts, partTitles, shortestPartTicks, type Part } from '#shared/split/parts.ts'
import { secondsToTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'

const rate = { num: 30, den: 1 }
const s = secondsToTicks
const parts: readonly Part[] = [
  { startTicks: s(0), endTicks: s(20), title: 'One' },
  { startTicks: s(20), endTicks: s(50), title: '' },
  { startTicks: s(50), endTicks: s(60), title: 'Three' },
]

test('a cut moves to the nearest picture and stays a second away from its neighbours', () => {
  const moved = moveCut(parts, 0, ticks(s(25) + 1900), rate)
  expect(moved.ok && moved.value.map(({ endTicks }) => endTicks)).toEqual([s(25), s(50), s(60)])
  for (const at of [0.5, 49.5, 55]) expect(moveCut(parts, 0, s(at), rate).ok).toBe(false)
  expect(moveCut(parts, 2, s(55), rate)).toMatchObject({ ok: false, error: { code: 'edit.split-no-cut' } })
})

test('a new cut leaves the title with the first half, joining keeps one', () => {
  const cut = addCut(parts, s(55), rate)
  if (!cut.ok) throw new Error('refused')
  expect(cut.value.map(({ title }) => title)).toEqual(['One', '', 'Three', ''])
  expect(joinParts(cut.value, 2)).toEqual(parts)
  expect(joinParts(parts, 1).map(({ title }) => title)).toEqual(['One', 'Three'])
  expect(joinParts(parts, 2)).toBe(parts)
  for (const at of [20, 20.5, 59.5, 61]) expect(addCut(parts, s(at), rate).ok).toBe(false)
})

test('parts without a title are numbered', () => {
  expect(partTitles(nameParts(parts, 2, '  '), 'Bikes')).toEqual(['One', 'Bikes 2', 'Bikes 3'])
  expect(partTitles([{ startTicks: s(0), endTicks: s(60), title: '' }], 'Bikes')).toEqual(['Bikes'])
  const same = parts.map((part) => ({ ...part, title: 'Intro' }))
  expect(partTitles(same, 'Bikes')).toEqual(['Intro', 'Intro (2)', 'Intro (3)'])
})

test('names of chapters and files become titles that the library takes', () => {
  const same = parts.map((part, index) => ({ ...part, title: index === 1 ? '' : `${'a'.repeat(179)}😀${'b'.repeat(3000)}` }))
  const titles = partTitles(same, 'c'.repeat(255))
  expect(titles[0]).toBe('a'.repeat(179))
  expect(titles.map(({ length }) => length)).toEqual([179, 182, 183])
})

test('whatever is done, the parts cover the recording', () => {
  const step = tuple(constantFrom('move', 'add', 'join'), integer({ min: 0, max: 5 }), integer({ min: 0, max: s(60) }))
  assert(
    property(array(step, { maxLength: 30 }), (steps) => {
      let now = parts
      for (const [kind, index, at] of steps) {
        if (kind === 'join') now = joinParts(now, index)
        else {
          const result = kind === 'move' ? moveCut(now, index, ticks(at), rate) : addCut(now, ticks(at), rate)
          if (result.ok) now = result.value
        }
      }
      expect(now[0]?.startTicks).toBe(zeroTicks)
      expect(now.at(-1)?.endTicks).toBe(s(60))
      now.forEach((part, index) => {
        expect(part.endTicks - part.startTicks).toBeGreaterThanOrEqual(shortestPartTicks)
        if (index > 0) expect(part.startTicks).toBe(now[index - 1]?.endTicks)
      })
    }),
  )
})
