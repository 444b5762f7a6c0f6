import { describe, expect, it } from 'vitest'
import { addToSelection, pickHow, pickItem } from '#renderer/editor/timeline/pick.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'

const item = (id: string): SelectedItem => ({ kind: 'clip', id }) as SelectedItem
const order = ['a', 'b', 'c', 'd', 'e'].map(item)
const ids = (selection: readonly SelectedItem[]) => selection.map(({ id }): string => id).join('')

describe('picking items', () => {
  it('takes one alone', () => {
    expect(ids(pickItem([item('a'), item('b')], item('d'), order, 'only'))).toBe('d')
  })

  it('takes all between the first picked and this one, in either direction, with this one last', () => {
    expect(ids(pickItem([item('b')], item('d'), order, 'range'))).toBe('bcd')
    expect(ids(pickItem([item('d')], item('b'), order, 'range'))).toBe('dcb')
    expect(ids(pickItem(pickItem([item('b')], item('e'), order, 'range'), item('c'), order, 'range'))).toBe('bc')
  })

  it('adds to what is picked in another lane, from the last one picked in this lane on', () => {
    expect(ids(pickItem([item('x')], item('c'), order, 'range'))).toBe('xc')
    expect(ids(pickItem([item('x'), item('b')], item('d'), order, 'range'))).toBe('xbcd')
    expect(ids(pickItem([item('x'), item('d')], item('b'), order, 'range'))).toBe('xdbc')
    expect(ids(pickItem([], item('c'), order, 'range'))).toBe('c')
  })

  it('adds and takes away', () => {
    expect(ids(pickItem([item('a')], item('c'), order, 'toggle'))).toBe('ac')
    expect(ids(pickItem([item('a'), item('c')], item('a'), order, 'toggle'))).toBe('c')
  })

  it('adds what a box touches without doubles', () => {
    expect(ids(addToSelection([item('a')], [item('b'), item('a')]))).toBe('ab')
  })

  it('knows the keys of every system', () => {
    const keys = { shiftKey: false, ctrlKey: false, metaKey: false }
    expect(pickHow(keys)).toBe('only')
    expect(pickHow({ ...keys, shiftKey: true })).toBe('range')
    expect(pickHow({ ...keys, ctrlKey: true })).toBe('toggle')
    expect(pickHow({ ...keys, metaKey: true })).toBe('toggle')
  })
})
