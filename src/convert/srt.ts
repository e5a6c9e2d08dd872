import { cleanText } from './clean.ts';
import type { Draft } from './converted.ts';
import { readCues } from './cues.ts';
import type { Decoded } from './encoding.ts';
import { joinCues } from './turns.ts';

/** SubRip: numbered cues; a name in capitals before a colon is the speaker. */
export function readSrt(decoded: Decoded): Draft {
  return { blocks: joinCues(readCues(withoutCounters(cleanText(decoded.text)))) };
}

/** The counter stands on the line above the times, at times without an empty line before it. */
function withoutCounters(text: string): string {
  return text.replace(/^\s*\d+[ \t]*\n(?=[ \t]*\d+:\d)/gm, '\n');
}
