/** How a template is written down: scenes one after the other, what lies over them, and what of it is for the teacher to fill. */

import type { SKRSContext2D } from '@napi-rs/canvas'
import type { LessonQuiz } from '#shared/lesson/quiz-schema.ts'
import type { LessonChallenge } from '#shared/lesson/lesson-schema.ts'
import type { Slot, Template } from '#shared/project/schema/document.ts'
import type { AnchorPoint, Placement } from '#shared/project/schema/geometry.ts'
import type { Overlay, TextStyle } from '#shared/project/schema/text.ts'
import type { Transition } from '#shared/project/schema/clip.ts'

export type Brush = SKRSContext2D
/** Draws an instant (seconds) of a clip on a canvas of 1080 x 1920. */
export type Draw = (brush: Brush, seconds: number) => void

export type Palette = {
  readonly primary: string
  readonly accent: string
  readonly text: string
  readonly background: string
}

export type SlotPlan = {
  readonly id: string
  readonly kind: Slot['kind']
  readonly name: string
  readonly hint: string
  readonly required?: boolean
  /** Seconds that a clip may last. */
  readonly min?: number
  readonly max?: number
}

/** Seconds after the start of the scene; x, y, width and height in canvas units. */
export type Layer = {
  readonly from?: number
  /** Absent stays to the end of the scene; negative counts from there. */
  readonly to?: number
  readonly at?: AnchorPoint
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly height?: number
  readonly turn?: number
  readonly opacity?: number
  readonly enter?: readonly [Overlay['enter']['kind'], number]
  readonly leave?: readonly [Overlay['enter']['kind'], number]
  /** [seconds after it appears, place, how it goes on] */
  readonly move?: readonly (readonly [number, Partial<Placement>, Overlay['placementKeyframes'][number]['easing']?])[]
  readonly slot?: string
  readonly alt?: string
} & (
  | { readonly text: string; readonly style: Partial<TextStyle> }
  | {
      readonly shape: 'rectangle' | 'ellipse' | 'line' | 'arrow'
      readonly fill?: string
      readonly stroke?: string
      readonly strokeWidth?: number
      readonly radius?: number
    }
  | { readonly sticker: string }
  | { readonly picture: string }
)

export type Scene = {
  readonly seconds: number
  /** The colour of the card that plays, or the slot whose card it is. */
  readonly slot?: string
  readonly colour?: string
  /** Into this scene. */
  readonly transition?: readonly [Transition['kind'], number]
  readonly layers: readonly Layer[]
  /** A part of the canvas (canvas units from its middle) in which the clip plays instead of all of it. */
  readonly window?: { readonly y: number; readonly height: number }
  /** A slot for a second clip, in a window of its own. */
  readonly beside?: { readonly slot: string; readonly window: { readonly y: number; readonly height: number } }
}

type WithoutTime<Q> = Q extends unknown ? Omit<Q, 'at'> : never

export type QuestionPlan = {
  readonly slot?: string
  /** Which scene it ends, counted from 0. */
  readonly scene: number
  readonly quiz: WithoutTime<LessonQuiz>
}

export type Demo =
  | { readonly clip: Draw; readonly seconds?: number }
  | { readonly text: string }
  | { readonly picture: Draw }
  | { readonly prompt: string; readonly choices: readonly string[] }

export type Design = {
  readonly id: string
  readonly template: Omit<Template, 'minTicks' | 'maxTicks'> & { readonly minSeconds: number; readonly maxSeconds: number }
  readonly title: string
  readonly palette: Palette
  readonly slots: readonly SlotPlan[]
  readonly scenes: readonly Scene[]
  readonly questions: readonly QuestionPlan[]
  readonly challenge?: LessonChallenge
  /** A music loop of resources/sounds by its id. */
  readonly music?: string
  /** The filled template of the gallery. */
  readonly demo: Readonly<Record<string, Demo>>
}
