import { decodeEntities } from './entities.ts';
import type { Cue } from './turns.ts';
import { partSpeaker, seconds } from './turns.ts';

const arrow = /^\s*([\d:.,]+)\s*-->\s*([\d:.,]+)/;

/** The cues of WebVTT or SubRip, in clean text; whatever has no times is passed over. */
export function readCues(text: string): Cue[] {
  const cues: Cue[] = [];
  let speaker: string | undefined;
  let times: { start: number; end: number } | undefined;
  let lines: string[] = [];
  const flush = () => {
    if (!times) return;
    for (const part of readVoices(lines.join('\n'))) {
      // Captions name a speaker once, then run on.
      speaker = part.speaker ?? speaker;
      if (part.text.trim()) cues.push({ ...times, speaker, text: part.text });
    }
    times = undefined;
  };
  for (const line of text.split('\n')) {
    const found = arrow.exec(line);
    const start = found ? seconds(found[1] ?? '') : undefined;
    if (found && start !== undefined) {
      flush();
      times = { start, end: seconds(found[2] ?? '') ?? start };
      lines = [];
    } else if (line.trim() === '') flush();
    else lines.push(line);
  }
  flush();
  return cues;
}

/** `<v Name>` spans, else `NAME:` before the words; other tags are dropped. */
function readVoices(cue: string): { speaker?: string; text: string }[] {
  const pieces = cue.split(/<v(?:\.[^\s>]*)?[ \t]+([^>]{1,200})>/);
  const voices: { speaker?: string; text: string }[] = [];
  for (let at = 0; at < pieces.length; at += 2) {
    const text = plain(pieces[at] ?? '');
    const name = at === 0 ? undefined : plain(pieces[at - 1] ?? '').trim();
    if (text.trim()) voices.push(name ? { speaker: name, text } : partSpeaker(text));
  }
  return voices;
}

function plain(markup: string): string {
  return decodeEntities(markup.replace(/<[^<>\n]{0,200}>|\{\\[^{}\n]{0,50}\}/g, ''));
}
