/** What is printed on a handout besides the challenge. `language`: BCP 47. */
export type PrintedLesson = { readonly title: string; readonly language: string; readonly authors: readonly string[] }

/** A4, to tick and to judge by pen. */
export const briefPath = 'challenge/brief.pdf'
/** An upright picture with a QR code where the place to hand in is a web address. */
export const challengePosterPath = 'challenge/poster.jpg'
