export const recordingErrors = {
  'recording.unknown': (_: Record<string, never>) => 'That recording is not there any more. Record it again.',
  'recording.out-of-order': (p: { expected: number; got: number }) =>
    `A piece of the recording is missing (${p.expected} was expected, ${p.got} came). What was recorded before it is kept.`,
} as const
