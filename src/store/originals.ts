/** The files that came in, byte for byte, under their SHA-256 in lower-case hexadecimal. */
export interface Originals {
  /** Keeps the bytes on disk for good before it answers; keeping them again changes nothing. */
  keep(bytes: Uint8Array): Promise<string>;
  /** The bytes, or undefined if they are not here. */
  read(sha256: string): Promise<Uint8Array | undefined>;
}
