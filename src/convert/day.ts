/** The day a date string names, `2026-03-01`, as written there, without moving it to UTC. */
export function isoDay(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const iso = /^\s*(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? /^\s*(?:D:)?(\d{4})(\d\d)(\d\d)/.exec(text);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const mail = /^\s*(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})/i.exec(text);
  if (mail) return valid(Number(mail[3]), monthOf(mail[2] ?? ''), Number(mail[1]));
  const spoken = /^\s*([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i.exec(text);
  if (spoken) return valid(Number(spoken[3]), monthOf(spoken[1] ?? ''), Number(spoken[2]));
  return undefined;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function monthOf(name: string): number {
  return months.indexOf(name.toLowerCase()) + 1;
}

function valid(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const kept = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return kept && year >= 1000 ? date.toISOString().slice(0, 10) : undefined;
}
