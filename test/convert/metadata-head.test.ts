import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '#convert/clean.ts';
import { decode } from '#convert/encoding.ts';
import { readMetadataHead } from '#convert/metadata-head.ts';
import { sharedData } from '../shared-data.ts';

describe('a head', () => {
  it('with title, wrapped and empty values, and sections', () => {
    const text = [
      'A Charter for the Rivers of Erewhon and',
      'of Laputa',
      'Area: PRINCIPLES AND THE ROADMAP FOR EVOLUTION OF',
      'RIVERS',
      'Region: Erewhon',
      'Organization: Society of Friends',
      'Sector: Civil Society',
      'Keywords:',
      'Doc Attached: one',
      'Doc Attached: two',
      '',
      'Abstract',
      '',
      'In short.',
      'Document',
      'Source: the river.',
      'At length.',
    ].join('\n');
    expect(readMetadataHead(text)).toEqual({
      title: 'A Charter for the Rivers of Erewhon and of Laputa',
      fields: {
        Area: 'PRINCIPLES AND THE ROADMAP FOR EVOLUTION OF RIVERS',
        Region: 'Erewhon',
        Organization: 'Society of Friends',
        Sector: 'Civil Society',
        Keywords: '',
        'Doc Attached': 'one; two',
      },
      abstract: 'In short.',
      body: 'Source: the river.\nAt length.',
    });
  });

  it('with keys run together', () => {
    const text =
      'Rivers: a viewArea: Water\nRegion: Erewhon Organization: Friends Sector: Academia\n' +
      'Doc Attached: one 1Abstract\nShort.\nDocument\nLong.';
    expect(readMetadataHead(text)).toMatchObject({
      title: 'Rivers: a view',
      fields: {
        Area: 'Water',
        Region: 'Erewhon',
        Organization: 'Friends',
        Sector: 'Academia',
        'Doc Attached': 'one 1',
      },
      abstract: 'Short.',
      body: 'Long.',
    });
  });

  it('with other keys in another order', () => {
    const text = 'Date: 2026-03-01\nRiver basin: Upper\nTitle: On Rivers\n\nThe rivers run.\n\nOn.';
    expect(readMetadataHead(text)).toEqual({
      title: 'On Rivers',
      fields: { Date: '2026-03-01', 'River basin': 'Upper', Title: 'On Rivers' },
      body: 'The rivers run.\n\nOn.',
    });
  });

  it('of keys nobody knows, at the very beginning', () => {
    const head = readMetadataHead('River: Long\nLength: 12\nDepth: 3\n\nIt runs.');
    expect(head).toEqual({ fields: { River: 'Long', Length: '12', Depth: '3' }, body: 'It runs.' });
  });
});

describe('no head', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['one word before a colon', 'Note: this is a sentence about rivers.\n\nAnd more.'],
    ['a title and a note', 'On Rivers\n\nNote: this is a sentence.\nThe rest follows here.'],
    [
      'principles, each with its name',
      'Openness: the network should be open to all people everywhere.\n' +
        'Rights: people have the same rights on the network as off it.\n' +
        'Access: nobody should be left without a line to the network.\n\nMore.',
    ],
    ['an address', 'http://erewhon.example/rivers\nhttps://laputa.example\n\nText.'],
    ['a salutation', 'To Whom It May Concern:\n\nWe write about rivers.'],
    ['nothing', ''],
  ];
  it.each(rows)('%s', (_, text) => {
    expect(readMetadataHead(text)).toEqual({ fields: {}, body: text });
  });

  it('nor the marker that a form left behind', () => {
    const head = readMetadataHead('Document\nDocument of rivers.');
    expect(head).toEqual({ fields: {}, body: 'Document of rivers.' });
  });

  it('keeps every word of any text, in head or body', () => {
    const piece = fc.constantFrom(
      'Region: ',
      'Sector:',
      'Abstract\n',
      'Document\n',
      '\n',
      'w1 ',
      'w2',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { title = '', fields, abstract = '', body } = readMetadataHead(text);
        const out = [title, ...Object.values(fields), abstract, body].join(' ');
        const count = (words: string) => words.match(/w[12]/g)?.length ?? 0;
        expect(count(out)).toBe(count(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('real forms', () => {
  const folder = sharedData('netmundial/contributions');
  const files = folder ? readdirSync(folder) : [];
  const head = (name: string) =>
    readMetadataHead(cleanText(decode(readFileSync(`${folder}/${name}`)).text));

  it.skipIf(!folder)('each gives title, region, organisation, sector, abstract and body', () => {
    const forms = files.filter((name) => name.endsWith('A.txt'));
    expect(forms.length).toBe(120);
    for (const name of forms) {
      const { title, fields, abstract, body } = head(name);
      const { Region, Organization, Sector, Area, 'Entitled by': by } = fields;
      for (const value of [title, Region, Organization, Sector, Area, by, abstract, body]) {
        expect(value, name).toMatch(/\S/);
      }
      expect(Sector?.length, `${name} ${Sector}`).toBeLessThan(40);
      expect(Object.keys(fields).length, name).toBeLessThanOrEqual(7);
    }
  });

  it.skipIf(!folder)('the texts have no head, but for one that repeats the form', () => {
    const texts = files.filter((name) => name.endsWith('B.txt'));
    const withHead = texts.filter((name) => Object.keys(head(name).fields).length > 0);
    expect(withHead).toEqual(['064B.txt']);
  });
});
