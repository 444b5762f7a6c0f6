/** The ending of a whole lesson in one file, without a dot. */
export const projectFileEnding = 'tidbit'
