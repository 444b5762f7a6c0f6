import { describe, expect, it } from 'vitest'
import { chooseModel, hearsLanguage, recommendModels } from '#shared/speech/choose-model.ts'
import { modelCatalogue } from '#shared/speech/model-catalogue.ts'
import { speechModelSchema, type SpeechModel } from '#shared/speech/models.ts'

/** The catalogue as a computer shows it on which these are ready. */
function listed(...ready: readonly string[]): readonly SpeechModel[] {
  return modelCatalogue.map(({ modelId, name, engine, languages, byteLength, licence }) =>
    speechModelSchema.parse({
      modelId,
      name,
      engine,
      languages,
      byteLength,
      origin: 'catalogue',
      sourceHost: 'example.org',
      licence,
      state: ready.includes(modelId) ? { kind: 'ready' } : { kind: 'absent', receivedBytes: 0, error: null },
    }),
  )
}

describe('the catalogue', () => {
  it('names each file once, by https, with a size, a sum and a licence', () => {
    const ids = modelCatalogue.map(({ modelId }) => modelId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(modelCatalogue.map(({ sha256 }) => sha256)).size).toBe(ids.length)
    for (const { url, byteLength, sha256, licence, languages } of modelCatalogue) {
      expect(url).toMatch(/^https:\/\/(?:huggingface\.co|alphacephei\.com)\/[\w./-]+\.(?:bin|zip)$/u)
      expect(byteLength).toBeGreaterThan(30e6)
      expect(byteLength).toBeLessThan(500e6)
      expect(sha256).toMatch(/^[0-9a-f]{64}$/u)
      expect(['MIT', 'Apache-2.0']).toContain(licence)
      expect(languages.length).toBeGreaterThan(0)
    }
    const vosk = modelCatalogue.filter(({ engine }) => engine === 'vosk').map(({ languages }) => languages[0]?.slice(0, 2))
    expect(new Set(vosk).size).toBe(20)
  })
})

describe('choosing a model', () => {
  it('takes Whisper before Vosk, and the more exact before the smaller', () => {
    const choose = (language: string | null, ...ready: readonly string[]): string | undefined =>
      chooseModel(listed(...ready), language)?.modelId
    expect(choose('en', 'vosk-small-en-us-0.15', 'whisper-tiny')).toBe('whisper-tiny')
    expect(choose('en', 'whisper-base.en', 'whisper-base', 'whisper-small-q5_1')).toBe('whisper-small-q5_1')
    expect(choose('en', 'whisper-base.en', 'whisper-base')).toBe('whisper-base.en')
    expect(choose('de', 'whisper-base.en', 'vosk-small-de-0.15')).toBe('vosk-small-de-0.15')
    expect(choose('en-IN', 'vosk-small-en-us-0.15', 'vosk-small-en-in-0.4')).toBe('vosk-small-en-in-0.4')
    expect(choose('nb', 'whisper-tiny')).toBe('whisper-tiny')
    expect(choose('de', 'whisper-base.en')).toBeUndefined()
    expect(choose('de')).toBeUndefined()
  })

  it('takes one that finds out the language where nobody knows it', () => {
    expect(chooseModel(listed('whisper-small.en', 'whisper-tiny'), null)?.modelId).toBe('whisper-tiny')
    expect(chooseModel(listed('vosk-small-fr-0.22'), null)?.modelId).toBe('vosk-small-fr-0.22')
    expect(chooseModel(listed('vosk-small-fr-0.22', 'vosk-small-de-0.15'), null)).toBeNull()
  })

  it('offers one of reasonable size first, then the small one of the language', () => {
    const offer = (language: string | null): readonly string[] =>
      recommendModels(listed(), language).map(({ modelId }) => modelId)
    expect(offer('en-GB').slice(0, 2)).toEqual(['whisper-base.en', 'vosk-small-en-us-0.15'])
    expect(offer('de').slice(0, 2)).toEqual(['whisper-small-q5_1', 'vosk-small-de-0.15'])
    expect(offer('de')).not.toContain('whisper-base.en')
    expect(offer('ar')[0]).toBe('whisper-small-q5_1')
    expect(offer(null)[0]).toBe('whisper-small-q5_1')
    expect(recommendModels(listed('whisper-base.en'), 'en').map(({ modelId }) => modelId)).not.toContain('whisper-base.en')
  })

  it('believes a model of unknown languages', () => {
    expect(hearsLanguage({ languages: [] }, 'sw')).toBe(true)
    expect(hearsLanguage({ languages: ['pt-BR'] }, 'pt-PT')).toBe(true)
    expect(hearsLanguage({ languages: ['pt-BR'] }, 'es')).toBe(false)
  })
})
