import { fileLabel } from '../file-label.ts'

/** What the codes of connections and certificates mean; others are shown as they are. */
const connectionReasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'nobody knows this address',
  EAI_AGAIN: 'addresses cannot be looked up now',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  ETIMEDOUT: 'no answer came in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer came in time',
  ENETUNREACH: 'this computer is not connected',
  EHOSTUNREACH: 'no way leads there',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it made its certificate itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'nobody known stands for its certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody known stands for its certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'nobody known stands for its certificate',
}

const reasonOf = (code: string): string => connectionReasons[code] ?? code

export const publishErrors = {
  'publish.address-invalid': (p: { address: string }) =>
    `“${p.address}” is not a web address. Copy it from your browser, like https://moodle.school.example.`,
  'publish.address-insecure': (p: { host: string }) =>
    `${p.host} is only reached without protection (http), so the access key would be readable on the way. Use its https address.`,
  'publish.secret-missing': (_: Record<string, never>) => 'The access key for this place is missing. Type it in again.',
  'publish.secret-unreadable': (_: Record<string, never>) =>
    'The access key for this place is kept, but the keychain of this computer does not open it any more. Type it in again.',
  'publish.unauthorized': (p: { host: string }) =>
    `${p.host} does not accept the access key. Make a new one there and type it in here.`,
  'publish.forbidden': (p: { host: string }) =>
    `${p.host} knows the access key but does not allow this upload. Ask who runs it for the right to upload.`,
  'publish.not-found': (p: { host: string }) =>
    `${p.host} answers, but not at this address. Check the address, and that uploads are switched on there.`,
  'publish.too-large': (p: { host: string }) =>
    `The file is larger than ${p.host} takes. Export it smaller, or ask who runs it to allow more.`,
  'publish.certificate': (p: { host: string; detail: string }) =>
    `${p.host} cannot prove that it is itself (${reasonOf(p.detail)}), so nothing was sent. Tell whoever runs it.`,
  'publish.no-connection': (p: { host: string; detail: string }) =>
    `${p.host} could not be reached (${reasonOf(p.detail)}). Check the address and the connection, then try again; what arrived there already is kept where it can be.`,
  'publish.server-failed': (p: { host: string; status: number }) => `${p.host} is in trouble (${p.status}). Try again later.`,
  'publish.redirected': (p: { host: string; target: string }) =>
    `${p.host} wanted to send the upload on to ${p.target}, so it was stopped. If that is right, use that address.`,
  'publish.refused': (p: { host: string; words: string }) => `${p.host} refused the file. It says: “${p.words}”`,
  'publish.not-understood': (p: { host: string }) =>
    `${p.host} gave an answer that does not fit. Check that the address is that of the platform itself.`,
  'publish.wrong-file': (p: { file: string; wanted: string }) =>
    `“${fileLabel(p.file)}” cannot go there: choose a ${p.wanted} package.`,
  'publish.file-gone': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is not where it was exported to. Export the lesson again, then publish it.`,
  'publish.unknown-place': (_: Record<string, never>) => 'That place is not in your list any more. Add it again.',
} as const
