/** What `tidbit models` does. */
export const modelActions = ['list', 'add', 'download', 'remove'] as const
export type ModelAction = (typeof modelActions)[number]
