import { expect, it } from 'vitest'
import { describeRowProblem } from '#shared/recipe/row-problem.ts'

it.each([
  ['questions[1].correct', 'write which answer is right', 'Question 2, right answer: write which answer is right'],
  ['questions[0].feedback.correct', 'is too long', 'Question 1: is too long'],
  ['clip', 'makes a lesson of 300 seconds', 'The clip makes a lesson of 300 seconds'],
  ['clip', '“a.mp4” was not examined', '“a.mp4” was not examined'],
  ['join.intro', 'is not there', 'join.intro: is not there'],
])('a problem of %s is told in words', (path, message, told) => {
  expect(describeRowProblem({ path, message })).toBe(told)
})
