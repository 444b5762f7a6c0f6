/** What a program that cannot run says in a box of the system's. */
export const startText = {
  title: 'Tidbit Studio cannot run',
  failed: (detail: string) =>
    `A part of the program did not load (${detail}). Start it again; if it stays like this, install Tidbit Studio anew. Your lessons are kept.`,
  noWindow:
    'Its window ended several times over, each time as soon as it was there. Start the computer anew; if that does not help, install Tidbit Studio anew. Your lessons are kept.',
} as const
