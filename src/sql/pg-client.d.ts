/** The client alone: pg's index loads its pool and more, which costs a quarter of our start-up. */
declare module 'pg/lib/client.js' {
  import type { Client } from 'pg';

  const ClientClass: typeof Client;
  export default ClientClass;
}
