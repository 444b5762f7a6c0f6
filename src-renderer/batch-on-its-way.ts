import { createStore } from 'zustand/vanilla'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'

/** What a new batch begins with: the recipe of a lesson, or nothing. */
export type BatchStart = { readonly recipe: Recipe | null; readonly projectId: ProjectId | null }

/** The batch that is being prepared over whatever is open; null for none. */
export const batchOnItsWay = createStore<{ readonly start: BatchStart | null }>(() => ({ start: null }))

export function prepareBatch(start: BatchStart): void {
  batchOnItsWay.setState({ start })
}

export function leaveBatch(): void {
  batchOnItsWay.setState({ start: null })
}
