import { readDue, tidyText } from '../group/read-settings.ts';
import { done, refused, type Result } from '../result.ts';

/** What a subgroup is told, as a form gives it. */
export interface SubgroupInput {
  readonly name: string;
  readonly termsOfReference: string;
  /** ISO day, or empty for none. */
  readonly due: string | null;
}

const longestName = 200;
const longestText = 200_000;

/** Checks a subgroup's settings; a refusal names the field in `field`. */
export function readSubgroupSettings(input: SubgroupInput): Result<SubgroupInput> {
  const name = input.name.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (name === '') return refused('name-missing', { field: 'name' });
  if (name.length > longestName) return refused('too-long', { field: 'name', limit: longestName });
  if (input.termsOfReference.length > longestText) {
    return refused('too-long', { field: 'termsOfReference', limit: longestText });
  }
  const due = readDue(input.due);
  if (!due.ok) return refused('not-a-day', { field: 'due', value: input.due ?? '' });
  return done({ name, termsOfReference: tidyText(input.termsOfReference), due: due.value });
}
