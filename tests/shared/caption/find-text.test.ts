import { expect, it } from 'vitest'
import { findInText, replaceInText } from '#shared/caption/find-text.ts'

const all = { matchCase: false }

it('finds words as they are typed, with or without their case', () => {
  expect(findInText('Lava, lava and LAVA', { find: 'lava', ...all })).toHaveLength(3)
  expect(findInText('Lava, lava and LAVA', { find: 'lava', matchCase: true })).toEqual([{ from: 6, to: 10 }])
  expect(findInText('Straße ÄÖÜ', { find: 'äöü', ...all })).toEqual([{ from: 7, to: 10 }])
  expect(findInText('anything', { find: '', ...all })).toEqual([])
})

it('takes signs literally, in what is looked for and in what comes instead', () => {
  for (const find of ['.', '(a|b)', '[x]', '$&', '\\d', 'a+b?', '{2}^', '😀'])
    expect(replaceInText(`1 ${find} 2`, { find, matchCase: true }, '$1\\$&')).toBe('1 $1\\$& 2')
})
