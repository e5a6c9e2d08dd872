/** Deterministic chance: the same seed gives the same numbers between 0 and 1. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Versions of a text with so many edits each: words put in, taken out and changed, anywhere. */
export function editedVersions(text: string, versions: number, edits: number): string[] {
  const pieces = text.split(/(\s+)/);
  return Array.from({ length: versions }, (_, index) => {
    const next = chance(index + 1);
    const edited = [...pieces];
    for (let edit = 0; edit < edits; edit++) {
      const at = Math.floor((next() * edited.length) / 2) * 2;
      const kind = next();
      const word = `word${Math.floor(next() * 500)}`;
      if (kind < 1 / 3) edited[at] = word;
      else if (kind < 2 / 3) edited[at] = `${edited[at]} ${word}`;
      else {
        edited[at] = '';
        if (!edited[at + 1]?.includes('\n')) edited[at + 1] = '';
      }
    }
    return edited.join('');
  });
}
