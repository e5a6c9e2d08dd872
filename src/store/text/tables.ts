import type { TextTabled, TextVerb } from '#core/text/living/changes.ts';
import type { TextMeasure } from '#core/text/living/measure.ts';
import type { TextState } from '#core/text/living/state.ts';
import type { JsonColumn } from '../tables.ts';

/** One row per text: what all its entries have made of it. */
export interface NegotiatedTextTable {
  group_id: string;
  text_id: string;
  /** 1, 2, 3 … within the group: its name in addresses. */
  number: number;
  title: string;
  kind: TextTabled['kind'];
  proponents: string[];
  closed: boolean;
  /** The last entry about it. */
  seq: number;
  tabled_at: Date;
  changed_at: Date;
  state: JsonColumn<TextState>;
  measure: JsonColumn<TextMeasure>;
}

/** How much is open, without the provisions one by one. */
export type TextSummary = Omit<TextMeasure, 'byProvision'>;

/** One row per entry about a text: how it stood after it. */
export interface TextMeasureTable {
  group_id: string;
  text_id: string;
  seq: number;
  at: Date;
  verb: TextVerb;
  /** A later entry took it back. */
  undone: boolean;
  /** Null for all but the last of entries with one time: nobody ever saw the text between them. */
  measure: JsonColumn<TextSummary | null>;
}
