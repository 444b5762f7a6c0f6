import { castDraft } from 'immer'
import type { Metadata } from '../../project/schema/document.ts'
import type { Settings } from '../../project/schema/document.ts'
import type { Challenge, CompletionRule } from '../../project/schema/question.ts'
import { done, refuse, type Command } from '../command.ts'

/** Changes the title, language, authors and so on. */
export const setMetadata: Command<{ readonly changes: Partial<Metadata> }> = {
  label: 'set-metadata',
  run(draft, { changes }) {
    Object.assign(draft.metadata, castDraft(changes))
    return done()
  },
}

export const setCompletion: Command<{ readonly changes: Partial<CompletionRule> }> = {
  label: 'set-completion',
  run(draft, { changes }) {
    Object.assign(draft.completion, changes)
    return done()
  },
}

/** Changes the canvas, loudness target, safe box or audience. The frame rate is fixed, since every cut lies on its grid. */
export const setSettings: Command<{ readonly changes: Partial<Omit<Settings, 'frameRate'>> }> = {
  label: 'set-settings',
  run(draft, { changes }) {
    Object.assign(draft.settings, castDraft(changes))
    return done()
  },
}

/** Null makes the lesson an ordinary one. */
export const setChallenge: Command<{ readonly challenge: Challenge | null }> = {
  label: 'set-challenge',
  run(draft, { challenge }) {
    draft.challenge = castDraft(challenge)
    return done()
  },
}

/** Changes parts of the challenge. */
export const editChallenge: Command<{ readonly changes: Partial<Challenge> }> = {
  label: 'set-challenge',
  run(draft, { changes }) {
    if (!draft.challenge) return refuse('edit.gone', { what: 'challenge' })
    const model = changes.modelClipId ?? null
    if (model && !draft.clips[model]) return refuse('edit.gone', { what: 'clip' })
    Object.assign(draft.challenge, castDraft(changes))
    return done()
  },
}
