import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { toIndexText } from './search-text.ts'

/** What the library knows about a document without reading it again. */
export type ProjectFacts = {
  readonly title: string
  readonly language: string
  readonly durationTicks: number
  readonly questionCount: number
  readonly assetHashes: readonly string[]
  readonly search: { readonly title: string; readonly topics: string; readonly questions: string; readonly captions: string }
}

export function deriveFacts(document: LessonDocument): ProjectFacts {
  const { metadata } = document
  const questions = Object.values(document.questions)
  return {
    title: metadata.title,
    language: metadata.language,
    durationTicks: deriveTimeline(document).durationTicks,
    questionCount: questions.length,
    assetHashes: [...new Set(Object.values(document.assets).map((asset) => asset.sha256))],
    search: {
      title: words([metadata.title]),
      topics: words([metadata.description, metadata.level, ...metadata.topics, ...metadata.keywords, ...metadata.authors]),
      questions: words(questions.flatMap(({ prompt, choices }) => [prompt, ...choices.map(({ text }) => text)])),
      captions: words(Object.values(document.captions).map(({ text }) => text)),
    },
  }
}

function words(parts: readonly string[]): string {
  return toIndexText(parts.join('\n'))
}
