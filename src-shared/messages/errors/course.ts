export const courseErrors = {
  'course.empty': (_: Record<string, never>) => 'A course needs at least one lesson. Choose some and try again.',
  'course.too-many': (p: { most: number }) => `A course holds at most ${p.most} lessons. Make several courses of them.`,
  'course.same-lesson': (p: { title: string }) => `The lesson “${p.title}” is chosen twice. A course holds each lesson once.`,
  'course.lesson-refused': (p: { title: string; reason: string }) =>
    `The lesson “${p.title}” cannot go into the course yet: ${p.reason}`,
  'course.lesson-failed': (p: { title: string; reason: string }) =>
    `The course stopped at the lesson “${p.title}”, and nothing was written: ${p.reason}`,
} as const
