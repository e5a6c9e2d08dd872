/** Order matters: most browsers also name those they descend from. */
const browsers = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'] as const;
const shown: Readonly<Record<(typeof browsers)[number], string>> = {
  Edg: 'Edge',
  OPR: 'Opera',
  Firefox: 'Firefox',
  Chrome: 'Chrome',
  Safari: 'Safari',
};
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Macintosh', 'Linux'] as const;

/** `Firefox, Windows`, as far as a browser tells; undefined where it tells nothing we know. */
export function browserName(userAgent: string | null): string | undefined {
  const browser = browsers.find((name) => userAgent?.includes(`${name}/`));
  const system = systems.find((name) => userAgent?.includes(name));
  return [browser && shown[browser], system].filter(Boolean).join(', ') || undefined;
}
