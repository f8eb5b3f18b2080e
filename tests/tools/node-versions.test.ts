import { expect, test } from 'vitest';
import { readReport, renderResults } from '../../scripts/tools/node-versions.js';

const passed = { status: 'passed', fullName: 'adds' };
const failed = { status: 'failed', fullName: 'subtracts' };

test('a report is read: tests that failed, and files that could not be run', () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [
      { name: 'a.test.ts', status: 'passed', assertionResults: [passed] },
      { name: 'b.test.ts', status: 'failed', assertionResults: [passed, failed] },
      { name: 'c.test.ts', status: 'failed', message: 'Worker exited\nat once', assertionResults: [] },
    ],
  };
  expect(readReport(report)).toEqual({
    passed: 2,
    failed: 2,
    failures: ['b.test.ts: subtracts', 'c.test.ts: Worker exited'],
  });
});

test('one line a version, in columns', () => {
  const results = [
    { version: 'v20.19.6', passed: 431, failed: 0, seconds: 201.4, failures: [] },
    { version: 'v24.21.0', passed: 7, failed: 12, seconds: 95.6, failures: ['a'] },
  ];
  expect(renderResults(results)).toBe(
    [
      'Node.js   passed  failed  seconds',
      'v20.19.6     431       0      201',
      'v24.21.0       7      12       96',
      '',
    ].join('\n'),
  );
});
