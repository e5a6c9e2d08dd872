/**
 * Settings given on the command line, so that they follow the software and not the day on which
 * the data directory was made. No TCP: the one way in is the socket inside the data directory,
 * which only its owner may enter.
 */
export const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_directories: '.',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '256MB',
  work_mem: '16MB',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A client that vanished in the middle of a transaction must not hold a group's head for ever.
  idle_in_transaction_session_timeout: '10min',
};
