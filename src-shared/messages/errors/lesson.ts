export const lessonErrors = {} as const
