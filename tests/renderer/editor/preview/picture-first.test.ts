import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import type { Transport } from '#renderer/editor/preview/transport.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { seconds, videoAsset } from '../../../shared/project/sample-document.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: () => Promise.resolve({ revision: 1 }) }))

const id = 'lesson-1' as LessonId
const opened = () => ({
  document: createDocument(id, 'Tides', 'en'),
  revision: 1,
  history: null,
  missingAssetIds: [],
  notices: [],
})
const rename = { changes: { title: 'Ebb' } }

describe('what shows the lesson', () => {
  let editor: LessonEditor
  const screen = vi.fn<() => void>()
  const transport = {
    play: vi.fn<Transport['play']>(),
    pause: vi.fn<Transport['pause']>(),
    seek: vi.fn<Transport['seek']>(),
    edited: vi.fn<Transport['edited']>(),
    close: vi.fn<Transport['close']>(),
  }

  beforeEach(() => {
    vi.useFakeTimers()
    vi.clearAllMocks()
    editor = new LessonEditor(id, opened())
    editor.attachTransport(transport)
    editor.subscribe(screen)
  })
  afterEach(() => {
    editor.close()
    vi.useRealTimers()
  })

  it('hears of an edit once its picture is on screen', async () => {
    const picture = Promise.withResolvers<void>()
    transport.edited.mockReturnValue(picture.promise)
    editor.run(setMetadata, rename)
    await vi.advanceTimersByTimeAsync(20)
    expect(screen).not.toHaveBeenCalled()
    picture.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(screen).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(100)
    expect(screen).toHaveBeenCalledTimes(1)
  })

  it('does not wait long for a picture', async () => {
    transport.edited.mockReturnValue(new Promise(() => {}))
    editor.run(setMetadata, rename)
    await vi.advanceTimersByTimeAsync(40)
    expect(screen).toHaveBeenCalledTimes(1)
  })

  it('lets the timeline be painted first, and spares the old lesson’s picture where an edit moves the playhead', async () => {
    const timeline = vi.fn<() => void>()
    editor.session.subscribe(timeline)
    transport.edited.mockReturnValue(null)
    editor.run(insertNewAsset, { asset: videoAsset('alpha', seconds(4)), sourceInTicks: zeroTicks, sourceOutTicks: seconds(4) })
    editor.seek(seconds(2))
    expect(timeline).toHaveBeenCalledTimes(1)
    expect(transport.edited).not.toHaveBeenCalled()
    expect(screen).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(60)
    expect(transport.edited).toHaveBeenCalledTimes(1)
    expect(transport.seek).not.toHaveBeenCalled()
    expect(screen).toHaveBeenCalledTimes(1)
    editor.seek(seconds(1))
    expect(transport.seek).toHaveBeenCalledTimes(1)
  })

  it('hears at once of letters that are typed', () => {
    transport.edited.mockReturnValue(new Promise(() => {}))
    editor.run(insertNewAsset, { asset: videoAsset('alpha', seconds(4)), sourceInTicks: zeroTicks, sourceOutTicks: seconds(4) })
    editor.run(setMetadata, rename, { mergeKey: 'title' })
    expect(screen).toHaveBeenCalledTimes(1)
  })

  it('hears at once of what is to take the cursor, and with it the next key', () => {
    transport.edited.mockReturnValue(new Promise(() => {}))
    editor.run(insertNewAsset, { asset: videoAsset('alpha', seconds(4)), sourceInTicks: zeroTicks, sourceOutTicks: seconds(4) })
    editor.requestFocus('caption-text')
    expect(screen).toHaveBeenCalledTimes(1)
  })

  it('hears at once where no picture comes, and while something is dragged', () => {
    transport.edited.mockReturnValue(null)
    editor.run(setMetadata, rename)
    expect(screen).toHaveBeenCalledTimes(1)
    transport.edited.mockReturnValue(new Promise(() => {}))
    editor.session.beginDrag()
    editor.session.updateDrag(setMetadata, { changes: { title: 'Flood' } })
    expect(screen).toHaveBeenCalledTimes(3)
  })

  it('hears no more when it has left', () => {
    transport.edited.mockReturnValue(null)
    const listener = vi.fn<() => void>()
    editor.subscribe(listener)()
    editor.run(setMetadata, rename)
    expect(listener).not.toHaveBeenCalled()
  })
})
