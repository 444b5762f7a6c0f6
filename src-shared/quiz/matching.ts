import type { PlayerChoice, PlayerQuestion } from './player-lesson.ts'

/** What choices can be paired with, each wording once. The code is that of the first choice that belongs to it. */
export type Partner = { readonly code: string; readonly text: string }

export function listPartners(question: Pick<PlayerQuestion, 'choices'>): readonly Partner[] {
  const byText = new Map<string, Partner>()
  for (const { code, match } of question.choices) {
    const text = match.trim()
    if (!byText.has(text)) byText.set(text, { code, text })
  }
  return [...byText.values()]
}

export function rightPartner(question: Pick<PlayerQuestion, 'choices'>, choice: PlayerChoice): Partner | undefined {
  return listPartners(question).find((partner) => partner.text === choice.match.trim())
}
