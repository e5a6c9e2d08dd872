import fc from 'fast-check';

/** Few words, so that the same come again everywhere and every ambiguity of alignment is met. */
const fewWords = ['shall', 'should', 'the', 'use', 'of', 'water', ',', '.', '(a)', '2.', 'and'];
const oddities = [
  '[',
  ']',
  '{',
  '}',
  '\\',
  '/',
  '–',
  '∅',
  '?',
  '|',
  '"',
  '   ',
  '水',
  '文',
  'ماء',
  '؛',
  '\r',
];

const word = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...fewWords) },
  { weight: 2, arbitrary: fc.constantFrom(...oddities) },
  { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
);
const paragraph = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));
const paragraphs = fc.array(paragraph, { maxLength: 6 });

type Edit = (paragraphs: readonly string[]) => string[];

const place = fc.nat({ max: 40 });
const inWords =
  (change: (words: string[], at: number) => void) =>
  (index: number, at: number): Edit => {
    return (before) => {
      const after = [...before];
      const target = after.length > 0 ? index % after.length : 0;
      const words = (after[target] ?? '').split(' ');
      change(words, at % (words.length + 1));
      after[target] = words.join(' ');
      return after;
    };
  };

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(place, place, word)
    .map(([index, at, new_]) =>
      inWords((words) => words.splice(at % (words.length + 1), 0, new_))(index, at),
    ),
  fc
    .tuple(place, place)
    .map(([index, at]) => inWords((words, from) => words.splice(from, 2))(index, at)),
  fc
    .tuple(place, place, word)
    .map(([index, at, new_]) => inWords((words, from) => words.splice(from, 1, new_))(index, at)),
  // Whole paragraphs: put in, taken out, moved, split, merged.
  fc.tuple(place, paragraph).map(
    ([at, new_]): Edit =>
      (before) =>
        before.toSpliced(at % (before.length + 1), 0, new_),
  ),
  place.map(
    (at): Edit =>
      (before) =>
        before.toSpliced(at % (before.length + 1), 1),
  ),
  fc.tuple(place, place).map(([from, to]): Edit => (before) => {
    const [moved, ...rest] = [
      before[from % Math.max(1, before.length)] ?? '',
      ...before.toSpliced(from % Math.max(1, before.length), 1),
    ];
    return rest.toSpliced(to % (rest.length + 1), 0, moved);
  }),
  place.map(
    (at): Edit =>
      (before) =>
        before.flatMap((text, index) => {
          const words = text.split(' ');
          return index === at % Math.max(1, before.length)
            ? [words.slice(0, 3).join(' '), words.slice(3).join(' ')]
            : [text];
        }),
  ),
  place.map((at): Edit => (before) => {
    const index = at % Math.max(1, before.length);
    return before.toSpliced(index, 2, before.slice(index, index + 2).join(' '));
  }),
  // Several paragraphs worded anew, or left out, with their places kept.
  fc
    .tuple(place, fc.nat({ max: 3 }), fc.boolean())
    .map(([at, wording, isWorded]): Edit => (before) => {
      const anew = [`Another${wording} wording${wording}`, `of${wording} it${wording}`];
      return before.toSpliced(at % Math.max(1, before.length), 2, ...(isWorded ? anew : ['']));
    }),
);

export interface Scene {
  readonly base: string;
  readonly versions: readonly { readonly party: string; readonly text: string }[];
}

/** A base and versions of it: edited, copied, equal to others', empty, or of another text altogether. */
export const scenes: fc.Arbitrary<Scene> = paragraphs.chain((base) => {
  const edited = fc
    .array(edits, { maxLength: 6 })
    .map((steps) => steps.reduce((text, edit) => edit(text), [...base]));
  const version = fc.oneof(
    { weight: 10, arbitrary: edited },
    { weight: 1, arbitrary: fc.constant([...base]) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: paragraphs },
  );
  return fc
    .tuple(fc.array(version, { minLength: 1, maxLength: 7 }), fc.array(fc.nat(), { maxLength: 2 }))
    .map(([texts, copies]) => {
      const all = [...texts, ...copies.map((copy) => texts[copy % texts.length] ?? [])];
      return {
        base: base.join('\n'),
        versions: all.map((text, index) => ({
          party: parties[index] ?? `P${index}`,
          text: text.join('\n'),
        })),
      };
    });
});

/** Names of all makes, some of which the notation must quote. */
export const parties = [
  'A',
  'B',
  'Group of 12, delete',
  'C/D',
  'Ωmega',
  'E "F"',
  'retain',
  'G#1',
  'H – I',
];
