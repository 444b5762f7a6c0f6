import { beforeEach, describe, expect, it, vi } from 'vitest'
import { themeStore } from '#renderer/ui/theme.ts'
import { toastStore } from '#renderer/ui/toast-store.ts'
import { captioningOf, ClipCaptioning, resumeCaptioning } from '#renderer/editor/speech/clip-captioning.ts'
import { speechModels } from '#renderer/editor/speech/speech-models.ts'
import { captionItems } from '#renderer/editor/timeline/timeline-items.ts'
import { setClipSound } from '#shared/edit/commands/clip-look.ts'
import { defaultAppSettings } from '#shared/ipc/areas/app.ts'
import { appError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { ClipId } from '#shared/project/ids.ts'
import type { SpeechModel, SpeechModelId } from '#shared/speech/models.ts'
import type { Transcript } from '#shared/speech/transcript.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

const modelId = 'whisper-base.en' as SpeechModelId
const asked: string[] = []
let ready: SpeechModelId | null = null
/** As they are in main; null: as the window was told. */
let models: readonly SpeechModel[] | null = null
let hears: () => Promise<Transcript | null> = () => Promise.resolve(null)

vi.mock('#renderer/ipc/client.ts', () => ({
  call(channel: string) {
    asked.push(channel)
    if (channel === 'speech.defaultModel') return Promise.resolve({ modelId: ready })
    if (channel === 'speech.shotCuts') return Promise.resolve({ media: [] })
    if (channel === 'speech.models') return Promise.resolve({ models: models ?? speechModels.getState().models })
    // The models are told by the tests themselves.
    if (channel === 'speech.watchModels') return new Promise(() => {})
    return Promise.resolve({ revision: 1 })
  },
}))
vi.mock('#renderer/editor/speech/hear-asset.ts', () => ({
  hearAsset: (_wish: unknown, signal: AbortSignal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(null))
      hears().then(resolve, reject)
    }),
}))

const never = (): Promise<null> => new Promise(() => {})
const transcript = (heard: string, language: string | null = 'en'): Transcript => ({
  language,
  punctuated: false,
  words: heard.split(' ').flatMap((word, index) =>
    word === ''
      ? []
      : [
          {
            text: word,
            startTicks: seconds(index / 2),
            endTicks: seconds(index / 2 + 0.4),
            confidence: word === 'lava' ? 0.3 : 0.9,
          },
        ],
  ),
})

function inState(state: SpeechModel['state']): readonly SpeechModel[] {
  const model = { modelId, name: 'Base', engine: 'whisper', languages: ['en'], byteLength: 10, origin: 'catalogue' } as const
  return [{ ...model, sourceHost: 'example.org', licence: 'MIT', state }]
}

function modelIn(state: SpeechModel['state']): void {
  speechModels.setState({ models: inState(state), error: null })
}

function open() {
  const { editor } = openTestEditor(20)
  const captioning = new ClipCaptioning(editor)
  const phase = () => captioning.store.getState().phase.kind
  const captions = () => captionItems(editor.document).map(({ caption }) => caption.text)
  return { editor, captioning, phase, captions }
}

const lastToast = (): string | undefined => toastStore.getState().toasts.at(-1)?.message

beforeEach(() => {
  asked.length = 0
  ready = null
  models = null
  hears = never
  speechModels.setState({ models: null, error: null })
  toastStore.setState({ toasts: [] })
  themeStore.setState(defaultAppSettings)
})

describe('Caption my clip', () => {
  it('offers models where none is there, and listens at once where one is', async () => {
    const { captioning, phase, captions } = open()
    await captioning.press()
    expect(captioning.store.getState().isChoosing).toBe(true)
    expect(phase()).toBe('idle')
    ready = modelId
    hears = () => Promise.resolve(transcript('the lava flows downhill'))
    await captioning.press()
    expect(captions()).toEqual(['The lava flows downhill.'])
    expect(lastToast()).toBe(text.speech.done(1, 1))
    expect(phase()).toBe('idle')
    // Nothing else is heard the second time: it is the same caption, and was written again.
    await captioning.press()
    expect(captions()).toEqual(['The lava flows downhill.'])
    expect(lastToast()).toBe(text.speech.done(1, 1))
  })

  it('begins by itself when the model it waits for has come', async () => {
    const { captioning, phase, captions } = open()
    modelIn({ kind: 'absent', receivedBytes: 0, error: null })
    await captioning.listenWhenReady(modelId)
    expect(asked).toContain('speech.download')
    expect(phase()).toBe('awaiting-model')
    modelIn({ kind: 'downloading', receivedBytes: 5 })
    expect(phase()).toBe('awaiting-model')
    hears = () => Promise.resolve(transcript('it flows'))
    modelIn({ kind: 'ready' })
    await vi.waitFor(() => expect(captions()).toEqual(['It flows.']))
  })

  it('begins by itself in a lesson that was left meanwhile and is open again, once', async () => {
    const left = open()
    modelIn({ kind: 'downloading', receivedBytes: 5 })
    await left.captioning.listenWhenReady(modelId)
    await left.captioning.end()
    hears = () => Promise.resolve(transcript('it flows'))
    modelIn({ kind: 'ready' })
    expect(left.captions()).toEqual([])
    const again = open()
    await resumeCaptioning(again.editor)
    await vi.waitFor(() => expect(again.captions()).toEqual(['It flows.']))
    const third = open()
    await resumeCaptioning(third.editor)
    expect(captioningOf(third.editor).store.getState().phase.kind).toBe('idle')
  })

  it('does not fetch a model again that was stopped while its lesson was closed', async () => {
    const left = open()
    modelIn({ kind: 'downloading', receivedBytes: 5 })
    await left.captioning.listenWhenReady(modelId)
    await left.captioning.end()
    modelIn({ kind: 'absent', receivedBytes: 5, error: null })
    asked.length = 0
    const again = open()
    await resumeCaptioning(again.editor)
    expect(asked).not.toContain('speech.download')
  })

  it('keeps what was chosen for the next lesson, but no model that does not hear its language', async () => {
    const first = open()
    const chosen = 'own-mine' as SpeechModelId
    first.captioning.maskSwearWords(true)
    first.captioning.findLanguage(true)
    first.captioning.prefer(chosen)
    expect(asked.filter((channel) => channel === 'app.setSettings')).toHaveLength(3)
    const next = open()
    expect(next.captioning.store.getState()).toMatchObject({ masksSwearWords: true, findsLanguage: true, modelId: null })
    hears = () => Promise.resolve(transcript('it flows'))
    models = inState({ kind: 'ready' }).map((model) => ({ ...model, modelId: chosen, languages: ['de'] }))
    ready = null
    // Whatever language it finds.
    await next.captioning.press()
    expect(next.captions()).toEqual(['It flows.'])
    next.captioning.findLanguage(false)
    const other = open()
    await other.captioning.press()
    expect(other.captioning.store.getState().isChoosing).toBe(true)
  })

  it('says why a model did not come, and what can be done', async () => {
    const { captioning, phase } = open()
    modelIn({ kind: 'downloading', receivedBytes: 5 })
    await captioning.listenWhenReady(modelId)
    const { data } = appError('speech.no-network', { host: 'example.org' })
    modelIn({ kind: 'absent', receivedBytes: 5, error: data })
    expect(phase()).toBe('failed')
    // It no longer waits: a model that comes later starts nothing.
    modelIn({ kind: 'ready' })
    expect(phase()).toBe('failed')
  })

  it('goes on fetching a model that did not come, and takes another one where the chosen one is gone', async () => {
    const { captioning, phase, captions } = open()
    modelIn({ kind: 'downloading', receivedBytes: 5 })
    await captioning.listenWhenReady(modelId)
    modelIn({ kind: 'absent', receivedBytes: 5, error: appError('speech.no-network', { host: 'example.org' }).data })
    asked.length = 0
    // The window still shows why the last try stopped.
    models = inState({ kind: 'downloading', receivedBytes: 5 })
    await captioning.retry()
    expect(asked).toContain('speech.download')
    expect(phase()).toBe('awaiting-model')
    captioning.cancel()
    models = inState({ kind: 'absent', receivedBytes: 5, error: null })
    ready = 'whisper-tiny.en' as SpeechModelId
    hears = () => Promise.resolve(transcript('it flows'))
    await captioning.press()
    expect(captions()).toEqual(['It flows.'])
  })

  it('writes nothing when it is cancelled, and can be pressed again', async () => {
    ready = modelId
    const { captioning, phase, captions, editor } = open()
    const listening = captioning.press()
    await vi.waitFor(() => expect(phase()).toBe('listening'))
    expect(captioning.describeRunning()).toBe(text.speech.running)
    captioning.cancel()
    await listening
    expect([phase(), captions(), captioning.describeRunning()]).toEqual(['idle', [], null])
    hears = () => Promise.resolve(transcript('again'))
    await captioning.press()
    expect(captions()).toEqual(['Again.'])
    expect(Object.values(editor.document.captionTracks)).toHaveLength(1)
  })

  it('says so where nothing is said, where nothing can be heard, and where listening fails', async () => {
    ready = modelId
    const { captioning, phase, editor } = open()
    hears = () => Promise.resolve(transcript(''))
    await captioning.press()
    expect(phase()).toBe('nothing')
    hears = () => Promise.reject(appError('speech.model-missing', { model: 'Base' }))
    await captioning.press()
    expect(captioning.store.getState().phase).toMatchObject({ kind: 'failed', error: { code: 'speech.model-missing' } })
    captioning.dismiss()
    const clipIds = Object.keys(editor.document.clips) as ClipId[]
    editor.run(setClipSound, { clipIds, changes: { muted: true } })
    await captioning.press()
    expect(lastToast()).toBe(text.speech.noSound)
  })

  it('puts speech of another language on a track of its own, and says so', async () => {
    ready = modelId
    const { captioning, editor } = open()
    hears = () => Promise.resolve(transcript('das ist lava', 'de'))
    await captioning.press()
    expect(Object.values(editor.document.captionTracks).map(({ language }) => language)).toEqual(['de'])
    expect(lastToast()).toBe(text.speech.otherLanguage('German', 'English'))
  })

  it('stops when the lesson is left', async () => {
    ready = modelId
    const { captioning, captions } = open()
    const listening = captioning.press()
    await vi.waitFor(() => expect(captioning.describeRunning()).not.toBeNull())
    await captioning.end()
    await listening
    expect(captions()).toEqual([])
  })
})
