import { dot, rowOf } from './dense.ts';
import { compareText, type Coding } from './document.ts';
import { LeastSquares } from './least-squares.ts';
import type { Placed, Space } from './space.ts';
import { WordMiddles } from './word-middles.ts';

export interface LabelScore {
  readonly label: string;
  /** From 0 to 1; those of all labels for one text add up to one. */
  readonly score: number;
}

/** Ranks labels for texts; learns from each coding that a person confirms. */
export interface Classifier {
  readonly labels: () => readonly string[];
  /** Takes in what a person confirmed. Never lowers the label's score for the very same text. */
  readonly learn: (coding: Coding) => void;
  /** Takes back a coding that was learnt. */
  readonly forget: (coding: Coding) => void;
  /** All labels, likeliest first; equal scores by label. */
  readonly rank: (text: string, language?: string) => readonly LabelScore[];
  /** The same for a document of the space, which need not be read again. */
  readonly rankDocument: (document: number) => readonly LabelScore[];
  /** The documents of the space (their numbers) likeliest to belong to a label, best first. */
  readonly documentsFor: (
    label: string,
    limit: number,
    /** Which documents are asked about; all, unless given. */
    wanted?: (document: number) => boolean,
  ) => readonly { readonly document: number; readonly score: number }[];
}

/** How many of the directions each linear model looks at, as shares of all, each √½ of the last. */
const depths = Array.from({ length: 8 }, (_, at) => Math.SQRT1_2 ** at);
const steepness = 2;
/** How much a difference of closeness tells. */
const sharpness = 10;
/** What the linear models count beside the middles. */
const linearShare = 2 / 3;
/** So many documents, or this many times those asked for, are judged in full for a label. */
const judged = 200;
const judgedTimes = 5;

interface Known {
  count: number;
  /** The sum of the places of the label's examples. */
  readonly place: Float64Array;
}

/**
 * A classifier that starts from nothing and judges in two ways, each giving every label a share: by
 * linear models that see the space from coarse to fine, and by how close the words are to the middle
 * of the label's examples. What each learns is a sum over the examples, so that their order does not
 * matter.
 */
export function createClassifier(space: Space): Classifier {
  const size = space.vectors.width;
  const widths = [...new Set(depths.map((depth) => Math.max(1, Math.round(size * depth))))];
  const models = widths.map((width) => new LeastSquares(width, steepness));
  const middles = new WordMiddles();
  const known = new Map<string, Known>();

  const change = ({ text, language, label }: Coding, sign: 1 | -1): void => {
    const { vector, weighed } = space.place(text, language);
    const of = known.get(label) ?? { count: 0, place: new Float64Array(size) };
    of.count += sign;
    for (let at = 0; at < size; at += 1)
      of.place[at] = (of.place[at] ?? 0) + sign * (vector[at] ?? 0);
    if (of.count > 0) known.set(label, of);
    else known.delete(label);
    for (const model of models) model.learn(vector, label, sign);
    middles.learn(weighed, label, sign);
  };

  const labels = (): readonly string[] => [...known.keys()].sort(compareText);
  const scores = ({ vector, weighed }: Placed, of: readonly string[]): readonly number[] => {
    const byModel = models.map((model) => shares(model.scores(vector, of)));
    const byMiddle = shares(
      exponentials(of.map((label) => sharpness * middles.closeness(weighed, label))),
    );
    return of.map((_, at) => {
      const linear = byModel.reduce((sum, each) => sum + (each[at] ?? 0), 0) / models.length;
      return linearShare * linear + (1 - linearShare) * (byMiddle[at] ?? 0);
    });
  };
  const ranked = (placed: Placed): readonly LabelScore[] => {
    const of = labels();
    const found = scores(placed, of);
    return of
      .map((label, at) => ({ label, score: found[at] ?? 0 }))
      .sort((one, other) => other.score - one.score || compareText(one.label, other.label));
  };
  const placeOf = (document: number): Placed => ({
    vector: rowOf(space.vectors, document),
    weighed: space.weighed(document),
  });

  return {
    labels,
    learn: (coding) => change(coding, 1),
    forget: (coding) => change(coding, -1),
    rank: (text, language) => ranked(space.place(text, language)),
    rankDocument: (document) => ranked(placeOf(document)),
    documentsFor(label, limit, wanted) {
      const middle = known.get(label)?.place;
      if (!middle) return [];
      const of = labels();
      const at = of.indexOf(label);
      return nearest(space, middle, Math.max(judged, judgedTimes * limit), wanted)
        .map((document) => ({ document, score: scores(placeOf(document), of)[at] ?? 0 }))
        .sort((one, other) => other.score - one.score || one.document - other.document)
        .slice(0, limit);
    },
  };
}

/** The documents closest to a place, at most so many; equal ones in their order. */
function nearest(
  space: Space,
  place: Float64Array,
  most: number,
  wanted: (document: number) => boolean = () => true,
): readonly number[] {
  const target = Float32Array.from(place);
  const products = Float64Array.from(space.documents, (_, document) =>
    dot(rowOf(space.vectors, document), target),
  );
  const order = Array.from(products.keys()).filter(wanted);
  if (order.length <= most) return order;
  return order
    .sort((one, other) => (products[other] ?? 0) - (products[one] ?? 0) || one - other)
    .slice(0, most);
}

/** Exponentials, of which the greatest is one, so that none is too great. */
function exponentials(values: readonly number[]): readonly number[] {
  const greatest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return values.map((value) => Math.exp(value - greatest));
}

/** Each value's share of the sum; equal shares where all are zero. */
function shares(values: readonly number[]): readonly number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => (sum > 0 ? value / sum : 1 / values.length));
}
