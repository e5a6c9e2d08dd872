/** Elements whose content is no text of the document. */
export const dropped = new Set([
  ...['w:instrText', 'w:delInstrText', 'w:fldData', 'w:sectPr', 'w:sdtPr', 'w:numberingChange'],
  ...['w:rPrChange', 'w:tblPrChange', 'w:trPrChange', 'w:tcPrChange', 'w:sectPrChange'],
  ...['w:tblGridChange', 'w:tblPrExChange'],
  // A reading aid above the word, and the second drawing of a text box.
  ...['w:rt', 'mc:Fallback'],
]);

/** Tracked changes of the look of something, which hold how it looked. */
export const formatChanges = new Set([
  ...['w:rPrChange', 'w:pPrChange', 'w:tblPrChange', 'w:trPrChange', 'w:tcPrChange'],
  ...['w:sectPrChange', 'w:tblGridChange', 'w:tblPrExChange', 'w:numberingChange'],
]);
