/** The words of a plain letter, however the mail program wrapped and encoded them. */
export function wordsOf(letter: string): string {
  const body = letter.replace(/^[^]*?\r?\n\r?\n/, '');
  if (/^content-transfer-encoding: base64/im.test(letter)) {
    return Buffer.from(body, 'base64').toString('utf8');
  }
  if (!/^content-transfer-encoding: quoted-printable/im.test(letter)) return body;
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
