export const editErrors = {} as const
