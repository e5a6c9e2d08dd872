import { analysisVersion } from '#core/search/analysis-version.ts';

/** Raise when the same entries of a text come to give another state of it, or another measure. */
const textVersion = 2;

/**
 * Raise the first number when a handler comes to write other rows from the same entries: groups
 * whose tables another version made are made anew at the next start.
 */
export const projectionVersion = `1.${analysisVersion}.${textVersion}`;
