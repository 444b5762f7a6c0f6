import { describe, expect, it } from 'vitest'
import { StateWriter } from '#player/runtime/cmi5/state-writer.ts'

/** A record store that answers when it is told to. */
function makeStore() {
  const sent: string[] = []
  const answers: (() => void)[] = []
  const writer = new StateWriter((json, leaving) => {
    sent.push(leaving ? `${json} leaving` : json)
    return new Promise<void>((resolve) => {
      answers.push(resolve)
    })
  })
  const answer = async (): Promise<void> => {
    answers.shift()?.()
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return { writer, sent, answer }
}

describe('the state of a lesson on its way to a record store', () => {
  it('is written one after the other, the newest last and those between not at all', async () => {
    const { writer, sent, answer } = makeStore()
    for (const json of ['a', 'b', 'c']) writer.write(json, false)
    expect(sent).toEqual(['a'])
    await answer()
    expect(sent).toEqual(['a', 'c'])
    await answer()
    writer.write('d', false)
    expect(sent).toEqual(['a', 'c', 'd'])
  })

  it('is written at once by a page that leaves', () => {
    const { writer, sent } = makeStore()
    writer.write('a', false)
    writer.write('b', true)
    expect(sent).toEqual(['a', 'b leaving'])
  })
})
