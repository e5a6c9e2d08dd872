import { describe, expect, test } from 'vitest';
import { roles, type Role } from '#core/vocabulary.ts';
import { isPublicVerb } from '#policy/activity.ts';
import { type Deed, may } from '#policy/may.ts';
import type { Standing } from '#policy/standing.ts';

const seat = (role: Role, state: 'listed' | 'joined' | 'left' = 'joined'): Standing => ({
  kind: 'member',
  memberId: 'm',
  name: 'Someone',
  role,
  state,
});

/** Everyone there is, in the order of the columns below. */
const standings: readonly (readonly [string, Standing])[] = [
  ['operator', { kind: 'operator' }],
  ...roles.map((role) => [role, seat(role)] as const),
  ['left', seat('secretariat', 'left')],
  ['founder', { kind: 'account', founder: true }],
  ['account', { kind: 'account', founder: false }],
  ['anonymous', { kind: 'anonymous' }],
];

/*
 * Who may do what in a group that only its members read. x: may; a dot: may not. The columns:
 * operator; secretariat, chair, vice-chair, member, observer; a secretariat that left; an account
 * that may found groups; another account; nobody.
 */
const law: Readonly<Record<Deed, string>> = {
  'group.found': 'x ..... .x..',
  'group.read': 'x xxxxx ....',
  'group.change-settings': 'x xxx.. ....',
  'group.change-mandate': 'x x.... ....',
  'member.list': 'x x.... ....',
  'member.change': 'x x.... ....',
  'member.invite': 'x x.... ....',
  'member.remove': 'x x.... ....',
  'subgroup.found': 'x xxx.. ....',
  'subgroup.change-settings': 'x xxx.. ....',
  'subgroup.change-members': 'x xxx.. ....',
  'document.register': 'x xxx.. ....',
  'document.correct': 'x x.... ....',
  'document.describe': 'x x.... ....',
  'text.table': 'x xxxx. ....',
  'text.amend': 'x xxxx. ....',
  'text.take-stance': 'x xxxx. ....',
  'text.comment': 'x xxxx. ....',
  'text.amend-for-others': 'x xxx.. ....',
  'text.decide': 'x xxx.. ....',
  'text.settle': 'x xxx.. ....',
  'text.close': 'x xxx.. ....',
  'text.arrange': 'x xxx.. ....',
  'text.undo': 'x xxxx. ....',
};

const cases = Object.entries(law).flatMap(([deed, row]) =>
  standings.map(([who, standing], column) => ({
    deed: deed as Deed,
    who,
    standing,
    allowed: row.replaceAll(' ', '')[column] === 'x',
  })),
);

describe('the policy', () => {
  test.each(cases)('$deed: $who: $allowed', ({ deed, standing, allowed }) => {
    expect(may(standing, deed, { visibility: 'members' }).ok).toBe(allowed);
  });

  test('a public group is read by everyone, and opens nothing else', () => {
    for (const { deed, standing, allowed } of cases) {
      const expected = allowed || deed === 'group.read';
      expect([deed, may(standing, deed, { visibility: 'public' }).ok]).toEqual([deed, expected]);
    }
  });

  test.each([
    ['someone with another role', seat('observer'), 'not-your-role'],
    ['someone who left', seat('secretariat', 'left'), 'not-a-member'],
    ['an account without a seat', { kind: 'account', founder: true }, 'not-a-member'],
    ['nobody', { kind: 'anonymous' }, 'sign-in-first'],
  ] as const)('tells %s why not', (_who, standing, code) => {
    expect(may(standing, 'member.invite')).toMatchObject({ ok: false, reason: { code } });
  });

  test('tells an account that may not found groups whom to ask', () => {
    const refusal = may({ kind: 'account', founder: false }, 'group.found');
    expect(refusal).toMatchObject({ ok: false, reason: { code: 'not-a-founder' } });
  });

  test('an invitation is not public knowledge', () => {
    expect(isPublicVerb('member.invited')).toBe(false);
    expect(isPublicVerb('member.joined')).toBe(true);
  });
});
