import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDelimited } from '#core/members/parse-delimited.ts';
import { previewMembers } from '#core/members/read-csv.ts';

const head = 'name,delegation,stakeholder group,role';
const ada = {
  line: 2,
  name: 'Ada Anders',
  delegation: 'Upper Meander',
  stakeholderGroup: 'government',
  role: 'member',
  email: null,
};

describe('a table of members', () => {
  test.each([
    ['with commas', `${head}\nAda Anders,Upper Meander,government,member\n`],
    ['with semicolons', `${head.replaceAll(',', ';')}\nAda Anders;Upper Meander;Government;Member`],
    ['with tabs', `${head}\nAda Anders,Upper Meander,Government,Delegate`.replaceAll(',', '\t')],
    ['with a mark at its head', `\uFEFF${head}\r\nAda Anders,Upper Meander,government,member\r\n`],
    [
      'with quotes',
      `"name","delegation","stakeholder group","role"\n"Ada Anders","Upper Meander","government","member"`,
    ],
    [
      'in another order',
      'Role;Organisation;Full name;Sector\nmember;Upper Meander;Ada Anders;Ministry',
    ],
    [
      'with columns of its own',
      `nr,${head},notes\n1,Ada Anders,Upper Meander,government,member,"likes, commas"`,
    ],
    ['with untidy spaces', `${head}\n  Ada   Anders , Upper Meander,government, member`],
    ['with empty lines after', `${head}\nAda Anders,Upper Meander,government,member\n\n,,,\n`],
  ])('%s is read', (_case, text) => {
    expect(previewMembers(text)).toEqual({ ok: true, value: { members: [ada], wrong: [] } });
  });

  test('may give addresses, and leave a group open where nobody is spoken for', () => {
    const text = `${head},E-mail\nSec Retary,,,secretariat,Sec@Example.org\nObs Erver,,,observer,\n`;
    const preview = previewMembers(text);
    expect(preview.ok && preview.value.members).toMatchObject([
      { role: 'secretariat', stakeholderGroup: null, email: 'sec@example.org' },
      { role: 'observer', stakeholderGroup: null, email: null },
    ]);
  });

  test.each([
    ['', 'members-without-column', { columns: 'name, delegation, stakeholder group, role' }],
    [
      'name,role\nAda,member',
      'members-without-column',
      { columns: 'delegation, stakeholder group', found: 'name, role' },
    ],
    [`${head}\n`, 'members-empty', {}],
    [`${head}\nAda,"Upper Meander,government,member`, 'members-quote-open', { line: 2 }],
  ])('%j is refused whole', (text, code, values) => {
    expect(previewMembers(text)).toMatchObject({ ok: false, reason: { code, ...values } });
  });

  test.each([
    ['Ada,Upper Meander,government,king', { code: 'members-line-role', line: 2, value: 'king' }],
    ['Ada,Upper Meander,aliens,member', { code: 'members-line-group', line: 2, value: 'aliens' }],
    ['Ada,Upper Meander,,member', { code: 'members-line-group', line: 2, value: '' }],
    [',Upper Meander,government,member', { code: 'members-line-nameless', line: 2 }],
    [
      `${'A'.repeat(201)},Upper Meander,government,member`,
      { code: 'members-line-long', line: 2, limit: 200 },
    ],
    [
      'Ada,U,government,member\nada,  u,civil society,chair',
      { code: 'members-line-twice', line: 3, first: 2 },
    ],
    [
      '"Ada\nAnders",U,government,member\nBo,U,government,king',
      { code: 'members-line-role', line: 4 },
    ],
  ])('%j names the line', (lines, reason) => {
    const preview = previewMembers(`${head}\n${lines}`);
    expect(preview.ok && preview.value.wrong).toMatchObject([reason]);
  });

  test('names an address that is none', () => {
    const preview = previewMembers(`${head},email\nAda,U,government,member,ada at home`);
    expect(preview.ok && preview.value.wrong).toMatchObject([
      { code: 'members-line-email', line: 2 },
    ]);
  });

  test('names who is seated already', () => {
    const seated = [{ name: 'ADA  ANDERS', delegation: 'upper meander' }];
    const preview = previewMembers(`${head}\nAda Anders,Upper Meander,government,member`, seated);
    expect(preview.ok && preview.value).toMatchObject({
      members: [],
      wrong: [{ code: 'members-line-seated', line: 2 }],
    });
  });

  test('names every wrong line, in order', () => {
    const lines = [
      'A,U,government,x',
      'B,U,y,member',
      ',U,government,member',
      'C,U,government,chair',
    ];
    const preview = previewMembers(`${head}\n${lines.join('\n')}`);
    expect(preview.ok && preview.value.wrong.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(preview.ok && preview.value.members).toHaveLength(1);
  });

  test('of any words never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, headed) => {
        const preview = previewMembers(headed ? `${head}\n${text}` : text);
        return preview.ok ? preview.value.wrong.every(({ line }) => Number(line) > 1) : true;
      }),
    );
  });
});

describe('cells', () => {
  const cell = fc
    .string()
    .map((text) => text.replace(/\r/g, '').trim())
    .filter((text) => text !== '');
  const delimiters = fc.constantFrom(',', ';', '\t');

  test('come back as they were written, whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        delimiters,
        (rows, delimiter) => {
          const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
          const heading = ['a', 'b', 'c', 'd'];
          const text = [heading, ...rows].map((row) => row.map(quoted).join(delimiter)).join('\n');
          const parsed = parseDelimited(text);
          expect(parsed.ok && parsed.value.map(({ cells }) => cells)).toEqual([heading, ...rows]);
        },
      ),
    );
  });
});
