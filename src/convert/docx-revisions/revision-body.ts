import { writtenSign } from '../docx-symbols.ts';
import type { Attributes, XmlHandler } from '../xml.ts';
import { DraftParagraph, type Properties, type Whole } from './draft-paragraph.ts';
import { changeOf, isChange, isMoveRange, OpenChanges } from './open-changes.ts';
import { OpenComments } from './open-comments.ts';
import { OpenFields } from './open-fields.ts';
import { OpenPlaces } from './open-places.ts';
import { dropped, formatChanges } from './silent-elements.ts';
import type { Tally } from './tally.ts';

export interface NoteReference {
  /** `footnote 2` */
  readonly key: string;
  /** The whole it stands and falls with: its mark, else the row or frame around. */
  readonly frame: Whole;
}

/**
 * Walks `word/document.xml`, or one note, into paragraphs with their changes. One walk, with
 * stacks of its own, since text boxes put paragraphs inside paragraphs and tables put tables
 * inside cells.
 */
export class RevisionBody implements XmlHandler {
  readonly paragraphs: DraftParagraph[] = [];
  readonly references: NoteReference[] = [];
  readonly comments = new OpenComments();
  readonly #tally: Tally;
  readonly #path: string[] = [];
  readonly #open: DraftParagraph[] = [];
  readonly #changes = new OpenChanges();
  readonly #fields = new OpenFields();
  readonly #places: OpenPlaces;
  #dropDepth = 0;
  #inText = false;

  constructor(tally: Tally, frame: Whole = {}) {
    this.#tally = tally;
    this.#places = new OpenPlaces(tally, frame);
  }

  open(name: string, attributes: Attributes): void {
    if (formatChanges.has(name)) this.#tally.formatChanges++;
    if (this.#dropDepth > 0 || dropped.has(name)) {
      this.#dropDepth++;
      return;
    }
    if (isChange(name)) this.#openChange(name, attributes);
    else if (isMoveRange(name)) this.#changes.range(name, attributes);
    else if (/^w:customXml\w+RangeStart$/.test(name)) this.#tally.controlRanges++;
    else if (!this.#openStructure(name)) this.#openContent(name, attributes);
    this.#path.push(name);
  }

  close(name: string): void {
    if (this.#dropDepth > 0) {
      this.#dropDepth--;
      return;
    }
    this.#path.pop();
    if (isChange(name) && !this.#isMark()) this.#changes.close();
    else this.#closeStructure(name);
  }

  text(text: string): void {
    if (this.#dropDepth === 0 && this.#inText) this.#write(text);
  }

  /** In properties a change is an empty element, about what has the properties. */
  #isMark(): boolean {
    const parent = this.#path.at(-1);
    return /^w:(rPr|trPr|tcPr|numPr)$|^m:ctrlPr$/.test(parent ?? '');
  }

  #openChange(name: string, attributes: Attributes): void {
    const change = changeOf(attributes);
    if (!this.#isMark()) {
      this.#changes.open(name, this.#tally.see(change));
      return;
    }
    const parent = this.#path.at(-1);
    const paragraph = this.#open.at(-1);
    if (parent === 'w:rPr' && this.#path.at(-2) === 'w:pPr' && paragraph) {
      Object.assign(paragraph.mark, this.#changes.fateOf(name, this.#tally.see(change)));
    } else if (parent === 'w:trPr') {
      this.#places.markRow(this.#changes.fateOf(name, this.#tally.see(change)));
    } else if (parent === 'w:numPr') this.#tally.formatChanges++;
    else this.#tally.other++;
  }

  /** Tables, text boxes and paragraphs: what has a flow, or is one of it. */
  #openStructure(name: string): boolean {
    switch (name) {
      case 'w:tbl': {
        const last = this.paragraphs.at(-1);
        if (last && last.flow === this.#places.here.flow) last.beforeTable = true;
        this.#places.openTable();
        return true;
      }
      case 'w:tr':
        this.#places.openRow();
        return true;
      case 'w:tc':
        this.#places.openCell();
        return true;
      case 'w:txbxContent':
        this.#places.openFrame(this.#changes.fate);
        this.#changes.openFrame();
        return true;
      case 'w:p':
        this.#open.push(new DraftParagraph(this.#places.here));
        this.comments.break();
        return true;
      default:
        return false;
    }
  }

  #closeStructure(name: string): void {
    switch (name) {
      case 'w:t':
      case 'w:delText':
      case 'm:t':
        this.#inText = false;
        break;
      case 'w:fldSimple':
        this.#fields.closeSimple();
        break;
      case 'w:p': {
        const paragraph = this.#open.pop();
        if (paragraph) this.paragraphs.push(paragraph);
        this.#fields.endParagraph();
        break;
      }
      case 'w:tr':
        this.#places.closeRow();
        break;
      case 'w:txbxContent':
        this.#changes.close();
        this.#places.closeFrame();
        break;
      case 'w:tc':
        this.#places.closeFrame();
        break;
      case 'w:tbl':
        this.#places.closeTable();
    }
  }

  #openContent(name: string, attributes: Attributes): void {
    switch (name) {
      case 'w:t':
      case 'm:t':
        this.#inText = true;
        break;
      case 'w:delText':
        this.#inText = this.#changes.fate.del !== undefined;
        break;
      case 'w:tab':
      case 'w:ptab':
        if (this.#path.at(-1) !== 'w:tabs') this.#write('\t');
        break;
      case 'w:br':
      case 'w:cr':
      case 'w:noBreakHyphen':
      case 'w:sym':
        this.#write(writtenSign(name, attributes));
        break;
      case 'w:fldChar':
        this.#fields.mark(attributes['w:fldCharType']);
        break;
      case 'w:fldSimple':
        this.#fields.openSimple();
        break;
      case 'w:footnoteReference':
        this.#refer(`footnote ${attributes['w:id']}`);
        break;
      case 'w:endnoteReference':
        this.#refer(`endnote ${attributes['w:id']}`);
        break;
      case 'w:commentRangeStart':
        this.comments.open(attributes['w:id'] ?? '', this.#open.at(-1));
        break;
      case 'w:commentRangeEnd':
        this.comments.close(attributes['w:id'] ?? '');
        break;
      case 'w:commentReference':
        this.comments.refer(attributes['w:id'] ?? '', this.#open.at(-1));
        break;
      case 'w:cellIns':
      case 'w:cellDel':
        this.#places.markCell(
          name === 'w:cellIns' ? 'ins' : 'del',
          this.#tally.see(changeOf(attributes)),
        );
        break;
      case 'w:cellMerge':
        this.#tally.other++;
        break;
      default:
        this.#property(name, attributes['w:val']);
    }
  }

  #property(name: string, value: string | undefined): void {
    const paragraph = this.#open.at(-1);
    if (!paragraph) return;
    const parent = this.#path.at(-1);
    if (name === 'w:pPrChange') paragraph.former = {};
    if (parent !== 'w:pPr' && parent !== 'w:numPr') return;
    const inFormer = this.#path.includes('w:pPrChange', -5);
    const properties: Properties = (inFormer && paragraph.former) || paragraph.now;
    if (name === 'w:pStyle') properties.style = value;
    else if (name === 'w:outlineLvl') properties.outline = Number(value);
    else if (name === 'w:numId') properties.list = value;
    else if (name === 'w:ilvl') properties.depth = Number(value);
  }

  #write(text: string): void {
    const paragraph = this.#open.at(-1);
    if (!paragraph || text === '') return;
    const { fate } = this.#changes;
    const { hiders } = this.#fields;
    paragraph.write(text, fate, hiders);
    if ((fate.ins || fate.del) && this.#fields.inside && !hiders) this.#tally.changesInFields++;
    if (!hiders) this.comments.write(text, fate.del !== undefined);
  }

  #refer(key: string): void {
    const paragraph = this.#open.at(-1);
    if (!paragraph) return;
    const { fate } = this.#changes;
    paragraph.refer(key, fate);
    const { row, frame } = paragraph;
    this.references.push({
      key,
      frame: { ins: fate.ins ?? row.ins ?? frame.ins, del: fate.del ?? row.del ?? frame.del },
    });
  }
}
