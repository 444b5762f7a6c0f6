import { playerLanguageFor, type PlayerLanguage } from '../player-languages.ts'
import { ar } from './words/ar.ts'
import { de } from './words/de.ts'
import { en, type H5pWordKey, type OtherWords } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { it } from './words/it.ts'
import { nl } from './words/nl.ts'

const tables: Readonly<Record<PlayerLanguage, OtherWords>> = { ar, de, en, es, fr, it, nl }

export type H5pWords = Readonly<Record<H5pWordKey, string>> & { readonly language: PlayerLanguage }

/** The words in a lesson's language (BCP 47); English where it is none of the player's. */
export function h5pWords(language: string): H5pWords {
  const known = playerLanguageFor(language)
  return { ...en, ...tables[known], language: known }
}

/** The interface of Interactive Video itself. */
export function interfaceWords(words: H5pWords): Readonly<Record<string, string>> {
  return {
    interaction: words.question,
    play: words.play,
    pause: words.pause,
    mute: words.mute,
    unmute: words.unmute,
    quality: words.quality,
    captions: words.captions,
    close: words.close,
    fullscreen: words.fullscreen,
    exitFullscreen: words.exitFullscreen,
    summary: words.content,
    bookmarks: words.bookmarks,
    endscreen: words.submitScreen,
    defaultAdaptivitySeekLabel: words.continue,
    continueWithVideo: words.continue,
    more: words.more,
    playbackRate: words.playbackRate,
    rewind10: words.rewind,
    navDisabled: words.answerFirst,
    navForwardDisabled: words.answerFirst,
    sndDisabled: words.mute,
    requiresCompletionWarning: words.answerFirst,
    back: words.back,
    hours: words.hours,
    minutes: words.minutes,
    seconds: words.seconds,
    currentTime: words.currentTime,
    totalTime: words.totalTime,
    singleInteractionAnnouncement: words.appeared,
    multipleInteractionsAnnouncement: words.appearedMany,
    videoPausedAnnouncement: words.paused,
    content: words.content,
    answered: words.answered,
    endcardTitle: words.answered,
    endcardInformation: words.submitAll,
    endcardInformationOnSubmitButtonDisabled: words.answeredCount,
    endcardInformationNoAnswers: words.noAnswers,
    endcardInformationMustHaveAnswer: words.answerOne,
    endcardSubmitButton: words.submitScreen,
    endcardSubmitMessage: words.submitted,
    endcardTableRowScore: words.scoreTitle,
    endcardQuestion: words.question,
    endcardAnsweredScore: words.answeredLabel,
    endCardTableRowSummaryWithScore: words.rowWithScore,
    endCardTableRowSummaryWithoutScore: words.rowWithoutScore,
    videoProgressBar: words.progress,
    howToCreateInteractions: words.play,
  }
}
