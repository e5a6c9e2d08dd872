/** Writes words into XML, and counts the characters that XML 1.0 has no way to hold. */
export class XmlText {
  dropped = 0;

  /** For the content of an element, or of an attribute in double quotes. */
  escape(text: string): string {
    return text
      .replace(forbidden, () => {
        this.dropped++;
        return '';
      })
      .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
  }

  /** One line, for the value of an attribute. */
  line(text: string): string {
    return this.escape(text.replace(/\s+/g, ' ').trim());
  }
}

/** XML 1.0, production 2; lone surrogates are characters of their own to a `u` expression. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
