/** Files that make one document: the text, and the form that was handed in beside it. */
export interface FilePair {
  readonly text: string;
  readonly form?: string;
}

const lettered = /^(.*?)([ab])(\.[^./]*)$/i;

/**
 * Pairs `012A.txt` with `012B.txt`: registries number a submission and letter its sheets, A for
 * the form, B for the text. Only files of one folder and one kind pair; `isForm` has the last word,
 * because `appendix-a` and `appendix-b` are two documents. The order of `names` is kept.
 */
export function pairFiles(
  names: readonly string[],
  isForm: (name: string) => boolean,
): readonly FilePair[] {
  const known = new Set(names);
  const forms = new Map<string, string>();
  for (const name of names) {
    const match = lettered.exec(name);
    if (match?.[2]?.toLowerCase() !== 'a') continue;
    const [, stem = '', letter, ending = ''] = match;
    const text = `${stem}${letter === 'a' ? 'b' : 'B'}${ending}`;
    if (known.has(text) && isForm(name)) forms.set(text, name);
  }
  const used = new Set(forms.values());
  return names
    .filter((name) => !used.has(name))
    .map((text) => {
      const form = forms.get(text);
      return form === undefined ? { text } : { text, form };
    });
}
