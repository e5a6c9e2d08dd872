import type { House } from '#actions/house.ts';

const key = Symbol.for('rapporteur.house');
const shelf = globalThis as { [key]?: House };

/**
 * The house that pages work in. The server is loaded from source and the pages from a bundle, two
 * sets of modules in one process; this is the one place where they meet.
 */
export function currentHouse(): House {
  const house = shelf[key];
  if (!house)
    throw new Error('no house is open: pages are served only by bin/serve.ts or bin/dev.ts');
  return house;
}

export function openHouseToPages(house: House): void {
  shelf[key] = house;
}
