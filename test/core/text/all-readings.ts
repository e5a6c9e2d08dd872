import type { Item } from '#core/text/compiled.ts';
import type { Token } from '#core/text/tokens.ts';

/** Enough to tell whether an edge is shared. */
const most = 200;

/** The runs of tokens that items can be read as, whatever is chosen; not all where they are many. */
export function allReadings(items: readonly Item[]): Token[][] {
  let at = 0;
  const sequence = (): Token[][] => {
    let readings: Token[][] = [[]];
    for (let item = items[at]; item !== undefined; item = items[at]) {
      if (typeof item === 'string') {
        const token = item;
        readings = readings.map((reading) => [...reading, token]);
        at++;
      } else if (item.mark === 'choice') {
        at++;
        const alternatives: Token[][] = [];
        while (isMark(items[at], 'alternative')) {
          at++;
          alternatives.push(...sequence());
        }
        at++;
        readings = readings
          .flatMap((reading) => alternatives.map((each) => [...reading, ...each]))
          .slice(0, most);
      } else return readings;
    }
    return readings;
  };
  return sequence();
}

function isMark(item: Item | undefined, mark: string): boolean {
  return typeof item === 'object' && item.mark === mark;
}
