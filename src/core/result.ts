/**
 * Why something was refused: a code with the values its message needs. The words stand in
 * `messages/`, under `reason.<code>`, so that core never speaks a language.
 */
export interface Reason {
  readonly code: string;
  readonly [parameter: string]: string | number | undefined;
}

/** An expected outcome: a value, or the reason why there is none. An exception is a bug. */
export type Result<T, R = Reason> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: R };

export function done(): { readonly ok: true; readonly value: undefined };
export function done<T>(value: T): { readonly ok: true; readonly value: T };
export function done<T>(value?: T): { readonly ok: true; readonly value: T | undefined } {
  return { ok: true, value };
}

export function refused(
  code: string,
  parameters: Readonly<Record<string, string | number>> = {},
): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason: { code, ...parameters } };
}
