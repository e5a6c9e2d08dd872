/**
 * One spelling for British and American English before stemming, and roots of our own where the
 * Porter stemmer throws together what this field keeps apart (governance and government, general
 * and generate, organisation and organ). United Nations texts mix both spellings.
 */
export function englishRoot(word: string): string | undefined {
  for (const [prefix, root] of roots) if (word.startsWith(prefix)) return root;
  return undefined;
}

export function americanSpelling(word: string): string {
  if (word.length < 5) return word;
  return word
    .replace(/(?<=[^aeiouy][aeiouy]\w*)is(e|ed|es|er|ers|ing|ation|ations|ational)$/, 'iz$1')
    .replace(/ys(e|ed|er|ers|ing)$/, 'yz$1')
    .replace(/^(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|sav|vig)our/, '$1or')
    .replace(/^(cent|theat|met|lit|fib)re(s?)$/, '$1er$2')
    .replace(/^program(me|mes)$/, 'program')
    .replace(/^(defen|offen|licen|preten)ce(s|d?)$/, '$1se$2')
    .replace(/^(catalog|dialog|analog|monolog)ue(s?)$/, '$1$2')
    .replace(/^(judg|acknowledg|abridg)ement(s?)$/, '$1ment$2')
    .replace(/(trave|labe|cance|mode|leve|fue|channe|signa|counse)ll(ed|ing|er|ers)$/, '$1l$2')
    .replace(/^(fulfil|enrol|instal|skil)l(?=$|s$|ment)/, '$1');
}

const roots: readonly (readonly [string, string])[] = [
  ['governance', 'governance'],
  ['government', 'government'],
  ['universit', 'university'],
  ['organis', 'organiz'],
  ['organiz', 'organiz'],
  ['general', 'general'],
  ['communi', 'communi'],
  ['analys', 'analyz'],
  ['analyz', 'analyz'],
  ['analyt', 'analyt'],
  ['criteri', 'criteri'],
  ['index', 'index'],
  ['indic', 'indic'],
];
