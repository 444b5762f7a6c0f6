export type Level = 'silent' | 'quiet' | 'good' | 'loud'
/** The peak of a stretch of samples (-1 to 1) in dB below full scale; `-Infinity` for silence. */
export declare function levelOf(samples: Float32Array): number
/** 0 to 1, how far the bar goes. */
export declare function meterFraction(decibels: number): number
export declare function describeLevel(decibels: number): Level
