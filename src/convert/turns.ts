import type { Block } from '#core/passages/block.ts';

export interface Cue {
  /** Seconds from the beginning. */
  readonly start: number;
  readonly end: number;
  readonly speaker?: string | undefined;
  readonly text: string;
}

/** Characters at which a speech of many cues is parted, at the next end of a sentence. */
const turnLength = 600;
/** Seconds of silence after which the same speaker begins a new turn. */
const pause = 8;

/** Cues as turns: those that follow of one speaker are joined to the size of a paragraph. */
export function joinCues(cues: readonly Cue[]): Block[] {
  const turns: Block[] = [];
  let parts: string[] = [];
  let first: Cue | undefined;
  let last: Cue | undefined;
  let length = 0;
  const flush = () => {
    if (!first || parts.length === 0) return;
    const speaker = first.speaker ? { speaker: first.speaker } : {};
    turns.push({ kind: 'turn', ...speaker, start: first.start, text: parts.join(' ') });
    parts = [];
    length = 0;
  };
  for (const cue of cues) {
    const text = cue.text.replace(/\s+/g, ' ').trim();
    // Live captions repeat the line before while the next is being written.
    if (text === '' || (text === parts.at(-1) && cue.speaker === first?.speaker)) continue;
    const sentence = /[.!?…。！？؟]["'”’)]*$/.test(parts.at(-1) ?? '');
    const full = (length >= turnLength && sentence) || length >= 2 * turnLength;
    const silent = last !== undefined && cue.start - last.end > pause;
    if (!first || cue.speaker !== first.speaker || full || silent) {
      flush();
      first = cue;
    }
    parts.push(text);
    length += text.length + 1;
    last = cue;
  }
  flush();
  return turns;
}

/** Seconds of `01:02:03.450`, `02:03,450`; undefined where it is no time. */
export function seconds(time: string): number | undefined {
  const found = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})$/.exec(time.trim());
  if (!found) return undefined;
  const [, hours = '0', minutes = '0', whole = '0', part = '0'] = found;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(whole) + Number(`0.${part}`);
}

/** `CHAIR: Thank you.` as captions write who speaks; capitals or a title-cased short name. */
export function partSpeaker(text: string): { speaker?: string; text: string } {
  const found =
    /^\s*(?:>>+\s*|-\s+)?((?:\p{Lu}[\p{L}\p{N}.'’()-]*)(?: (?:\p{Lu}[\p{L}\p{N}.'’()-]*|of|de|von|van|the|and|for)){0,5}):\s+(?=\S)/u.exec(
      text,
    );
  const speaker = found?.[1];
  return found && speaker !== undefined ? { speaker, text: text.slice(found[0].length) } : { text };
}
