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
  /** As `t` for a key put together at run time; undefined when there are no words for it. */
  said(key: string, values?: Values): string | undefined;
  /** The words for a refusal. */
  reason(reason: Reason): string;
  /** An ISO day, in words. */
  day(isoDay: string): string;
  /** A moment in the reader's zone, with the zone named. */
  moment(at: Date): string;
  /** The day of a moment in the reader's zone, in words. */
  dayOf(at: Date): string;
  /** The time of day of a moment in the reader's zone. */
  timeOf(at: Date): string;
  number(value: number): string;
  /** A size of so many bytes, in kB or MB. */
  bytes(value: number): string;
  /** The name of a BCP 47 language; `und` has a name too. */
  language(tag: string): string;
  list(items: readonly string[]): string;
}

export type Values = Readonly<Record<string, string | number | Date | null | undefined>>;

const compiled = new Map<string, IntlMessageFormat>();
const texts: Readonly<Record<string, string>> = english;

const spoken = new Map<string, Speech>();
const mostSpoken = 600;

/** A zone that nobody knows is read as UTC. */
export function speak(locale = 'en', timeZone = 'UTC'): Speech {
  const key = `${locale} ${timeZone}`;
  const known = spoken.get(key);
  if (known) return known;
  // Formatters are dear to make; what is kept of them is bounded by what there can be of zones.
  if (spoken.size >= mostSpoken) spoken.clear();
  const speech = newSpeech(locale, isTimeZone(timeZone) ? timeZone : 'UTC');
  spoken.set(key, speech);
  return speech;
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function newSpeech(locale: string, timeZone: string): Speech {
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
  // Days are said as the institutions say them: 31 January 2027.
  const written = locale === 'en' ? 'en-GB' : locale;
  const dayFormat = new Intl.DateTimeFormat(written, { dateStyle: 'long', timeZone: 'UTC' });
  const momentFormat = new Intl.DateTimeFormat(written, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  });
  const dayOfFormat = new Intl.DateTimeFormat(written, { dateStyle: 'long', timeZone });
  const timeOfFormat = new Intl.DateTimeFormat(written, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const languageNames = new Intl.DisplayNames(locale, { type: 'language' });
  const numberFormat = new Intl.NumberFormat(locale);
  const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    locale,
    direction: 'ltr',
    timeZone,
    t: say,
    said: (key, values) => (key in texts ? say(key, values) : undefined),
    reason: ({ code, ...values }) => say(`reason.${code}`, values),
    day: (isoDay) => dayFormat.format(new Date(`${isoDay}T00:00:00Z`)),
    moment: (at) => momentFormat.format(at),
    dayOf: (at) => dayOfFormat.format(at),
    timeOf: (at) => timeOfFormat.format(at),
    number: (value) => numberFormat.format(value),
    bytes: inBytes(locale),
    language: (tag) =>
      tag === 'und' ? say('vocabulary.language.und') : nameOfLanguage(languageNames, tag),
    list: (items) => listFormat.format(items),
  };
}

function inBytes(locale: string): (value: number) => string {
  const format = (unit: string, unitDisplay: 'long' | 'short', maximumFractionDigits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits });
  const bytes = format('byte', 'long', 0);
  const kilobytes = format('kilobyte', 'short', 0);
  const megabytes = format('megabyte', 'short', 0);
  const fewMegabytes = format('megabyte', 'short', 1);
  return (value) => {
    if (value < 1000) return bytes.format(value);
    if (value < 1_000_000) return kilobytes.format(value / 1000);
    const scaled = value / 1_000_000;
    return (scaled < 10 ? fewMegabytes : megabytes).format(scaled);
  };
}

// What came with a file may be no language tag at all; then it is shown as it came.
function nameOfLanguage(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
