import { describe, expect, test } from 'vitest'
import type { Clip } from '#shared/project/schema/clip.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { compilePortable } from '#shared/render-plan/portable/compile-portable.ts'
import { gainPlaceholder } from '#shared/render-plan/portable/portable-job.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { sampleLesson } from './plan-fixtures.ts'

const compile = (change?: (clip: Clip) => Clip) =>
  compilePortable(compilePlan(sampleLesson(change), { preset: 'lms', overlays: [] }), () => 0)

const picture =
  (changes: Partial<Clip['picture']>) =>
  (clip: Clip): Clip => ({ ...clip, picture: { ...clip.picture, ...changes } })

test('a plan of trims and joins becomes arguments of numbers and fixed words', () => {
  const job = compile()
  expect(job.renderArguments.filter((argument) => argument === '-i')).toHaveLength(3)
  expect(job.inputs.map(({ name }) => name)).toEqual(['in0', 'in1', 'in2'])
  const graph = job.renderArguments[job.renderArguments.indexOf('-filter_complex') + 1] ?? ''
  expect(graph).toContain('concat=n=3:v=1:a=0')
  expect(graph).toContain(gainPlaceholder)
  expect(graph).not.toContain('phone')
  expect(job.measureArguments?.join(' ')).toContain('ebur128')
})

describe('what it does not do is refused by name', () => {
  const point = { x: 0, y: 0, width: 0.5, height: 0.5 }
  const cases: Record<string, (clip: Clip) => Clip> = {
    'playing backwards': (clip) => ({ ...clip, reversed: true }),
    'other speeds': (clip) => ({ ...clip, speed: { num: 2, den: 1 } }),
    'see-through clips': (clip) => picture({ placement: { ...clip.picture.placement, opacity: 0.5 } })(clip),
    'moving clips': picture({ followKeyframes: [{ atTicks: secondsToTicks(1), value: point, easing: 'linear' }] }),
    'blurred backgrounds': picture({ fit: 'fit-blur' }),
    'green screen': picture({ chromaKey: { colour: '#00ff00', similarity: 0.3, blend: 0.1 } }),
    fades: picture({ fadeInTicks: secondsToTicks(0.5) }),
    'cleaning of sound': (clip) => ({ ...clip, sound: { ...clip.sound, highPassHz: 80 } }),
  }
  test.for(Object.keys(cases))('%s', (feature) => {
    expect(() => compile(cases[feature])).toThrow(feature)
  })
})
