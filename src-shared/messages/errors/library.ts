export const libraryErrors = {} as const
