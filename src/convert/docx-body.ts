import type { Block } from '#core/passages/block.ts';
import { blockText } from './clean.ts';
import type { Labels } from './docx-numbering.ts';
import type { Styles } from './docx-styles.ts';
import { outlineHeading, placeOf } from './docx-styles.ts';
import { writtenSign } from './docx-symbols.ts';
import { TableRows } from './table-rows.ts';
import type { Attributes, XmlHandler } from './xml.ts';

/** Revisions met, by author as the file names them. */
export interface Revisions {
  count: number;
  readonly authors: Set<string>;
}

export interface BodyContext {
  readonly styles: Styles;
  readonly labels: Labels;
  /** Text of a footnote (`footnote 2`) or endnote (`endnote 1`), if it has one. */
  readonly notes: ReadonlyMap<string, string>;
  readonly revisions: Revisions;
}

interface Paragraph {
  text: string;
  style: string;
  outline?: number | undefined;
  list?: string | undefined;
  depth?: number | undefined;
  /** Its end was deleted as a tracked change, so that it runs on into the next. */
  endDeleted: boolean;
  bold: number;
  notes: string[];
}

/** Elements whose content is no text of the document, or no longer is. */
const dropped = new Set([
  ...['w:del', 'w:moveFrom', 'w:instrText', 'w:delText', 'w:delInstrText', 'w:rPrChange'],
  ...['w:pPrChange', 'w:tblPrChange', 'w:trPrChange', 'w:tcPrChange', 'w:sectPrChange'],
  ...['w:tblGridChange', 'w:tblPrExChange', 'w:numberingChange', 'w:sectPr', 'w:sdtPr'],
  // A reading aid above the word, and the second drawing of a text box.
  ...['w:rt', 'mc:Fallback'],
]);

const revisionNames = new Set([
  'w:ins',
  'w:del',
  'w:moveFrom',
  'w:moveTo',
  'w:cellIns',
  'w:cellDel',
]);

/**
 * Reads `word/document.xml` (or a notes part) into blocks: insertions kept, deletions dropped.
 * One walk, with stacks of its own: text boxes put paragraphs inside paragraphs, tables put
 * tables inside cells.
 */
export class DocxBody implements XmlHandler {
  readonly #context: BodyContext;
  readonly #rows = new TableRows();
  readonly #paragraphs: Paragraph[] = [];
  /** What ran on from paragraphs whose end was deleted. */
  #carried: Paragraph | undefined;
  #dropDepth = 0;
  #inRunProperties = 0;
  #inParagraphProperties = 0;
  #inRowProperties = 0;
  #inText = false;
  #runBold = false;
  readonly #boldLines = new Set<Block>();

  constructor(context: BodyContext) {
    this.#context = context;
  }

  /** Where no style marks headings, short lines wholly in bold are taken for them. */
  get blocks(): readonly Block[] {
    this.#flushCarried();
    const blocks = this.#rows.blocks;
    if (blocks.some((block) => block.kind === 'heading')) return blocks;
    return blocks.map((block) =>
      this.#boldLines.has(block) ? { kind: 'heading', level: 2, text: block.text } : block,
    );
  }

  open(name: string, attributes: Attributes): void {
    if (this.#dropDepth > 0) {
      this.#dropDepth++;
      return;
    }
    if (revisionNames.has(name)) this.#countRevision(attributes);
    if (this.#openMark(name) || dropped.has(name)) {
      this.#dropDepth = 1;
      return;
    }
    this.#openElement(name, attributes);
  }

  close(name: string): void {
    if (this.#dropDepth > 0) {
      this.#dropDepth--;
      return;
    }
    switch (name) {
      case 'w:t':
      case 'm:t':
        this.#inText = false;
        break;
      case 'w:p':
        this.#closeParagraph();
        break;
      case 'w:pPr':
        this.#inParagraphProperties--;
        break;
      case 'w:rPr':
        this.#inRunProperties--;
        break;
      case 'w:trPr':
        this.#inRowProperties--;
        break;
      case 'w:tc':
        this.#flushCarried();
        break;
      case 'w:tr':
        this.#rows.closeRow();
        break;
      case 'w:r':
        this.#runBold = false;
    }
  }

  text(text: string): void {
    if (this.#dropDepth === 0 && this.#inText) this.#write(text);
  }

  /**
   * A revision as a mark in properties, not around content: a deleted paragraph end, row or cell.
   * The element itself is empty, so dropping it loses nothing.
   */
  #openMark(name: string): boolean {
    if (name === 'w:cellDel') {
      this.#rows.dropCell();
      return true;
    }
    if (name !== 'w:del' && name !== 'w:moveFrom') return false;
    const paragraph = this.#paragraphs.at(-1);
    if (this.#inRowProperties > 0) this.#rows.dropRow();
    else if (this.#inParagraphProperties > 0 && this.#inRunProperties > 0 && paragraph) {
      paragraph.endDeleted = true;
    }
    return true;
  }

  #openElement(name: string, attributes: Attributes): void {
    const paragraph = this.#paragraphs.at(-1);
    const value = attributes['w:val'];
    switch (name) {
      case 'w:p':
        this.#paragraphs.push(newParagraph());
        break;
      case 'w:t':
      case 'm:t':
        this.#inText = true;
        break;
      case 'w:pPr':
        this.#inParagraphProperties++;
        break;
      case 'w:rPr':
        this.#inRunProperties++;
        break;
      case 'w:trPr':
        this.#inRowProperties++;
        break;
      case 'w:tr':
        this.#flushCarried();
        this.#rows.openRow();
        break;
      case 'w:tc':
        this.#rows.openCell();
        break;
      case 'w:pStyle':
        if (paragraph && value !== undefined) paragraph.style = value;
        break;
      case 'w:outlineLvl':
        if (paragraph) paragraph.outline = Number(value);
        break;
      case 'w:numId':
        if (paragraph) paragraph.list = value;
        break;
      case 'w:ilvl':
        if (paragraph) paragraph.depth = Number(value);
        break;
      case 'w:b':
        if (this.#inParagraphProperties === 0) this.#runBold = value !== '0' && value !== 'false';
        break;
      case 'w:tab':
      case 'w:ptab':
        if (this.#inParagraphProperties === 0) this.#write('\t');
        break;
      case 'w:br':
      case 'w:cr':
      case 'w:noBreakHyphen':
      case 'w:sym':
        this.#write(writtenSign(name, attributes));
        break;
      case 'w:footnoteReference':
        this.#note(`footnote ${attributes['w:id']}`);
        break;
      case 'w:endnoteReference':
        this.#note(`endnote ${attributes['w:id']}`);
    }
  }

  #write(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph) return;
    paragraph.text += text;
    if (this.#runBold) paragraph.bold += text.length;
  }

  #note(key: string): void {
    const text = this.#context.notes.get(key);
    if (text !== undefined) this.#paragraphs.at(-1)?.notes.push(text);
  }

  #countRevision(attributes: Attributes): void {
    this.#context.revisions.count++;
    const author = attributes['w:author']?.trim();
    if (author) this.#context.revisions.authors.add(author);
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    const whole = this.#paragraphs.length === 0 ? join(this.#carried, paragraph) : paragraph;
    if (this.#paragraphs.length === 0) this.#carried = undefined;
    if (paragraph.endDeleted && this.#paragraphs.length === 0) this.#carried = whole;
    else this.#put(whole);
  }

  #flushCarried(): void {
    if (this.#carried && blockText(this.#carried.text)) this.#put(this.#carried);
    this.#carried = undefined;
  }

  #put(paragraph: Paragraph): void {
    const block = this.#blockOf(paragraph);
    if (block) {
      this.#rows.put(block);
      const bold = paragraph.bold >= paragraph.text.trimEnd().length;
      const line = block.text.length <= 120 && !/[.;:,]$/.test(block.text);
      if (bold && line && block.kind === 'paragraph') this.#boldLines.add(block);
    }
    for (const text of paragraph.notes) this.#rows.put({ kind: 'note', text });
  }

  #blockOf(paragraph: Paragraph): Block | undefined {
    const style = this.#context.styles.get(paragraph.style);
    if (/^(toc|table of figures)( \d|$)/i.test(style?.name ?? '')) return undefined;
    const place = placeOf(paragraph, style?.list);
    const text = blockText(paragraph.text);
    const label = place && text ? this.#context.labels.next(place) : '';
    if (!text) return undefined;
    const labelled = label ? `${label} ${text}` : text;
    const own = paragraph.outline === undefined ? undefined : outlineHeading(paragraph.outline);
    const heading = own ?? style?.heading ?? 0;
    if (heading > 0) return { kind: 'heading', level: Math.min(6, heading), text: labelled };
    if (place) return { kind: 'list-item', level: place.depth + 1, text: labelled };
    return { kind: /quote/i.test(style?.name ?? '') ? 'quote' : 'paragraph', text };
  }
}

function newParagraph(): Paragraph {
  return { text: '', style: '', endDeleted: false, bold: 0, notes: [] };
}

/** Word gives joined paragraphs the properties of the last. */
function join(first: Paragraph | undefined, second: Paragraph): Paragraph {
  if (!first) return second;
  return { ...second, text: first.text + second.text, notes: [...first.notes, ...second.notes] };
}
