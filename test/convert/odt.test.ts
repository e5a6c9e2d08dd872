import { expect, it } from 'vitest';
import { convertHere } from '#convert/convert-here.ts';
import { odt } from './fixtures.ts';

it('headings, lists, tables, notes; changes as accepted, comments counted', async () => {
  const body =
    '<text:tracked-changes><text:changed-region><text:deletion><office:change-info>' +
    '<dc:creator>Ada</dc:creator></office:change-info><text:p>gone</text:p></text:deletion>' +
    '</text:changed-region></text:tracked-changes>' +
    '<text:table-of-content><text:p>Rivers 1</text:p></text:table-of-content>' +
    '<text:h text:outline-level="2">Rivers</text:h>' +
    '<text:p>One<text:s text:c="3"/>two<text:line-break/>three<text:tab/>four' +
    '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>' +
    '<office:annotation><dc:creator>Bob</dc:creator><text:p>why?</text:p></office:annotation> five</text:p>' +
    '<text:list><text:list-item><text:p>item</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list>' +
    '<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>';
  const meta =
    '<dc:title>On Rivers</dc:title><meta:initial-creator>Ada</meta:initial-creator><dc:date>2026-03-01T01:00:00</dc:date>';
  const result = await convertHere({ name: 'a.odt', bytes: odt(body, meta) });
  expect(result).toMatchObject({
    ok: true,
    value: {
      title: 'On Rivers',
      authors: ['Ada'],
      date: '2026-03-01',
      blocks: [
        { kind: 'heading', level: 2, text: 'Rivers' },
        { kind: 'paragraph', text: 'One two\nthree four five' },
        { kind: 'note', text: 'A note.' },
        { kind: 'list-item', level: 1, text: 'item' },
        { kind: 'list-item', level: 2, text: 'inner' },
        { kind: 'table-row', text: 'a | b' },
      ],
      notes: [
        { code: 'revisions-accepted', count: 1, authors: 'Ada' },
        { code: 'comments-left-out', count: 1 },
      ],
    },
  });
});
