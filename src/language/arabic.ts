/**
 * Light stemming of Arabic: the conjunction and article in front and the inflection behind go,
 * the root is not sought. Source: L. S. Larkey, L. Ballesteros and M. E. Connell, "Light Stemming
 * for Arabic Information Retrieval" (2007), light10.
 */
export function arabicStem(word: string): string {
  let stem = word
    .replace(/[\u064b-\u065f\u0670\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى$/, 'ي')
    .replace(/ة$/, 'ه');
  if (/^و/.test(stem) && stem.length >= 4) stem = stem.slice(1);
  const article = /^(?:وال|بال|كال|فال|لل|ال)/.exec(stem)?.[0];
  if (article && stem.length - article.length >= 2) stem = stem.slice(article.length);
  for (const ending of ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ه', 'ي']) {
    if (stem.endsWith(ending) && stem.length - ending.length >= 2) {
      stem = stem.slice(0, -ending.length);
    }
  }
  return stem;
}
