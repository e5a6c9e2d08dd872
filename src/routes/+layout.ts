import { speak } from '#ui/speech.ts';
import type { LayoutLoad } from './$types';

/** Pages are whole without script; what script adds comes from the small files of src/enhance. */
export const csr = false;

export const load: LayoutLoad = ({ data }) => ({
  ...data,
  speech: speak(data.locale, data.timeZone),
});
