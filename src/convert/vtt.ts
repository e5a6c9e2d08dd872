import { cleanText } from './clean.ts';
import type { Draft } from './converted.ts';
import { readCues } from './cues.ts';
import type { Decoded } from './encoding.ts';
import { facts } from './txt.ts';
import { joinCues } from './turns.ts';

/** WebVTT (W3C): voices as speakers; notes, styles and regions left out. */
export function readVtt(decoded: Decoded): Draft {
  const text = cleanText(decoded.text);
  const end = text.indexOf('\n\n');
  const [first = '', ...lines] = (end < 0 ? text : text.slice(0, end)).split('\n');
  const metadata: Record<string, string> = {};
  for (const line of lines) {
    if (line.includes('-->')) break;
    const found = /^([A-Z][\w-]{0,30}):\s*(.+)$/.exec(line);
    if (found) metadata[found[1] ?? ''] = found[2] ?? '';
  }
  const title = metadata['Title'] ?? (first.replace(/^WEBVTT\s*(-\s*)?/, '').trim() || undefined);
  const body = text.replace(/^(NOTE|STYLE|REGION)\b(?![^\n]*-->)[^\n]*(\n(?!\n)[^\n]+)*/gm, '');
  return { title, ...facts({ fields: metadata }), metadata, blocks: joinCues(readCues(body)) };
}
