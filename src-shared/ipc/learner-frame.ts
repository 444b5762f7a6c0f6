/** Where the learner's player runs inside the editor: another origin, which reaches nothing of the window around it. */
export const learnerOrigin = 'app://learner'
