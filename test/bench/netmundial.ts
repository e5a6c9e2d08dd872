import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '#convert/encoding.ts';
import { cleanText } from '#convert/clean.ts';
import { readMetadataHead } from '#convert/metadata-head.ts';
import { sharedData } from '#test/shared-data.ts';

export interface Contribution {
  readonly id: string;
  /** Title, keywords, abstract and text, without area, sector, region and body. */
  readonly text: string;
  readonly area: string;
  readonly sector: string;
}

/** The real contributions, in the order of their numbers; undefined where they are absent. */
export function readContributions(): readonly Contribution[] | undefined {
  const folder = sharedData('netmundial/contributions');
  if (!folder) return undefined;
  return readdirSync(folder)
    .filter((name) => name.endsWith('A.txt'))
    .sort()
    .map((name) => {
      const read = (file: string) => cleanText(decode(readFileSync(join(folder, file))).text);
      const { title, fields, abstract, body } = readMetadataHead(read(name));
      const text = [title, fields.Keywords, abstract, body, read(name.replace('A.txt', 'B.txt'))];
      return {
        id: name.slice(0, 3),
        text: text.filter(Boolean).join('\n'),
        area: (fields.Area ?? '').split(' ')[0]?.toLowerCase() ?? '',
        sector: (fields.Sector ?? '').toLowerCase(),
      };
    });
}
