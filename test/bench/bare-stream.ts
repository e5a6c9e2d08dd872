/**
 * The least that can be done to tell many at once: holds every GET open as an event stream, and
 * writes one event to each of them at a POST. The yardstick for live pages. Prints its address.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const followers = new Set<ServerResponse>();
const event = 'id: 1\nevent: entry\ndata: {"seq":1,"verb":"text.decided"}\n\n';
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    for (const follower of followers) follower.write(event);
    response.end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write('retry: 2000\n\n');
  followers.add(response);
  response.on('close', () => followers.delete(response));
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`bare stream at http://127.0.0.1:${port}/`);
});
