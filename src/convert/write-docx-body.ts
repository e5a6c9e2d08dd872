import type { Change } from './docx-revisions/revised-document.ts';
import type { ExportParagraph, ExportRun } from './export-paragraph.ts';
import type { XmlText } from './xml-text.ts';

/** An ISO day or moment as Word takes it; of anything else it says that the file is damaged. */
export function wordMoment(iso: string): string | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/.exec(iso);
  if (!found || Number.isNaN(Date.parse(iso))) return undefined;
  const [, day, time = '00:00:00', zone = 'Z'] = found;
  return `${day}T${time}${zone}`;
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const wordSpace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** `word/document.xml`. Elements stand in the order that the schema asks for; Word insists. */
export function documentXml(
  paragraphs: readonly ExportParagraph[],
  labels: ReadonlyMap<string, number>,
  text: XmlText,
): string {
  const writer = new BodyWriter(labels, text);
  const body = paragraphs.map((paragraph) => writer.paragraph(paragraph)).join('\n');
  return `${xmlHead}<w:document ${wordSpace}><w:body>\n${body || '<w:p/>'}\n${section}</w:body></w:document>`;
}

/** A4, margins of an inch; lengths in twentieths of a point. */
const section =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>';

/** A step of indentation, a centimetre in twentieths of a point. */
const step = 567;

class BodyWriter {
  readonly #labels: ReadonlyMap<string, number>;
  readonly #text: XmlText;
  #changes = 0;

  constructor(labels: ReadonlyMap<string, number>, text: XmlText) {
    this.#labels = labels;
    this.#text = text;
  }

  paragraph(paragraph: ExportParagraph): string {
    const { runs, markIns, markDel } = paragraph;
    const mark = this.#change('ins', markIns, '') + this.#change('del', markDel, '');
    const properties =
      `<w:pStyle w:val="${styleOf(paragraph)}"/>${this.#list(paragraph)}` +
      (isRightToLeft(runs) ? '<w:bidi/>' : '') +
      indentation(paragraph) +
      (mark && `<w:rPr>${mark}</w:rPr>`);
    return `<w:p><w:pPr>${properties}</w:pPr>${runs.map((run) => this.#run(run)).join('')}</w:p>`;
  }

  #list({ label }: ExportParagraph): string {
    const list = label && this.#labels.get(label);
    return list ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>` : '';
  }

  #run({ text, ins, del, ...look }: ExportRun): string {
    if (text === '') return '';
    const tag = del ? 'w:delText' : 'w:t';
    const content = text
      .split(/(\t|\r\n?|\n)/)
      .map((part, index) => {
        if (index % 2 === 1) return part === '\t' ? '<w:tab/>' : '<w:br/>';
        const words = this.#text.escape(part);
        return words && `<${tag} xml:space="preserve">${words}</${tag}>`;
      })
      .join('');
    if (content === '') return '';
    const run = `<w:r>${lookOf(look, rightToLeft.test(text))}${content}</w:r>`;
    const deleted = del ? this.#change('del', del, run) : run;
    return ins ? this.#change('ins', ins, deleted) : deleted;
  }

  #change(name: 'ins' | 'del', change: Change | undefined, content: string): string {
    if (!change) return '';
    const author = this.#text.line(change.author);
    const moment = wordMoment(change.date ?? '');
    const date = moment === undefined ? '' : ` w:date="${moment}"`;
    const open = `w:${name} w:id="${++this.#changes}" w:author="${author}"${date}`;
    return content === '' ? `<${open}/>` : `<${open}>${content}</w:${name}>`;
  }
}

function styleOf({ kind, level = 1 }: ExportParagraph): string {
  switch (kind) {
    case 'title':
      return 'Title';
    case 'heading':
      return `Heading${Math.min(9, Math.max(1, Math.trunc(level)))}`;
    case 'chapeau':
      return 'Chapeau';
    case 'preambular':
      return 'Preambular';
    case 'operative':
      return 'Operative';
    case 'sub-paragraph':
      return 'SubParagraph';
    case 'note':
      return 'Note';
    default:
      return 'Normal';
  }
}

function indentation({ kind, level = 1, label }: ExportParagraph): string {
  if (kind !== 'sub-paragraph') return '';
  const start = step * Math.min(9, Math.max(1, Math.trunc(level))) + (label ? step : 0);
  return `<w:ind w:left="${start}"${label ? ` w:hanging="${step}"` : ''}/>`;
}

function lookOf({ bold, italic, superscript }: Omit<ExportRun, 'text'>, rtl: boolean): string {
  const look =
    (bold ? '<w:b/><w:bCs/>' : '') +
    (italic ? '<w:i/><w:iCs/>' : '') +
    (superscript ? '<w:vertAlign w:val="superscript"/>' : '') +
    (rtl ? '<w:rtl/>' : '');
  return look && `<w:rPr>${look}</w:rPr>`;
}

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** By its first letter, as the Unicode bidirectional algorithm has it. */
function isRightToLeft(runs: readonly ExportRun[]): boolean {
  for (const { text } of runs) {
    const letter = /\p{L}/u.exec(text)?.[0];
    if (letter !== undefined) return rightToLeft.test(letter);
  }
  return false;
}
