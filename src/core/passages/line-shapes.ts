/** What single lines of plain text look like. Lines are given without surrounding space. */

/** A bullet, of which fonts lost on the way leave `?` or a dash. */
export const bullet = /^(?:[•◦▪●○■□▫◆➢➤✓‣⁃·∙*→\u0095\uf0b7\uf0a7]|[-–—?](?=\s))\s*(?=\S)/;

/** 1. 2) (3) a) (iv) 4.1 — with text behind it. */
export const enumerator =
  /^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z]|[IVX]{1,5})\)|(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])\.|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+(?=\S)/;

/** Words that open a numbered part of a text, never a running head. */
export const structural =
  /^(?:annex|appendix|article|chapter|clause|figure|goal|issue|item|option|paragraph|part|point|principle|proposal|question|recommendation|section|step|table|target|title|topic|artículo|capítulo|sección|anexo|chapitre|annexe|partie|principe|статья|глава|раздел|приложение|المادة|الفصل)\b/iu;

export function startsListItem(line: string): boolean {
  return bullet.test(line) || enumerator.test(line);
}

/** Whether a sentence may end here. */
export function endsSentence(line: string): boolean {
  return /[.!?…。！？؟][)\]"'”’»]*(?:\d{1,3})?$/.test(line);
}

export function endsBlock(line: string): boolean {
  return endsSentence(line) || /[:;]$/.test(line);
}

export function startsLower(line: string): boolean {
  return /^["'“‘«([]*\p{Ll}/u.test(line);
}

/**
 * The number that a line gives as a page number, where it is nothing else: 7, - 7 -, Page 7 of 12,
 * 7 | P a g e, [7], 7/12.
 */
export function pageNumber(line: string): number | undefined {
  const plain = line.trim();
  const found =
    /^[-–—[(|\s]*(\d{1,4})[-–—\])|\s]*$/.exec(plain) ??
    /^(?:p\s*a\s*g\s*e|página|pag\.|pg\.?|p\.|стр\.|страница|seite|صفحة)\s*[|:]?\s*(\d{1,4})(?:\s*(?:of|de|sur|\/|из|von|من)\s*\d{1,4})?\s*\|?$/iu.exec(
      plain,
    ) ??
    /^(\d{1,4})\s*(?:\||[-–])\s*(?:p\s*a\s*g\s*e|página|seite)$/iu.exec(plain) ??
    /^(\d{1,4})\s*(?:of|de|sur|\/|из|von|من)\s*\d{1,4}$/iu.exec(plain);
  return found ? Number(found[1]) : undefined;
}

/** Whether the words of a page number say that it is one, so that no company is needed. */
export function saysPage(line: string): boolean {
  return (
    /(?:p\s*a\s*g\s*e|página|страница|seite|صفحة)/iu.test(line) && pageNumber(line) !== undefined
  );
}
