/** The ready-made jobs as files: what holds of them without running them. */

import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { parseAuditSettings } from '../../src/spec/audit.js';
import { ACTION } from './action.js';
import { PACKAGE, textOf, yamlOf } from './files.js';

describe('action.yml', () => {
  const { steps, using } = ACTION.runs;

  test('is a composite action, and every input and output says what it is', () => {
    expect(using).toBe('composite');
    for (const { description } of [...Object.values(ACTION.inputs), ...Object.values(ACTION.outputs)])
      expect(description).toMatch(/\.$/);
    expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(['spec', 'migrations', 'database-url', 'args']));
  });

  test('writes nothing into a script: inputs reach it as variables', () => {
    const scripts = steps.flatMap(({ run: script }) => (script === undefined ? [] : [script]));
    expect(scripts.length).toBe(2);
    for (const script of scripts) expect(script).not.toContain('${{');
    for (const step of steps) if (step.run !== undefined) expect(step.shell).toBe('bash');
  });

  test('every input is used, and every variable of its scripts that is an input is handed over', () => {
    const text = JSON.stringify(ACTION.runs);
    for (const name of Object.keys(ACTION.inputs)) expect(text).toContain(`inputs.${name}`);
    const named = [...text.matchAll(/\bINPUT_[A-Z_]+/g)].map(([name]) => name);
    const given = steps.flatMap(({ env = {} }) => Object.keys(env));
    expect([...new Set(named)].sort()).toEqual([...given].sort());
  });

  test('uses official actions alone, each by its major version', () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.length).toBeGreaterThan(0);
    for (const uses of used) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
  });
});

interface CronJob {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly schedule: string;
    readonly concurrencyPolicy: string;
    readonly jobTemplate: {
      readonly spec: {
        readonly backoffLimit: number;
        readonly activeDeadlineSeconds: number;
        readonly template: { readonly spec: Pod };
      };
    };
  };
}
interface Pod {
  readonly restartPolicy: string;
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: unknown;
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string; readonly configMap?: { readonly name: string } }[];
}
interface Container {
  readonly image: string;
  readonly args: readonly string[];
  readonly workingDir: string;
  readonly env: readonly unknown[];
  readonly resources: { readonly requests: object; readonly limits: object };
  readonly securityContext: unknown;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly: boolean }[];
}

describe('ci/cronjob.yaml', () => {
  const job = yamlOf<CronJob>('ci/cronjob.yaml');
  const { spec } = job.spec.jobTemplate;
  const pod = spec.template.spec;
  const [container] = pod.containers;

  test('is one CronJob that runs once a night, never twice at a time, and ends', () => {
    expect(parseAllDocuments(textOf('ci/cronjob.yaml')).length).toBe(1);
    expect(job).toMatchObject({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'schema-audit' } });
    expect(job.spec).toMatchObject({
      concurrencyPolicy: 'Forbid',
      schedule: expect.stringMatching(/^\d+ \d+ \* \* \*$/),
    });
    expect([spec.backoffLimit, pod.restartPolicy]).toEqual([0, 'Never']);
    expect(spec.activeDeadlineSeconds).toBeLessThanOrEqual(600);
  });

  test('may do what it needs, and nothing else', () => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container?.resources).toMatchObject({ requests: { memory: '128Mi' }, limits: { memory: '256Mi' } });
  });

  test('its account is the one of the image, its version the one of the package', () => {
    const [, user] = /^USER (\d+):/m.exec(textOf('Dockerfile')) ?? [];
    expect(pod.securityContext).toMatchObject({ runAsUser: Number(user), runAsGroup: Number(user) });
    expect(container?.image).toMatch(new RegExp(`/schema-audit:${PACKAGE.version}$`));
  });

  test('the address comes from a Secret, the spec from a ConfigMap where it is looked for', () => {
    const secretKeyRef = { name: 'schema-audit', key: 'DATABASE_URL' };
    expect(container?.env).toEqual([{ name: 'DATABASE_URL', valueFrom: { secretKeyRef } }]);
    expect(container?.volumeMounts).toEqual([{ name: 'spec', mountPath: container?.workingDir, readOnly: true }]);
    expect(pod.volumes).toEqual([{ name: 'spec', configMap: { name: 'schema-audit' } }]);
    expect(textOf('ci/cronjob.yaml')).not.toContain('postgres://');
  });
});

test('the example of settings says something, and parses', () => {
  const file = 'examples/schema-audit.config.yaml';
  const { severity, ignore } = parseAuditSettings(textOf(file), file);
  expect([...severity].map(([check, { severity: as }]) => [check, as])).toEqual([
    ['uuid-ossp', 'info'],
    ['service-admin-role', 'off'],
  ]);
  expect(ignore.length).toBe(2);
  for (const { reason } of ignore) expect(reason).not.toBeNull();
});

test('no file names a place to fetch from, or a secret', () => {
  for (const file of ['action.yml', 'ci/gitlab.yml', 'ci/cronjob.yaml', '.pre-commit-hooks.yaml']) {
    expect(parse(textOf(file))).toBeTypeOf('object');
    expect(textOf(file).replaceAll('https://pre-commit.com', '')).not.toMatch(/https?:|postgres:\/\//);
  }
});
