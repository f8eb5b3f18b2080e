import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseServerAddress } from '../../src/postgres/server-address.js';
import { ServerDatabase } from '../../src/postgres/server-database.js';
import { createDebianServer, findPostgres, type DebianServer } from './debian-server.js';

const programs = findPostgres();

describe.skipIf(programs === undefined)('rows that are loaded in bulk', () => {
  let server: DebianServer;
  let database: ServerDatabase;

  beforeAll(async () => {
    server = await createDebianServer(programs!);
    server.sql('CREATE TABLE loaded (id int PRIMARY KEY, said text, bytes bytea, numbers int[])');
    database = await ServerDatabase.open(parseServerAddress(server.url()), { isWriter: true });
  }, 300_000);

  afterAll(async () => {
    await database.close();
    server.remove();
  });

  const load = (rows: Iterable<readonly (string | number | null | Buffer | readonly number[])[]>) =>
    database.transaction((transaction) => transaction.load('loaded (id, said, bytes, numbers)', rows));
  const count = (): string => server.sql('SELECT count(*) FROM loaded').trim();

  it('are what they were, whatever signs they have', async () => {
    const said = ["it's", 'back\\slash \\N \\.', 'a\ttab\nand\r\nlines', '', 'نص "عربي"', '\\.', '\u{1F600}'];
    await load(
      Array.from({ length: 210 }, (_, id) => [
        id,
        id % 8 === 7 ? null : said[id % 8]!,
        id % 9 === 0 ? null : Buffer.from([0, 92, 10, id]),
        [id, -1],
      ]),
    );
    const rows = await database.query<{
      id: number;
      said: string | null;
      bytes: Buffer | null;
      numbers: string;
    }>('SELECT id, said, bytes, numbers::text FROM loaded ORDER BY id');
    expect(rows).toHaveLength(210);
    for (const { id, said: stored, bytes, numbers } of rows) {
      expect(stored).toBe(id % 8 === 7 ? null : said[id % 8]);
      expect(bytes && [...bytes]).toEqual(id % 9 === 0 ? null : [0, 92, 10, id]);
      expect(numbers).toBe(`{${id},-1}`);
    }
  });

  it.each<[string, (id: number) => readonly (string | number)[], RegExp]>([
    ['at the end', (id) => [id === 1_499 ? 1_000 : id, 'twice'], /duplicate key .*\(23505\)/],
    ['in the middle', (id) => [id === 1_200 ? 'many' : id, 'no number'], /invalid input syntax .*\(22P02\)/],
  ])('are refused %s with the reason, and nothing of them is kept', async (_, row, reason) => {
    const before = count();
    const rows = Array.from({ length: 500 }, (__, index) => [...row(1_000 + index), null, null]);
    await expect(load(rows)).rejects.toThrow(reason);
    expect(count()).toBe(before);
    // The connection is as good as before.
    await load([[5_000, 'after', null, null]]);
    await database.query('DELETE FROM loaded WHERE id = 5000');
  });
});
