import { describe, expect, it, vi } from 'vitest'
import { endOfTyped, nextStep, type Pace } from '#renderer/editor/type-along/pace.ts'
import { TypeAlong } from '#renderer/editor/type-along/type-along.ts'
import { captionsInOrder, mainCaptionTrack } from '#shared/project/selectors.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

vi.mock('#renderer/ipc/client.ts', () => ({
  call: () => new Promise(() => undefined),
  followJob: () => new Promise(() => undefined),
}))

const span = (from: number, to: number) => ({ startTicks: seconds(from), endTicks: seconds(to) })

/** Speech in [1, 3), [4, 9) and [10, 19) of a lesson of 20 s; the clock is the test's. */
function open() {
  const { editor } = openTestEditor(20)
  const clock = { ms: 0 }
  const work = new TypeAlong(editor, () => clock.ms)
  const stop = work.start()
  work.hear([span(1, 3), span(4, 9), span(10, 19)])
  const hearUntil = (second: number) => editor.view.setState({ playheadTicks: seconds(second) })
  const captions = () => {
    const track = mainCaptionTrack(editor.document)
    return track
      ? captionsInOrder(editor.document, track.id).map((each) => [ticksToSeconds(each.span.startTicks), each.caption.text])
      : []
  }
  const isPlaying = () => editor.view.getState().playing
  return { editor, work, clock, hearUntil, captions, isPlaying, end: () => (stop(), editor.close()) }
}

describe('typing along', () => {
  it('waits when too much was said, and plays on when the typing rests', () => {
    const { work, clock, hearUntil, isPlaying, end } = open()
    work.togglePlay()
    hearUntil(4)
    work.step()
    expect(isPlaying()).toBe(true)
    hearUntil(7)
    work.step()
    expect([isPlaying(), work.store.getState().held]).toEqual([false, true])
    clock.ms += 5000
    work.step()
    expect(isPlaying()).toBe(false)
    work.type('Lava flows')
    work.step()
    expect(isPlaying()).toBe(false)
    clock.ms += 1300
    work.step()
    expect([isPlaying(), work.store.getState().held]).toEqual([true, false])
    // What was left out then is not waited for again.
    hearUntil(8)
    work.step()
    expect(isPlaying()).toBe(true)
    end()
  })

  it('begins a caption where the shot changes', () => {
    const beginnings = (cut: number | null): readonly number[] => {
      const { editor, work, hearUntil, captions, end } = open()
      const [clip] = Object.values(editor.document.clips)
      if (!clip) throw new Error('no clip')
      if (cut !== null) work.knowShotCuts(new Map([[clip.assetId, [seconds(cut)]]]))
      work.togglePlay()
      hearUntil(9.5)
      work.type('one two three four five six seven eight nine ten')
      work.endCaption()
      const starts = captions().map(([start]) => Number(start))
      end()
      return starts
    }
    const near = (cut: number, starts: readonly number[]) => starts.some((start) => Math.abs(start - cut) <= 0.2)
    expect([near(2.4, beginnings(2.4)), near(2.4, beginnings(null))]).toEqual([true, false])
  })

  it('makes a caption of each Enter, when it was said, and one undo takes one back', () => {
    const { editor, work, hearUntil, captions, end } = open()
    work.togglePlay()
    hearUntil(3.6)
    work.type('Lava flows down the hill')
    expect(work.endCaption()).toBe(true)
    hearUntil(9.5)
    work.type('and it cools at the foot of it')
    work.endCaption()
    expect(captions()).toEqual([
      [1, 'Lava flows down the hill'],
      [4, 'and it cools at the foot of it'],
    ])
    editor.undo()
    expect(captions()).toEqual([[1, 'Lava flows down the hill']])
    expect(work.endCaption()).toBe(false)
    // What is typed then is what was taken back, corrected.
    work.type('and cools at the foot of it')
    work.endCaption()
    expect(captions().at(-1)).toEqual([4, 'and cools at the foot of it'])
    editor.undo()
    editor.redo()
    work.type('A new one')
    hearUntil(12)
    work.endCaption()
    expect(captions().map(([, text]) => text)).toEqual(['Lava flows down the hill', 'and cools at the foot of it', 'A new one'])
    end()
  })

  it('writes about what stands where the user goes, but keeps what is typed when they hear it again', () => {
    const { editor, work, hearUntil, captions, end } = open()
    editor.view.setState({ playheadTicks: seconds(10) })
    expect(work.store.getState().fromTicks).toBe(seconds(10))
    work.togglePlay()
    hearUntil(12)
    work.type('Basalt')
    work.back(3)
    expect(work.store.getState()).toMatchObject({ typed: 'Basalt', fromTicks: seconds(10) })
    work.endCaption()
    expect(captions()[0]).toEqual([10, 'Basalt'])
    end()
  })

  it('loses no word where captions are there already, and says where there is no room', () => {
    const { editor, work, hearUntil, captions, end } = open()
    editor.view.setState({ playheadTicks: seconds(10) })
    work.togglePlay()
    hearUntil(14)
    work.type('Basalt is dark')
    work.endCaption()
    const once = 'Lava flows down the hill and then it cools, little by little, for years.'
    const typed = `${once} ${once}`
    editor.pause()
    editor.view.setState({ playheadTicks: seconds(4) })
    work.togglePlay()
    hearUntil(13)
    work.type(typed)
    expect(work.endCaption()).toBe(true)
    const texts = captions().map(([, text]) => String(text).replaceAll('\n', ' '))
    expect(texts.join(' ')).toBe(`${typed} Basalt is dark`)
    editor.pause()
    editor.view.setState({ playheadTicks: seconds(10) })
    work.type('Nowhere')
    expect(work.endCaption()).toBe(false)
    expect(work.store.getState().typed).toBe('Nowhere')
    expect(captions()).toHaveLength(texts.length)
    end()
  })

  it('takes words that were typed before anything was heard', () => {
    const { work, captions, end } = open()
    work.type('A title')
    work.endCaption()
    expect(captions().map(([, text]) => text)).toEqual(['A title'])
    end()
  })
})

describe('the pace', () => {
  const pace: Pace = {
    playing: true,
    held: false,
    behindSeconds: 0,
    forgivenSeconds: 0,
    typedSinceHold: false,
    sinceKeyMs: Infinity,
  }

  it('stops at each letter where that is wanted, and never where nothing is', () => {
    expect(nextStep({ ...pace, sinceKeyMs: 50 }, 'typing')).toBe('hold')
    expect(nextStep({ ...pace, playing: false, held: true, sinceKeyMs: 1500 }, 'typing')).toBe('go-on')
    expect(nextStep({ ...pace, behindSeconds: 99 }, 'never')).toBeNull()
  })

  it('leaves a lesson alone that the user paused', () => {
    for (const choice of ['behind', 'typing', 'never'] as const)
      expect(nextStep({ ...pace, playing: false, sinceKeyMs: 9999 }, choice)).toBeNull()
  })

  it('ends words at the pause that fits them, and where nobody pauses about where they should', () => {
    const typed = 'x'.repeat(30)
    expect(endOfTyped([span(1, 3), span(4, 9)], span(0, 6), typed)).toBe(seconds(3))
    expect(endOfTyped([span(0, 60)], span(0, 30), typed)).toBe(seconds(3.5))
  })
})
