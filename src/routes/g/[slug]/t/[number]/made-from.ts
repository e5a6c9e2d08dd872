/**
 * The entry from which files were made: those that went out from here carry its number in their name.
 * Where they say nothing, or differ, it is the last one.
 */
export function madeFrom(files: readonly { readonly name: string }[], last: number): number {
  const said = files.map(({ name }) => Number(/-at-(\d{1,15})\b/.exec(name)?.[1] ?? last));
  const [first = last] = said;
  return said.every((one) => one === first) && first <= last ? first : last;
}
