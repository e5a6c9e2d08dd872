import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { currentHouse } from '#server/current-house.ts';
import { fileBySha256 } from '#store/document/readers.ts';
import { groupOf } from '../../group-of.ts';
import type { RequestHandler } from './$types';

/** A kept file, byte for byte, to be saved and never shown: it may hold anything. */
export const GET: RequestHandler = async (event) => {
  const { group } = await groupOf(event);
  const house = currentHouse();
  const { sha256 } = event.params;
  const file = await fileBySha256(house.db.kysely, group.groupId, sha256);
  const stream = file && (await house.originals.stream(sha256));
  if (!file || !stream) return error(404, event.locals.speech.t('error.original-not-found'));
  return new Response(Readable.toWeb(stream.body) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(stream.bytes),
      'content-disposition': asAttachment(file.name),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control':
        group.visibility === 'public' ? 'public, max-age=86400' : 'private, no-store',
      etag: `"${sha256}"`,
    },
  });
};

/** RFC 6266: a plain name for old clients, the true one for all others. */
function asAttachment(name: string): string {
  const bare = name.slice(name.lastIndexOf('/') + 1);
  const plain = bare.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(bare).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
