import { done, refused, type Result } from '../result.ts';

const longest = 60;
/** Words that addresses need for themselves. */
const reserved = new Set(['new', 'found', 'live', 'api', 'sample-data', 'settings']);

/** A name for addresses: a-z, 0-9 and single hyphens, at most 60 characters. */
export function readSlug(text: string): Result<string> {
  const slug = text.trim();
  if (slug === '') return refused('slug-missing', { field: 'slug' });
  if (slug.length > longest) return refused('too-long', { field: 'slug', limit: longest });
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) {
    return refused('slug-unfit', { field: 'slug', slug, suggestion: slugFrom(slug) || 'group' });
  }
  return reserved.has(slug) ? refused('slug-reserved', { field: 'slug', slug }) : done(slug);
}

/** A slug made of a name: `Working Group on Water` gives `working-group-on-water`. */
export function slugFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
}
