import { listPartners } from '../../quiz/matching.ts'
import { splitPrompt } from '../../quiz/blanks.ts'
import type { PlayerChoice, PlayerLesson, PlayerQuestion, PlayerRegion } from '../../quiz/player-lesson.ts'
import { itemTitle } from '../item-title.ts'
import { writeXml, xml, type XmlElement } from '../xml.ts'
import {
  blankName,
  choiceName,
  declareResponses,
  isOneRight,
  partnerName,
  processResponses,
  showsChoiceFeedback,
} from './response.ts'

const namespace = 'http://www.imsglobal.org/xsd/imsqti_v2p1'
/** Of the root element of items and tests. */
export const qtiRoot = {
  xmlns: namespace,
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': `${namespace} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd`,
} as const

export const itemName = ({ id }: Pick<PlayerQuestion, 'id'>): string => `item-${id}`

/** A question as an IMS QTI 2.1 item. `frame` is the picture of a hotspot question, relative to the item. */
export function writeQtiItem(question: PlayerQuestion, lesson: PlayerLesson, frame: string): string {
  return writeXml(
    xml(
      'assessmentItem',
      {
        ...qtiRoot,
        identifier: itemName(question),
        title: itemTitle(question.prompt.replace(/\s+/g, ' ')),
        'xml:lang': lesson.language,
        adaptive: 'false',
        timeDependent: 'false',
      },
      [
        ...declareResponses(question),
        ...declareOutcomes(question),
        xml('itemBody', {}, describeBody(question, lesson, frame)),
        processResponses(question),
        ...describeFeedback(question),
      ],
    ),
  )
}

function declareOutcomes(question: PlayerQuestion): readonly XmlElement[] {
  const several = question.type === 'multiple-choice' || (question.type === 'single-choice' && !isOneRight(question))
  return [
    points('SCORE', 0),
    points('MAXSCORE', question.points),
    ...(hasFeedback(question)
      ? [xml('outcomeDeclaration', { identifier: 'FEEDBACK', cardinality: 'single', baseType: 'identifier' })]
      : []),
    ...(showsChoiceFeedback(question)
      ? [
          xml('outcomeDeclaration', {
            identifier: 'FEEDBACK_CHOICE',
            cardinality: several ? 'multiple' : 'single',
            baseType: 'identifier',
          }),
        ]
      : []),
  ]
}

function points(identifier: string, value: number): XmlElement {
  return xml('outcomeDeclaration', { identifier, cardinality: 'single', baseType: 'float' }, [
    xml('defaultValue', {}, [xml('value', {}, [String(value)])]),
  ])
}

function hasFeedback({ feedback }: PlayerQuestion): boolean {
  return feedback.correct.trim() !== '' || feedback.incorrect.trim() !== ''
}

function describeFeedback(question: PlayerQuestion): readonly XmlElement[] {
  const ofChoices = showsChoiceFeedback(question)
    ? question.choices.flatMap(({ code, feedback }) => say('FEEDBACK_CHOICE', choiceName(code), feedback))
    : []
  return [
    ...say('FEEDBACK', 'correct', question.feedback.correct),
    ...say('FEEDBACK', 'incorrect', question.feedback.incorrect),
    ...ofChoices,
  ]
}

function say(outcomeIdentifier: string, identifier: string, text: string): readonly XmlElement[] {
  return text.trim() === ''
    ? []
    : [xml('modalFeedback', { outcomeIdentifier, identifier, showHide: 'show' }, [xml('p', {}, lines(text))])]
}

function describeBody(question: PlayerQuestion, lesson: PlayerLesson, frame: string): readonly XmlElement[] {
  const prompt = xml('prompt', {}, lines(question.prompt))
  const response = { responseIdentifier: 'RESPONSE' } as const
  const shuffle = String(question.shuffle)
  switch (question.type) {
    case 'single-choice':
    case 'true-false':
    case 'poll':
    case 'multiple-choice': {
      const maxChoices = question.type === 'multiple-choice' ? '0' : '1'
      const choices = question.choices.map((choice) => xml('simpleChoice', { identifier: choiceName(choice.code) }, show(choice)))
      return [xml('choiceInteraction', { ...response, shuffle, maxChoices }, [prompt, ...choices])]
    }
    case 'ordering': {
      const choices = question.choices.map((choice) => xml('simpleChoice', { identifier: choiceName(choice.code) }, show(choice)))
      // In the author's order it would show its own answer.
      return [xml('orderInteraction', { ...response, shuffle: 'true' }, [prompt, ...choices])]
    }
    case 'matching':
      return [describeMatch(question, prompt)]
    case 'hotspot':
      return [describeHotspot(question, prompt, lesson, frame)]
    case 'short-answer':
      return question.acceptedAnswers.length === 0
        ? [xml('extendedTextInteraction', response, [prompt])]
        : [
            xml('p', {}, lines(question.prompt)),
            xml('p', {}, [xml('textEntryInteraction', { ...response, expectedLength: '40' })]),
          ]
    case 'fill-blank':
      return [xml('p', {}, fillBlanks(question.prompt))]
    case 'reflection':
      return [xml('extendedTextInteraction', { ...response, expectedLines: '5' }, [prompt])]
  }
}

function describeMatch(question: PlayerQuestion, prompt: XmlElement): XmlElement {
  const { choices } = question
  const count = String(choices.length)
  return xml('matchInteraction', { responseIdentifier: 'RESPONSE', shuffle: String(question.shuffle), maxAssociations: count }, [
    prompt,
    xml(
      'simpleMatchSet',
      {},
      choices.map((choice) =>
        xml('simpleAssociableChoice', { identifier: choiceName(choice.code), matchMax: '1' }, show(choice)),
      ),
    ),
    xml(
      'simpleMatchSet',
      {},
      listPartners(question).map(({ code, text }) =>
        xml('simpleAssociableChoice', { identifier: partnerName(code), matchMax: count }, [text]),
      ),
    ),
  ])
}

/** Coordinates count in pixels of the picture as it is shown; the longer side of a phone's window. */
const frameSidePixels = 640

function describeHotspot(question: PlayerQuestion, prompt: XmlElement, { canvas }: PlayerLesson, frame: string): XmlElement {
  const scale = frameSidePixels / Math.max(canvas.width, canvas.height)
  const size = { width: Math.round(canvas.width * scale), height: Math.round(canvas.height * scale) }
  const spots = question.choices.flatMap(({ code, text, region }) =>
    region === null
      ? []
      : [
          xml('hotspotChoice', {
            identifier: choiceName(code),
            shape: 'rect',
            coords: rectangle(region, size),
            hotspotLabel: text,
          }),
        ],
  )
  return xml('hotspotInteraction', { responseIdentifier: 'RESPONSE', maxChoices: '1' }, [
    prompt,
    xml('object', { type: 'image/jpeg', data: frame, width: String(size.width), height: String(size.height) }),
    ...spots,
  ])
}

function rectangle({ x, y, width, height }: PlayerRegion, size: { readonly width: number; readonly height: number }): string {
  const corners = [x * size.width, y * size.height, (x + width) * size.width, (y + height) * size.height]
  return corners.map(Math.round).join(',')
}

function show({ text, image }: PlayerChoice): readonly (XmlElement | string)[] {
  return [...(image === null ? [] : [xml('img', { src: image.src, alt: image.alt })]), ...lines(text)]
}

function fillBlanks(prompt: string): readonly (XmlElement | string)[] {
  return splitPrompt(prompt).flatMap((part, index) => [
    ...(index === 0 ? [] : [xml('textEntryInteraction', { responseIdentifier: blankName(index - 1), expectedLength: '15' })]),
    ...lines(part),
  ])
}

function lines(text: string): readonly (XmlElement | string)[] {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [xml('br'), line]))
}
