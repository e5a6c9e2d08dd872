/** The number of an entry as an address or a form gives it; undefined for anything else. */
export function entryNumber(said: string | null | undefined): number | undefined {
  return said && /^\d{1,15}$/.test(said) ? Number(said) : undefined;
}
