export const packageErrors = {} as const
