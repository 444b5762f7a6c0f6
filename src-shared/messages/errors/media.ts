export const mediaErrors = {} as const
