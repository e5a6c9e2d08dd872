import { done, refused, type Result } from '../result.ts';
import { visibilities, type Visibility } from '../vocabulary.ts';

/** The front matter of a group as a form or command gives it. */
export interface SettingsInput {
  readonly name: string;
  readonly mandate: string;
  readonly mandateSource: string;
  readonly termsOfReference: string;
  /** ISO day, or empty for none. */
  readonly reportDue: string | null;
  readonly visibility: string;
}

/** The same, checked and tidied. */
export interface Settings extends SettingsInput {
  readonly reportDue: string | null;
  readonly visibility: Visibility;
}

const longestName = 200;
const longestText = 200_000;

/** Checks a group's settings; a refusal names the field in `field`. */
export function readSettings(input: SettingsInput): Result<Settings> {
  const name = input.name.replace(/\s+/g, ' ').trim();
  if (name === '') return refused('name-missing', { field: 'name' });
  if (name.length > longestName) return refused('too-long', { field: 'name', limit: longestName });
  for (const field of ['mandate', 'mandateSource', 'termsOfReference'] as const) {
    if (input[field].length > longestText)
      return refused('too-long', { field, limit: longestText });
  }
  const reportDue = readDue(input.reportDue);
  if (!reportDue.ok)
    return refused('not-a-day', { field: 'reportDue', value: input.reportDue ?? '' });
  const visibility = visibilities.find((each) => each === input.visibility);
  if (!visibility) {
    return refused('visibility-unknown', { field: 'visibility', value: input.visibility });
  }
  return done({
    name,
    mandate: tidyText(input.mandate),
    mandateSource: input.mandateSource.trim(),
    termsOfReference: tidyText(input.termsOfReference),
    reportDue: reportDue.value,
    visibility,
  });
}

/** An ISO day that the calendar has, or null for an empty one. */
export function readDue(text: string | null): Result<string | null> {
  const day = (text ?? '').trim();
  if (day === '') return done(null);
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(NaN);
  const there = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  return there ? done(day) : refused('not-a-day', { value: day });
}

/** Line ends as one, control characters out, no space at the ends. */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim();
}
