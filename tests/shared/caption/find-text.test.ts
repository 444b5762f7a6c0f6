import { expect, it } from 'vitest'
import { findInText, replaceInText } from '#shared/caption/find-text.ts'

const all = { matchCase: false }

it('finds words as they are typed, with or without their case', () => {
  expect(findInText('Lava, lava and LAVA', { find: 'lava', ...all })).toHaveLength(3)
  expect(findInText('Lava, lava and LAVA', { find: 'lava', matchCase: true })).toEqual([{ from: 6, to: 10 }])
  expect(findInText('Straße ÄÖÜ', { find: 'äöü', ...all })).toEqual([{ from: 7, to: 10 }])
  expect(findInText('anything', { find: '', ...all })).toEqual([])
})

it('finds letters with accents however they are written, and none without theirs', () => {
  const [composed, decomposed] = ['Élève', 'Élève'.normalize('NFD')]
  for (const text of [composed, decomposed])
    for (const find of [composed, decomposed]) expect(findInText(text, { find, ...all })).toEqual([{ from: 0, to: text.length }])
  expect(findInText('café'.normalize('NFD'), { find: 'cafe', ...all })).toEqual([])
  expect(replaceInText('Le café.'.normalize('NFD'), { find: 'café', ...all }, 'thé')).toBe('Le thé.')
})

it('takes what an apostrophe ties to a word for a part of it, but for the s of whose it is', () => {
  const whole = { ...all, wholeWords: true }
  expect(replaceInText("Can you? I can’t, can't, can.", { find: 'can', ...whole }, 'could')).toBe(
    "could you? I can’t, can't, could.",
  )
  expect(replaceInText("Jupiter’s moons, Jupiter's", { find: 'Jupiter', ...whole }, 'Saturn')).toBe("Saturn’s moons, Saturn's")
  expect(replaceInText('l’eau', { find: 'eau', ...whole }, 'air')).toBe('l’air')
  expect(replaceInText('‘can’ or can’', { find: 'can', ...whole }, 'may')).toBe('‘may’ or may’')
})

it('takes signs literally, in what is looked for and in what comes instead', () => {
  for (const find of ['.', '(a|b)', '[x]', '$&', '\\d', 'a+b?', '{2}^', '😀'])
    expect(replaceInText(`1 ${find} 2`, { find, matchCase: true }, '$1\\$&')).toBe('1 $1\\$& 2')
})
