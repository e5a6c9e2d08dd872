import { getContext, setContext } from 'svelte';
import type { Speech } from './speech.ts';

const key = Symbol('speech');

/** Hands the reader's speech to every component below. Called once, by the outermost layout. */
export function offerSpeech(speech: () => Speech): void {
  setContext(key, speech);
}

/** How this reader is spoken to. Called while a component is made. */
export function useSpeech(): Speech {
  return getContext<() => Speech>(key)();
}
