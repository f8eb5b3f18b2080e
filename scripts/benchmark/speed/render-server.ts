import { countOf } from '../../../src/text/count.js';
import type { SizeReport } from './report.js';
import { serverSteps, type ServerCost } from './server-cost.js';
import type { Spread } from './statistics.js';

const none = '–';

function milliseconds(value: number | undefined): string {
  return value === undefined ? none : value.toFixed(2);
}

function spread({ median, p95, p99 }: Spread): string {
  return [median, p95, p99].map(milliseconds).join(' / ');
}

function kilobytes(bytes: number, passages: number): string {
  return (bytes / passages / 1000).toFixed(2);
}

function sum(one: number, other: number | undefined): number | undefined {
  return other === undefined ? undefined : one + other;
}

/** What stands above the lines of a server: what it is, and what its figures do not say. */
export function describeServer({ description, notes, parity }: ServerCost): string {
  const { questions, sameFirst, sameTen, largestDifference } = parity;
  const same = `Beside the index in a directory, all vectors compared: the same best passage for ${sameFirst} of ${countOf(questions, 'question')}, the same ten in order for ${sameTen}, scores differ by ${largestDifference} at most.`;
  return [`${description}.`, ...notes, same].join(' ');
}

/** One index in a directory and on a server; the first line is the head. */
export function serverLines({ passages, ask }: SizeReport, server: ServerCost): string[][] {
  const perSecond = (costs: ServerCost['atOnce'] | undefined, width: number): string =>
    costs?.find(({ atOnce }) => atOnce === width)?.perSecond.toFixed(0) ?? none;
  return [
    ['', 'in a directory', 'on the server', "server's processor, ms"],
    [
      'question, whole answer, ms',
      ask ? spread(ask.steps['whole answer']) : none,
      spread(server.wholeAnswer),
      milliseconds(server.serverMilliseconds),
    ],
    ...serverSteps.map((step) => [
      step,
      none,
      spread(server.steps[step].latency),
      milliseconds(server.steps[step].processor),
    ]),
    [
      'processor time of the process that asks, ms',
      milliseconds(ask?.cpuMilliseconds),
      milliseconds(server.botMilliseconds),
      none,
    ],
    [
      'processor time in all, ms',
      milliseconds(ask?.cpuMilliseconds),
      milliseconds(sum(server.botMilliseconds, server.serverMilliseconds)),
      none,
    ],
    ...[1, 8, 64].map((width) => [
      `questions a second, ${width} at once`,
      perSecond(ask?.atOnce, width),
      perSecond(server.atOnce, width),
      none,
    ]),
    [
      'kB a passage, without text',
      kilobytes(server.embeddedBytes.withoutText, passages),
      kilobytes(server.bytes.withoutText, passages),
      none,
    ],
    [
      'kB a passage, text included',
      kilobytes(server.embeddedBytes.whole, passages),
      kilobytes(server.bytes.whole, passages),
      none,
    ],
    ['copied to the server, s', none, server.copySeconds.toFixed(1), none],
  ];
}
