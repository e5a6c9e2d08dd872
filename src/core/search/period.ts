/** A day, month or year: from its first day, until the day after its last, as YYYY-MM-DD. */
export interface Period {
  from: string;
  until: string;
}

/** Reads 2014, 2014-04 or 2014-04-23. A day that the calendar does not have is not read. */
export function readPeriod(text: string): Period | undefined {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map((part) => (part ? Number(part) : undefined));
  const from = iso(year ?? 0, month ?? 1, day ?? 1);
  const until = day
    ? iso(year ?? 0, month ?? 1, day + 1, true)
    : month
      ? iso(year ?? 0, month + 1, 1, true)
      : iso((year ?? 0) + 1, 1, 1);
  return from && until ? { from, until } : undefined;
}

/** The date, counting on over the ends of month and year where allowed. */
function iso(year: number, month: number, day: number, countOn = false): string | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (!countOn && (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)) return undefined;
  return date
    .toISOString()
    .replace(/^\+?0*(?=\d{4})/, '')
    .slice(0, 10);
}
