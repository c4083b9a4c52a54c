/** PostgreSQL in a container, where a Docker engine answers. */
import { request } from 'node:http';

const IMAGE = process.env.TEST_POSTGRES_IMAGE ?? 'postgres:15-alpine';

/** Whether an engine answers within a second. */
export function dockerAnswers(): Promise<boolean> {
  const host = new URL(process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock');
  const target = host.protocol === 'unix:' ? { socketPath: host.pathname } : { host: host.hostname, port: host.port };
  return new Promise((resolve) => {
    const ping = request({ ...target, path: '/_ping', timeout: 1000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on('timeout', () => ping.destroy());
    ping.on('error', () => resolve(false));
    ping.on('close', () => resolve(false));
    ping.end();
  });
}

/** Starts a container of the image that TEST_POSTGRES_IMAGE names. */
export async function startContainer(): Promise<{ url: string; stop(): Promise<unknown> }> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer(IMAGE).withStartupTimeout(60_000).start();
  return { url: container.getConnectionUri(), stop: () => container.stop() };
}
