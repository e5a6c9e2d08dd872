import type { ExportOptions } from './export-paragraph.ts';
import { wordMoment, wordSpace, xmlHead } from './write-docx-body.ts';
import type { XmlText } from './xml-text.ts';

/** Everything in the package but the text. */
export function packageParts(
  options: ExportOptions,
  labels: ReadonlyMap<string, number>,
  text: XmlText,
): Readonly<Record<string, string>> {
  return {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations([
      [`${relationTypes}/officeDocument`, 'word/document.xml'],
      [`${packageTypes}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': coreProperties(options, text),
    'word/_rels/document.xml.rels': relations(
      ['styles', 'numbering', 'settings'].map((part) => [
        `${relationTypes}/${part}`,
        `${part}.xml`,
      ]),
    ),
    'word/numbering.xml': numbering(labels, text),
    'word/settings.xml': settings(options),
    'word/styles.xml': styles(languageTag.test(options.language ?? '') ? options.language : 'en'),
  };
}

const relationTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
const partTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const contentTypes =
  `${xmlHead}<Types xmlns="${packageTypes}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/word/document.xml" ContentType="${partTypes}.document.main+xml"/>` +
  ['styles', 'numbering', 'settings']
    .map(
      (part) => `<Override PartName="/word/${part}.xml" ContentType="${partTypes}.${part}+xml"/>`,
    )
    .join('') +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${xmlHead}<Relationships xmlns="${packageTypes}/relationships">${each.join('')}</Relationships>`;
}

function coreProperties({ title, author, date }: ExportOptions, text: XmlText): string {
  const moment = wordMoment(date);
  const time = (moment === undefined ? [] : ['created', 'modified']).map(
    (name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${moment}</dcterms:${name}>`,
  );
  return (
    `${xmlHead}<cp:coreProperties xmlns:cp="${packageTypes}/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${text.line(title)}</dc:title><dc:creator>${text.line(author)}</dc:creator>` +
    `${time.join('')}</cp:coreProperties>`
  );
}

/** A list for each label, whose one number is the label itself; `%1` would be counted. */
function numbering(labels: ReadonlyMap<string, number>, text: XmlText): string {
  const entries = [...labels].map(([label, id]) => [text.line(label.replaceAll('%', '％')), id]);
  const abstract = entries.map(
    ([label, id]) =>
      `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">` +
      `<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="${label}"/><w:lvlJc w:val="left"/>` +
      '<w:pPr><w:ind w:left="1134" w:hanging="1134"/></w:pPr></w:lvl></w:abstractNum>',
  );
  const lists = entries.map(
    ([, id]) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`,
  );
  return `${xmlHead}<w:numbering ${wordSpace}>${abstract.join('')}${lists.join('')}</w:numbering>`;
}

/** Without the mode of a version, Word opens the file as one of 2007. */
function settings({ trackFurther }: ExportOptions): string {
  return (
    `${xmlHead}<w:settings ${wordSpace}>${trackFurther ? '<w:trackRevisions/>' : ''}<w:compat>` +
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>' +
    '</w:compat></w:settings>'
  );
}

/** Fonts that every Word has, and LibreOffice has look-alikes of; sizes in half points. */
function styles(language: string | undefined): string {
  const headings = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) =>
    style(
      `Heading${level}`,
      `heading ${level}`,
      `<w:keepNext/><w:spacing w:before="${level < 3 ? 360 : 240}"/><w:outlineLvl w:val="${level - 1}"/>`,
      `<w:b/><w:bCs/>${size(Math.max(24, 36 - 4 * level))}`,
    ),
  );
  return (
    `${xmlHead}<w:styles ${wordSpace}><w:docDefaults><w:rPrDefault><w:rPr>` +
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman"/>' +
    `${size(24)}<w:lang w:val="${language}"/></w:rPr></w:rPrDefault>` +
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    style(
      'Title',
      'Title',
      '<w:spacing w:after="240"/><w:jc w:val="center"/>',
      `<w:b/><w:bCs/>${size(36)}`,
    ) +
    headings.join('') +
    style('Chapeau', 'Chapeau', '<w:keepNext/>') +
    style('Preambular', 'Preambular', '<w:ind w:firstLine="567"/>') +
    style('Operative', 'Operative') +
    style('SubParagraph', 'Sub-paragraph') +
    style('Note', 'Note', '<w:spacing w:after="60"/>', size(20)) +
    '</w:styles>'
  );
}

function size(halfPoints: number): string {
  return `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
}

function style(id: string, name: string, paragraph = '', run = ''): string {
  return (
    `<w:style w:type="paragraph"${builtIn.test(name) ? '' : ' w:customStyle="1"'} w:styleId="${id}">` +
    `<w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>` +
    (paragraph && `<w:pPr>${paragraph}</w:pPr>`) +
    (run && `<w:rPr>${run}</w:rPr>`) +
    '</w:style>'
  );
}

const languageTag = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i;

const builtIn = /^(Title|heading \d)$/;
