import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { documentKinds, relationKinds, roles, stakeholderGroups } from '#core/vocabulary.ts';
import english from '#messages/en.json' with { type: 'json' };
import { speak } from '#ui/speech.ts';
import { stages } from '#ui/stages.ts';

describe('how readers are spoken to', () => {
  test('every message is well formed', () => {
    const broken = Object.entries(english).filter(([, text]) => {
      try {
        return !new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true });
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });

  test('every word of the closed lists has a name', () => {
    const keys = [
      ...stakeholderGroups.map((group) => `vocabulary.stakeholder.${group}`),
      ...roles.map((role) => `vocabulary.role.${role}`),
      ...documentKinds.map((kind) => `vocabulary.kind.${kind}`),
      ...relationKinds.map((kind) => `vocabulary.relation.${kind}`),
      ...relationKinds.map((kind) => `vocabulary.relation-back.${kind}`),
      ...stages.map((stage) => `vocabulary.stage.${stage}`),
    ];
    expect(keys.filter((key) => speak().said(key) === undefined)).toEqual([]);
  });

  test('a zone that nobody knows is read as UTC', () => {
    expect(speak('en', 'Nowhere/Atall').timeZone).toBe('UTC');
    expect(speak('en', '<script>').timeZone).toBe('UTC');
    expect(speak('en', 'Africa/Tunis').timeZone).toBe('Africa/Tunis');
  });

  test('the same moment has another day in another zone', () => {
    const late = new Date('2026-03-04T23:30:00Z');
    expect(speak('en', 'UTC').dayOf(late)).toBe('4 March 2026');
    expect(speak('en', 'Africa/Tunis').dayOf(late)).toBe('5 March 2026');
    expect(speak('en', 'Africa/Tunis').timeOf(late)).toBe('00:30');
  });

  test.each([
    ['fr', 'French'],
    ['und', 'Language not known'],
    ['not a language', 'not a language'],
  ])('the language %s is called %s', (tag, name) => {
    expect(speak().language(tag)).toBe(name);
  });

  test.each([
    [512, '512 bytes'],
    [17_000, '17 kB'],
    [2_450_000, '2.5 MB'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(speak().bytes(bytes)).toBe(words);
  });
});
