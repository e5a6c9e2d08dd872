import type { Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';
import { openArchive, readDirectory } from './archive.ts';
import { decode, startsWith, zeroSide } from './encoding.ts';
import type { Kind } from './formats.ts';
import { extensionOf, kindOfName } from './formats.ts';

export interface Sniffed {
  readonly kind: Kind;
  /** The extension promised something else. */
  readonly renamed: boolean;
}

/** What a file is, from its bytes first, then from its name. */
export function sniff(name: string, bytes: Uint8Array): Result<Sniffed> {
  if (bytes.length === 0) return refused('empty-file');
  const promised = kindOfName(name);
  const binary = sniffBinary(name, bytes);
  if (binary) {
    if (!binary.ok) return binary;
    return done({
      kind: binary.value,
      renamed: extensionOf(name) !== '' && promised !== binary.value,
    });
  }
  if (!looksLikeText(bytes)) return refused('not-text', { name });
  const kind = textKind(promised, extensionOf(name), bytes);
  const renamed = promised !== undefined && promised !== kind;
  return kind
    ? done({ kind, renamed })
    : refused('unknown-format', { extension: extensionOf(name) });
}

function sniffBinary(name: string, bytes: Uint8Array): Result<Kind> | undefined {
  if (pdfAt(bytes)) return done('pdf');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    return sniffZip(bytes);
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refused('encrypted-or-old-word');
  if (ascii(bytes, 0, 5) === '{\\rtf') return done('rtf');
  const foreign = foreignMarks.find(([, mark, at]) => ascii(bytes, at ?? 0, mark.length) === mark);
  return foreign ? refused(foreign[0], { name }) : undefined;
}

function sniffZip(bytes: Uint8Array): Result<Kind> {
  const directory = readDirectory(bytes);
  if (!directory.ok) return directory;
  const names = new Set(directory.value.map((entry) => entry.name));
  if (names.has('word/document.xml')) return done('docx');
  if (names.has('xl/workbook.xml')) return refused('spreadsheet-file');
  if (names.has('ppt/presentation.xml')) return refused('presentation-file');
  if (names.has('content.xml')) return sniffOpenDocument(bytes);
  const parts = names.has('[Content_Types].xml') ? [...names] : [];
  if (parts.some((name) => /(^|\/)document\d*\.xml$/.test(name))) return done('docx');
  return refused('archive-file');
}

/** OpenDocument names its kind in a first part, stored as it is. */
function sniffOpenDocument(bytes: Uint8Array): Result<Kind> {
  const archive = openArchive(bytes);
  if (!archive.ok) return archive;
  const mark = archive.value.read('mimetype');
  const kind = mark.ok && mark.value ? new TextDecoder().decode(mark.value) : '';
  if (kind.includes('spreadsheet')) return refused('spreadsheet-file');
  if (kind.includes('presentation')) return refused('presentation-file');
  return done('odt');
}

/** Marks of what is no document: reason code, mark, offset. */
const foreignMarks: readonly (readonly [string, string, number?])[] = [
  ['executable-file', 'MZ'],
  ['executable-file', '\x7fELF'],
  ['executable-file', '\xca\xfe\xba\xbe'],
  ['executable-file', '\xcf\xfa\xed\xfe'],
  ['executable-file', '\xce\xfa\xed\xfe'],
  ['executable-file', '\0asm'],
  ['image-file', '\x89PNG'],
  ['image-file', '\xff\xd8\xff'],
  ['image-file', 'GIF8'],
  ['image-file', 'II*\0'],
  ['image-file', 'MM\0*'],
  ['image-file', 'WEBP', 8],
  ['recording-file', 'WAVE', 8],
  ['recording-file', 'ID3'],
  ['recording-file', 'OggS'],
  ['recording-file', 'fLaC'],
  ['recording-file', 'ftyp', 4],
  ['recording-file', '\x1a\x45\xdf\xa3'],
  ['archive-file', '\x1f\x8b'],
  ['archive-file', 'Rar!'],
  ['archive-file', "7z\xbc\xaf'\x1c"],
  ['archive-file', '\xfd7zXZ'],
  ['archive-file', '(\xb5/\xfd'],
  ['archive-file', 'ustar', 257],
];

/** Readers in the field accept a PDF mark within the first kilobyte. */
function pdfAt(bytes: Uint8Array): boolean {
  const head = ascii(bytes, 0, 1024);
  return head.startsWith('%PDF-') || /^[^<]{0,1000}[\r\n]%PDF-\d/.test(head);
}

/**
 * Text has no control characters to speak of. A share of 1 in 500 is let through, since mail and
 * old exports carry stray ones; zero bytes only as the halves of UTF-16.
 */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]) || zeroSide(bytes)) {
    return looksLikeLetters(decode(bytes.subarray(0, 65536 - 2)).text);
  }
  let odd = 0;
  for (const byte of bytes) {
    if (byte === 0 && ++odd > 3) return false;
    if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) odd++;
    if (byte === 0x7f) odd++;
  }
  return odd === 0 || odd <= bytes.length / 500;
}

function looksLikeLetters(text: string): boolean {
  const strange = text.match(/[\p{Cn}\p{Co}\p{Cs}\ufffd]|(?![\t\n\r\f\v])\p{Cc}/gu)?.length ?? 0;
  return strange <= text.length / 100;
}

function textKind(
  promised: Kind | undefined,
  extension: string,
  bytes: Uint8Array,
): Kind | undefined {
  const head = decode(bytes.subarray(0, 4096)).text.trimStart();
  if (/^WEBVTT(\s|$)/.test(head)) return 'vtt';
  if (/^\d+\s*\r?\n\d+:\d\d:\d\d[,.]\d{1,3} *-->/.test(head)) return 'srt';
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,500}?-->\s*)?(<!doctype html|<html[\s>])/i.test(head)) {
    return promised === 'md' ? 'md' : 'html';
  }
  if (promised === 'eml' || (promised !== 'md' && looksLikeMail(head))) return 'eml';
  if (promised === 'md' || promised === 'html') return promised;
  if (promised === undefined && (head.startsWith('<?xml') || dataExtensions.has(extension))) {
    return undefined;
  }
  return 'txt';
}

/** Text for machines: read as prose it would only be noise. */
const dataExtensions = new Set(
  '.csv .tsv .json .jsonl .xml .svg .js .mjs .ts .css .py .sh .sql .yaml .yml .ics .vcf'.split(' '),
);

function looksLikeMail(head: string): boolean {
  const lines = head.split(/\r?\n\r?\n/)[0] ?? '';
  return (
    /^(Return-Path|Received|MIME-Version|Message-ID|Delivered-To|From|Date):/i.test(lines) &&
    /^From:.*@/im.test(lines) &&
    /^(Message-ID|MIME-Version|Received):/im.test(lines)
  );
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
