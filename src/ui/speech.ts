import { IntlMessageFormat } from 'intl-messageformat';
import type { Reason } from '#core/result.ts';
import english from '#messages/en.json' with { type: 'json' };

export type MessageKey = keyof typeof english;

/** How one reader is spoken to: language, direction, time zone. */
export interface Speech {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** IANA name, as `Europe/Geneva` would be; `UTC` unless the reader chose one. */
  readonly timeZone: string;
  t(key: MessageKey, values?: Values): string;
  /** The words for a refusal. */
  reason(reason: Reason): string;
  /** An ISO day, in words. */
  day(isoDay: string): string;
  /** A moment in the reader's zone, with the zone named. */
  moment(at: Date): string;
  number(value: number): string;
  list(items: readonly string[]): string;
}

export type Values = Readonly<Record<string, string | number | Date | null | undefined>>;

const compiled = new Map<string, IntlMessageFormat>();
const texts: Readonly<Record<string, string>> = english;

export function speak(locale = 'en', timeZone = 'UTC'): Speech {
  const say = (key: string, values?: Values): string => {
    const text = texts[key];
    if (text === undefined) return key;
    const cacheKey = `${locale} ${key}`;
    let format = compiled.get(cacheKey);
    if (!format) {
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      compiled.set(cacheKey, format);
    }
    return String(format.format({ ...values }));
  };
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const momentFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  });
  const numberFormat = new Intl.NumberFormat(locale);
  const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    locale,
    direction: 'ltr',
    timeZone,
    t: say,
    reason: ({ code, ...values }) => say(`reason.${code}`, values),
    day: (isoDay) => dayFormat.format(new Date(`${isoDay}T00:00:00Z`)),
    moment: (at) => momentFormat.format(at),
    number: (value) => numberFormat.format(value),
    list: (items) => listFormat.format(items),
  };
}
