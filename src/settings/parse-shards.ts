import type { ShardPlan } from '../contracts/shards.js';

/** What Discord has ever asked a bot for is far below. */
const mostShards = 1_000;

const share = /^(?:any (?<any>\d{1,4})|(?<list>[\d, -]+)) of (?<total>\d{1,4})$/;
const range = /^(?<first>\d{1,4})(?:-(?<last>\d{1,4}))?$/;

export const shardsRule =
  'must be "auto", a whole number from 1 to 1000, or, for one of several machines, "0-3 of 16" or "any 4 of 16"';

function isCount(count: number, most = mostShards): boolean {
  return Number.isInteger(count) && count >= 1 && count <= most;
}

/** The numbers of `0-3, 7`, ascending; undefined where it names none, one twice, or one that is not below `total`. */
function parseNumbers(list: string, total: number): number[] | undefined {
  const numbers: number[] = [];
  for (const part of list.split(',')) {
    const { first, last = first } = range.exec(part.trim())?.groups ?? {};
    const from = Number(first);
    const to = Number(last);
    if (first === undefined || to < from || to >= total) return undefined;
    for (let number = from; number <= to; number++) numbers.push(number);
  }
  if (new Set(numbers).size < numbers.length) return undefined;
  return numbers.sort((a, b) => a - b);
}

/** Reads SHARDS: `auto`, `16`, `0-3 of 16`, `0, 4-7 of 16` or `any 4 of 16`; undefined where it is none of these. */
export function parseShards(text: string): Exclude<ShardPlan, 'none'> | undefined {
  const value = text.trim();
  if (value === 'auto') return 'auto';
  if (/^\d{1,4}$/.test(value)) return isCount(Number(value)) ? Number(value) : undefined;
  const { any, list = '', total: totalText } = share.exec(value)?.groups ?? {};
  const total = Number(totalText);
  if (!isCount(total)) return undefined;
  if (any !== undefined) return isCount(Number(any), total) ? { total, here: Number(any) } : undefined;
  const numbers = parseNumbers(list, total);
  return numbers && { total, here: numbers };
}
