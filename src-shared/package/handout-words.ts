import { playerLanguageFor, type PlayerLanguage } from './player-languages.ts'

/** Words of the printed page and the poster that the page around a film does without. */
export type HandoutWords = {
  readonly scan: string
  readonly longest: (time: string) => string
  readonly until: (day: string) => string
  readonly team: (from: number, to: number) => string
  readonly points: (count: string) => string
  readonly yourPoints: string
}

const range = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)

const words: Readonly<Record<PlayerLanguage, HandoutWords>> = {
  en: {
    scan: 'Scan to take part',
    longest: (time) => `${time} at most`,
    until: (day) => `Until ${day}`,
    team: (from, to) => `Team of ${range(from, to)}`,
    points: (count) => `${count} p.`,
    yourPoints: 'My points',
  },
  nl: {
    scan: 'Scan om mee te doen',
    longest: (time) => `hoogstens ${time}`,
    until: (day) => `Tot ${day}`,
    team: (from, to) => `Groep van ${range(from, to)}`,
    points: (count) => `${count} p.`,
    yourPoints: 'Mijn punten',
  },
  it: {
    scan: 'Inquadra per partecipare',
    longest: (time) => `al massimo ${time}`,
    until: (day) => `Fino al ${day}`,
    team: (from, to) => `Gruppo di ${range(from, to)}`,
    points: (count) => `${count} p.`,
    yourPoints: 'I miei punti',
  },
  de: {
    scan: 'Scannen und mitmachen',
    longest: (time) => `höchstens ${time}`,
    until: (day) => `Bis ${day}`,
    team: (from, to) => `Gruppe von ${range(from, to)}`,
    points: (count) => `${count} P.`,
    yourPoints: 'Meine Punkte',
  },
  fr: {
    scan: 'Scanne pour participer',
    longest: (time) => `${time} au plus`,
    until: (day) => `Jusqu’au ${day}`,
    team: (from, to) => `Équipe de ${range(from, to)}`,
    points: (count) => `${count} pts`,
    yourPoints: 'Mes points',
  },
  es: {
    scan: 'Escanea para participar',
    longest: (time) => `${time} como máximo`,
    until: (day) => `Hasta el ${day}`,
    team: (from, to) => `Equipo de ${range(from, to)}`,
    points: (count) => `${count} p.`,
    yourPoints: 'Mis puntos',
  },
  ar: {
    scan: 'امسح الرمز للمشاركة',
    longest: (time) => `${time} على الأكثر`,
    until: (day) => `حتى ${day}`,
    team: (from, to) => `فريق من ${range(from, to)}`,
    points: (count) => `${count} ن`,
    yourPoints: 'نقاطي',
  },
}

/** In the lesson's language where the player speaks it, else in English. */
export function handoutWords(language: string): HandoutWords {
  return words[playerLanguageFor(language)]
}
