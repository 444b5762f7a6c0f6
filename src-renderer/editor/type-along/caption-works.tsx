import type { ReactNode } from 'react'
import { CaptionPanel } from '../captions/caption-panel.tsx'
import { useView } from '../editor-context.tsx'
import type { CaptionWork } from '../lesson-editor.ts'
import { TidyPanel } from '../transcript/tidy-panel.tsx'
import { TranscriptPanel } from '../transcript/transcript-panel.tsx'
import { TranslationPanel } from '../translation/translation-panel.tsx'
import { ScriptPanel } from './script-panel.tsx'
import { TypeAlongPanel } from './type-along-panel.tsx'

const works: Readonly<Record<CaptionWork, () => ReactNode>> = {
  list: CaptionPanel,
  'type-along': TypeAlongPanel,
  script: ScriptPanel,
  translation: TranslationPanel,
  text: TranscriptPanel,
  tidy: TidyPanel,
}

/** What the captions tab shows. */
export function CaptionWorks() {
  const Work = works[useView((view) => view.captionWork)]
  return <Work />
}
