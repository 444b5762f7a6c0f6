import { describe, expect, it } from 'vitest'
import { maskProfanity } from '#shared/speech/mask-profanity.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { secondsToTicks, zeroTicks } from '#shared/time/ticks.ts'

const spoken = (text: string): readonly SpokenWord[] =>
  text.split(' ').map((word) => ({ text: word, startTicks: zeroTicks, endTicks: secondsToTicks(1), confidence: 1 }))
const masked = (text: string): string =>
  maskProfanity(spoken(text), (word) => ['darn', 'heck', 'mölk'].includes(word))
    .map((word) => word.text)
    .join(' ')

describe('maskProfanity', () => {
  it('leaves the first letter and the punctuation', () => {
    expect(masked('Darn, what the “heck”!')).toBe('D***, what the “h***”!')
  })
  it('leaves words alone that only contain one', () => {
    expect(masked('darning hecklers 12 — …')).toBe('darning hecklers 12 — …')
  })
  it('counts letters as people see them', () => {
    expect(masked('Mölk.')).toBe('M***.')
  })
})
