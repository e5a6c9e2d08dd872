/** Longer texts are cut after the paragraph in which they reach this, in characters. */
const opens = 320;
/** So little more is not worth hiding. */
const spared = 240;

/** A text in paragraphs, cut in two after its first few; `rest` is empty for a short one. */
export function openingOf(text: string): { readonly opening: string; readonly rest: string } {
  const whole = text.trim();
  const cut = whole.slice(opens).search(/\n\s*\n/);
  const at = cut < 0 ? whole.length : opens + cut;
  if (whole.length - at < spared) return { opening: whole, rest: '' };
  return { opening: whole.slice(0, at).trim(), rest: whole.slice(at).trim() };
}
