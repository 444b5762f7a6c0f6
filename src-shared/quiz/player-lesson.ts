/** Raised when a player of an older package could no longer read the data. */
export const playerLessonVersion = 1

/** Question types the player can ask. */
export type PlayableQuestionType =
  | 'single-choice'
  | 'multiple-choice'
  | 'true-false'
  | 'short-answer'
  | 'fill-blank'
  | 'ordering'
  | 'matching'
  | 'hotspot'
  | 'poll'
  | 'reflection'

/** All that the player knows of a lesson: plain JSON, times in whole milliseconds of the rendered video. */
export type PlayerLesson = {
  readonly version: typeof playerLessonVersion
  /** Stable over every export. */
  readonly id: string
  readonly title: string
  readonly description: string
  /** BCP 47. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly durationMs: number
  /** Pixels of the lesson's canvas; only the proportions matter to the player. */
  readonly canvas: { readonly width: number; readonly height: number }
  /** Paths are relative to the page, with "/" between parts. */
  readonly video: { readonly src: string; readonly type: string }
  readonly poster: string | null
  readonly captionTracks: readonly PlayerCaptionTrack[]
  /** In playing order. */
  readonly questions: readonly PlayerQuestion[]
  readonly completion: PlayerCompletionRule
  /** What learners are to do themselves; null in an ordinary lesson. */
  readonly challenge: PlayerChallenge | null
}

/** Empty texts and lists are parts that the author left out. */
export type PlayerChallenge = {
  /** The same to print, beside the page; null where the package has none. */
  readonly briefSrc: string | null
  readonly hook: string
  readonly brief: string
  /** Where the model answer begins. */
  readonly modelMs: number | null
  readonly durationLimitMs: number | null
  readonly steps: readonly string[]
  readonly materials: readonly string[]
  readonly safetyNote: string
  readonly rubric: readonly {
    readonly title: string
    readonly levels: readonly { readonly label: string; readonly description: string; readonly points: number }[]
  }[]
  readonly hashtag: string
  /** A day such as "2027-05-31". */
  readonly deadline: string | null
  readonly teamSize: { readonly min: number; readonly max: number }
  readonly handIn: { readonly what: string; readonly where: string }
  readonly withoutFilming: string
}

export type PlayerCaptionTrack = {
  readonly id: string
  readonly language: string
  readonly label: string
  readonly kind: 'captions' | 'subtitles' | 'descriptions'
  readonly direction: 'ltr' | 'rtl'
  readonly style: PlayerCaptionStyle
  /** Sorted by start; half-open. */
  readonly cues: readonly PlayerCue[]
}

export type PlayerCue = {
  readonly startMs: number
  readonly endMs: number
  readonly text: string
  /** Stretches of the text (UTF-16 units) and when each is said; absent where all words show at once and alike. */
  readonly words?: readonly (readonly [from: number, to: number, startMs: number, endMs: number])[]
  /** Stretches that stand out all the time. */
  readonly emphasis?: readonly (readonly [from: number, to: number])[]
  /** Stretches that are set apart: `underline`, `bold`, `italic`, or a colour `#rrggbb`. */
  readonly marks?: readonly (readonly [from: number, to: number, look: string])[]
  /** A place of its own in the picture, in percent of it; `line` is where `edge` stands, null where the style says. */
  readonly place?: {
    readonly line: number | null
    readonly edge: 'top' | 'middle' | 'bottom'
    readonly position: number
    readonly align: 'left' | 'center' | 'right'
  }
}

/** Lengths are in 1/1080 of the short side of the picture, colours `#rrggbb` or `#rrggbbaa`. */
export type PlayerCaptionStyle = {
  readonly fontFamily: string
  readonly fontWeight: number
  readonly size: number
  readonly colour: string
  readonly lineHeight: number
  readonly outlineColour: string | null
  readonly outlineWidth: number
  readonly boxColour: string | null
  readonly boxPadding: number
  readonly boxRadius: number
  readonly align: 'start' | 'center' | 'end'
  readonly maxCharactersPerLine: number
  readonly bottomMargin: number
  readonly place: 'bottom' | 'middle' | 'top'
  readonly shadow: { readonly colour: string; readonly x: number; readonly y: number } | null
  /** plain: all words alike; karaoke: the spoken one stands out; word: one at a time. */
  readonly animation: 'plain' | 'karaoke' | 'word'
  readonly highlight: 'letters' | 'box' | 'fill'
  readonly highlightColour: string
  /** How much larger than the others emphasised words are. */
  readonly emphasisScale: number
  readonly entrance: 'none' | 'fade' | 'pop' | 'slide'
}

/** A part of the picture in fractions of its width and height. */
export type PlayerRegion = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type PlayerChoice = {
  /** One of [0-9a-z]: what platforms get to see. */
  readonly code: string
  readonly text: string
  readonly image: { readonly src: string; readonly alt: string } | null
  readonly correct: boolean
  readonly feedback: string
  /** Matching: what it belongs to. */
  readonly match: string
  /** Hotspot: where it lies; `text` is its name. */
  readonly region: PlayerRegion | null
}

export type PlayerQuestion = {
  /** Stable over every export. */
  readonly id: string
  readonly type: PlayableQuestionType
  readonly atMs: number
  readonly prompt: string
  readonly hint: string
  /** In the author's order, which is the right one of an ordering; empty where the learner writes. */
  readonly choices: readonly PlayerChoice[]
  readonly acceptedAnswers: readonly string[]
  /** What each blank of the prompt accepts; empty but for fill-blank. */
  readonly blanks: readonly (readonly string[])[]
  readonly caseSensitive: boolean
  readonly typosAllowed: number
  /** How long the invitation of a question that does not pause stays; null where the video stops. */
  readonly showMs: number | null
  readonly required: boolean
  readonly scored: boolean
  readonly points: number
  readonly partialCredit: boolean
  /** Further attempts after a wrong answer; null is without limit. */
  readonly retries: number | null
  readonly shuffle: boolean
  readonly feedback: { readonly correct: string; readonly incorrect: string }
  readonly branch: { readonly correctMs: number | null; readonly incorrectMs: number | null }
}

/** What platforms hear of as one item: a question, or how learners judged what they did in a challenge. */
export type ReportedItem = Omit<PlayerQuestion, 'type'> & { readonly type: PlayableQuestionType | 'self-assessment' }

/** All that are set must hold. Percentages are whole numbers. */
export type PlayerCompletionRule = {
  readonly watchedPercent: number | null
  readonly questionsAnswered: boolean
  readonly minScorePercent: number | null
}
