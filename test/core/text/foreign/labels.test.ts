import { describe, expect, test } from 'vitest';
import { checkForeign } from './laws.ts';

describe('the labels of a text', () => {
  test.each<readonly [string, readonly string[]]>([
    ['1. Notes\n2. Decides\n\n2.bis Acts', ['1 2', '2 2', '2.bis 2']],
    [
      '## Article 2 *(purpose)*\n\n1. To act:\n\n    1. now\n    2. then\n\n2. To rest',
      ['Article 2 1', '1 2', '1 3', '2 3', '2 2'],
    ],
    ['3. To act\n\n    3bis. To rest', ['3 2', '3bis 2']],
    ['2. (a) To hold;\n(b) To let go', ['2 2', '(a) 3', '(b) 3']],
    ['(g) x;\n(h) y;\n(i) z;\n(j) end', ['(g) 3', '(h) 3', '(i) 3', '(j) 3']],
    ['(a) x:\n(i) y;\n(ii) z', ['(a) 3', '(i) 4', '(ii) 4']],
    ['Pp2bis ... Pp2ter ... Article 2 bis general', ['Pp2bis 2', 'Pp2ter 2', 'Article 2 bis 1']],
    ['PP2bis; OP7ter; OP6alt', ['PP2bis 2', 'OP7ter 2', 'OP6alt 2']],
    // A line that goes on with a sentence has none.
    ['as was said in paragraph\n4. The rest', []],
    ['as was said.\n4. The rest', ['4 2']],
    ['in article 3; OP5 applies', []],
    ['We note PP2 ... PP3', []],
  ])('%j', (text, expected) => {
    expect(checkForeign(text).labels.map(({ label, level }) => `${label} ${level}`)).toEqual(
      expected,
    );
  });
});
