import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/contracts/errors.js';
import { parseServerAddress } from '../../src/postgres/server-address.js';
import { WriterSession } from '../../src/postgres/writer-session.js';
import { explainServerError } from '../../src/postgres/server-errors.js';

describe('the address of a server', () => {
  it('is taken apart, several hosts and a password of any letters included', () => {
    const address = parseServerAddress(
      'postgresql://isnad:p%40ss%2Fw:x@one:5433,[::1]/docs?schema=law&pool=3&connect_timeout=2&statement_timeout=900&sslmode=require&target_session_attrs=read-write',
    );
    expect(address).toEqual({
      hosts: ['one', '::1'],
      ports: [5433, 5432],
      database: 'docs',
      user: 'isnad',
      password: 'p@ss/w:x',
      tls: 'require',
      target: 'read-write',
      schema: 'law',
      shown: 'one:5433,[::1]/docs',
      pool: 3,
      connectTimeoutSeconds: 2,
      statementTimeoutMs: 900,
      maxLagSeconds: 60,
      hasTransactionPooler: false,
    });
    expect(parseServerAddress('postgres://localhost/isnad')).toMatchObject({ schema: 'isnad', pool: 8 });
    expect(parseServerAddress('postgres://localhost/isnad?pooler=transaction&max_lag=5')).toMatchObject({
      hasTransactionPooler: true,
      maxLagSeconds: 5,
    });
  });

  it.each([
    ['another scheme', 'mysql://u:secret@host/db'],
    ['no host', 'postgres://u:secret@/db'],
    ['no database', 'postgres://u:secret@host'],
    ['a schema that is none', 'postgres://u:secret@host/db?schema=A-B'],
    ['a schema of the server', 'postgres://u:secret@host/db?schema=pg_toast'],
    ['a pool of none', 'postgres://u:secret@host/db?pool=0'],
    ['a broken escape', 'postgres://u:secret%zz@host/db'],
    ['a port that is none', 'postgres://u:secret@host:x/db'],
    ['a port that cannot be', 'postgres://u:secret@host:99999/db'],
    ['a bare slash in the password', 'postgres://u:123/secret@host/db'],
    ['a bare question mark in the password', 'postgres://u:123?secret@host/db'],
    ['a bare at sign in the password', 'postgres://u:secret@secret/x@host/db'],
    ['a lag of none', 'postgres://u:secret@host/db?max_lag=0'],
    ['another way of pooling', 'postgres://u:secret@host/db?pooler=statement'],
    ['another way of TLS', 'postgres://u:secret@host/db?sslmode=maybe'],
    ['a parameter that nobody knows', 'postgres://u@host/db?password=secret'],
  ])('is refused with %s, and the password is not repeated', (_, text) => {
    let error: unknown;
    try {
      parseServerAddress(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UsageError);
    expect(JSON.stringify([(error as UsageError).message, (error as UsageError).remedy])).not.toContain(
      'secret',
    );
  });

  it('says what to add where a pooler refuses sessions of its own, and that nothing is indexed through one', async () => {
    const address = parseServerAddress('postgres://u:secret@host/db');
    for (const code of ['08P01', '26000', '42P05']) {
      const told = explainServerError(Object.assign(new Error('unsupported'), { code }), address);
      expect(told).toMatchObject({
        code: 'INDEX_WRITE',
        remedy: expect.stringContaining('pooler=transaction') as string,
      });
    }
    const pooled = parseServerAddress('postgres://u:secret@127.0.0.1:1/db?pooler=transaction');
    await expect(WriterSession.open(pooled)).rejects.toThrow(/no lock can be held/);
  });

  it('is in no error with what it holds of credentials', () => {
    const address = parseServerAddress('postgres://u:secret@host/db');
    for (const code of [
      'CONNECT_TIMEOUT',
      'ECONNREFUSED',
      '28P01',
      '42501',
      '53100',
      '57014',
      '42P01',
      '57P01',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ]) {
      const thrown = Object.assign(new Error('connect to postgres://u:secret@host failed'), { code });
      const told = explainServerError(thrown, address) as Error;
      if (code !== '42P01') expect(told.message).not.toContain('secret');
      expect(told.message).toContain('host/db');
      expect(told.cause).toBeUndefined();
    }
  });
});
